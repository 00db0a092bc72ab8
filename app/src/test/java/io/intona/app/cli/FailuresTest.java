package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a command runs gets exit code 1 and a sentence, whatever it is. */
class FailuresTest {
    private static final String LOST = "intona: standard output cannot be written, so results are missing: is its disk"
            + " full, or does nobody read it any more?\n";

    @TempDir
    Path folder;

    private Path model;
    private Path clip;

    @BeforeEach
    void writeModelAndClip() throws IOException {
        model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        clip = TestClips.write(folder.resolve("a.wav"), 1, 9_000, 16_000);
    }

    /** A standard output whose disk is full. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "describe LSTM-h64-v8",
                "describe LSTM-h64-v8 --json",
                "corpus synthetic:small",
                "features @/a.wav",
                "classify @/a.wav --model @/m.safetensors",
                "cache --cache @/none",
                "doctor --cache @/new"
            })
    void outputThatCannotBeWrittenIsAFailure(String arguments) {
        Ran ran = Command.run(
                new Full(), arguments.replace("@", folder.toString()).split(" "));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo(LOST);
    }

    @Test
    void nothingMoreIsClassifiedWhenNobodyReadsIt() {
        Path missing = folder.resolve("missing.wav");
        Ran ran = Command.run(new Full(), "classify", "--model=" + model, clip.toString(), missing.toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo(LOST);
    }

    @Test
    void aTrainingThatDivergesIsToldAsSuch() {
        Ran ran = Command.run(
                "evaluate",
                "--corpus=synthetic:small",
                "--model=LSTM-h4-v2",
                "--features=mfcc5",
                "--cache=" + folder.resolve("cache"),
                "--epochs=2",
                "--learning-rate=1e38");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith("intona evaluate: training diverged")
                .doesNotContain("mistake in the program")
                .hasLineCount(1);
    }

    @Test
    void atSignsInNamesMeanNothing() {
        assertThat(Path.of("pom.xml")).exists(); // would be read as further arguments
        Ran ran = Command.run("features", "@pom.xml");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("intona features: @pom.xml: no such file\n");
    }

    @Test
    void aRecordingTooLongForTheMemoryDoesNotStopTheOthers() throws Exception {
        Path recordings = folder.resolve("recordings");
        Path tooLong = TestClips.write(recordings.resolve("1.wav"), 1, 600 * 16_000, 16_000);
        TestClips.write(recordings.resolve("2.wav"), 1, 9_000, 16_000);
        Ran classify = withSmallHeap("classify", "--threads=1", "--model=" + model, recordings.toString());
        assertThat(classify.exitCode()).isEqualTo(1);
        assertThat(classify.outLines()).hasSize(1);
        assertThat(classify.err())
                .matches("intona classify: \\Q" + tooLong
                        + "\\E: needs more memory than the [0-9]+ MiB that Java may use"
                        + " here, give it more with INTONA_JAVA_OPTS such as -Xmx8g, or cut the recording\n"
                        + "intona classify: 1 of 2 files could not be read\n");

        Ran features = withSmallHeap("features", recordings.toString(), "--out=" + folder.resolve("out"));
        assertThat(features.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("out/1.npy")).doesNotExist();
        assertThat(folder.resolve("out/2.npy")).exists();
        assertThat(features.err())
                .startsWith("intona features: " + tooLong + ": needs more memory ")
                .hasLineCount(2);
    }

    @Test
    void aNetworkTooLargeForTheMemoryIsToldInOneSentence() throws Exception {
        Ran ran = withSmallHeap(
                "evaluate",
                "--corpus=synthetic:small",
                "--model=LSTM-h4096-v1",
                "--features=mfcc5",
                "--cache=" + folder.resolve("cache"));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .matches("intona: needs more memory than the [0-9]+ MiB that Java may use here, give it more with"
                        + " INTONA_JAVA_OPTS such as -Xmx8g\n");
    }

    private Ran withSmallHeap(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Collections.addAll(command, arguments);
        Path err = folder.resolve("stderr");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err));
    }
}
