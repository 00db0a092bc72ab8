package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training has the same bits whether the interpreter, C1 or C2 runs it, and whenever they compile it. */
class SameBitsTest {
    /** Above every threshold of compilation. */
    private static final int CALLS = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void aTrainingHasTheSameBitsInterpretedAndCompiled(String kernels) throws Exception {
        assertThat(Kernels.of(kernels).name()).startsWith(kernels);
        Process interpreted = start(kernels, 0, "-Xint");
        Process c1 = start(kernels, CALLS, "-XX:TieredStopAtLevel=1");
        Process c2 = start(kernels, CALLS);
        String[] expected = hashes(interpreted);
        assertThat(expected[1]).isEqualTo(expected[0]);
        assertThat(hashes(c1)).as("first and last repetition, C1").isEqualTo(expected);
        assertThat(hashes(c2)).as("first and last repetition, C2").isEqualTo(expected);
    }

    private static Process start(String kernels, int calls, String... options) throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", folder(Network.class) + File.pathSeparator + folder(TrainingBits.class)));
        command.addAll(List.of(TrainingBits.class.getName(), kernels, Integer.toString(calls)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.remove("JDK_JAVA_OPTIONS");
        return builder.start();
    }

    private static Path folder(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String[] hashes(Process process) throws IOException, InterruptedException {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            String[] hashes = output.strip().split(" ");
            assertThat(hashes).hasSize(2).allMatch(hash -> hash.length() == 64);
            return hashes;
        } finally {
            process.destroyForcibly();
        }
    }
}
