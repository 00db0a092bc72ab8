package io.intona.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code auto} and {@code simd} mean in Javas that were started in ways that matter. */
class KernelsChoiceTest {
    /** A program: prints what it gets. */
    static final class Choice {
        private Choice() {}

        public static void main(String[] arguments) {
            System.out.println(
                    Kernels.of("auto").name() + ": " + Kernels.whyScalar().orElse("fastest"));
            try {
                System.out.println(Kernels.of("simd").name());
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:MaxVectorSize=16, simd-128: fastest, simd-128",
        "-XX:-TieredCompilation, simd-\\d+: fastest, simd-\\d+",
        "-Xint, 'scalar: Java runs without its optimising compiler, so vectors would be slow', simd-\\d+",
        "-XX:TieredStopAtLevel=1, 'scalar: Java runs without its optimising compiler, so vectors would be slow', simd-\\d+",
        "-XX:-UseFMA, 'scalar: this machine, or an option of Java, does not let multiply and add be fused',"
                + " 'kernels ''simd'' cannot run: this machine, or an option of Java, does not let multiply and add be fused'",
        "-XX:MaxVectorSize=8, 'scalar: this machine''s vectors have 64 bits, expected at least 128',"
                + " 'kernels ''simd'' cannot run: this machine''s vectors have 64 bits, expected at least 128'"
    })
    void vectorsAreUsedUnlessThereIsAReasonNotTo(String option, String auto, String simd) throws Exception {
        String[] lines = run(option).split("\\R");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).matches(auto);
        assertThat(lines[1]).matches(simd);
    }

    private static String run(String option) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        option,
                        "-cp",
                        folder(Kernels.class) + File.pathSeparator + folder(Choice.class),
                        Choice.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path folder(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
