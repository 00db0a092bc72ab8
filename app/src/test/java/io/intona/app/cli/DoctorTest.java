package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Checkup.Finding;
import io.intona.app.cli.Checkup.State;
import io.intona.app.cli.Command.Ran;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorTest {
    @TempDir
    Path folder;

    @Test
    void aHealthyMachineIsFine() throws IOException {
        Path model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        Ran ran = Command.run("doctor", "--cache", folder.resolve("cache").toString(), "--model", model.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines()).anySatisfy(line -> assertThat(line).startsWith("ok    Java: " + Runtime.version()));
        assertThat(ran.outLines())
                .contains(
                        "ok    kernels: scalar, since the module jdk.incubator.vector is missing, start Java with"
                                + " --add-modules jdk.incubator.vector (the intona launcher does for verbs that compute for long)");
        assertThat(ran.outLines())
                .anySatisfy(line -> assertThat(line).startsWith("ok    audio formats: FLAC, MP3, Ogg Vorbis, WAV"));
        assertThat(ran.outLines())
                .anySatisfy(line -> assertThat(line).startsWith("ok    cache folder: " + folder.resolve("cache")));
        assertThat(ran.outLines()).contains("ok    model: " + model + ": LSTM-h8-v2 over mfcc5, 8 labels");
        assertThat(ran.outLines()).noneMatch(line -> line.startsWith("wrong"));
    }

    @Test
    void theModelThatCameAlongIsTriedOutUnlessAnotherIsNamed() {
        Ran ran = Command.run("doctor", "--cache", folder.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines()).contains("ok    model: the one that came along: LSTM-h64-v8 over mfcc34, 8 labels");
    }

    /** As in an installation without the jar whose licence is not free. */
    @Test
    void aMissingModelIsNotedWithWhatToAdd() throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("model-ravdess"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "doctor",
                        "--cache=" + folder)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines())
                    .contains("note  model: no model on the class path, expected the artifact"
                            + " io.intona:intona-model-ravdess, or load a model file; classify, listen and serve need"
                            + " --model FILE");
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aBrokenModelAndAnUnusableCacheAreWrongAndToldHowToMend() throws IOException {
        Path model = Files.writeString(folder.resolve("m.safetensors"), "short");
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Ran ran = Command.run("doctor", "--json", "--cache", file.toString(), "--model", model.toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        Schemas.assertValid("doctor", ran.out());
        JsonNode report = JsonMapper.shared().readTree(ran.out());
        assertThat(report.get("ok").asBoolean()).isFalse();
        assertThat(report.get("findings")
                        .valueStream()
                        .filter(finding -> finding.get("state").asString().equals("wrong")))
                .satisfiesExactly(
                        finding -> assertThat(finding.get("found").asString())
                                .isEqualTo("cannot be written (" + file
                                        + ": this is in the way, remove it or choose another name): choose another"
                                        + " with --cache"),
                        finding -> assertThat(finding.get("found").asString())
                                .isEqualTo(model + ": the file has 5 bytes, expected a safetensors file of at least 8;"
                                        + " make a new one with 'intona train'"));
    }

    @Test
    void aSmallHeapIsNotedWithWhatHelps() {
        assertThat(Checkup.memory(512L << 20))
                .isEqualTo(new Finding(
                        "memory",
                        State.NOTE,
                        "heap up to 512 MiB, training may need more: set INTONA_JAVA_OPTS=-Xmx2g"));
        assertThat(Checkup.memory(1L << 30).state()).isEqualTo(State.OK);
    }

    @Test
    void fileNamesInAsciiOnlyAreNotedWithWhatHelps() {
        assertThat(Checkup.fileNames("ANSI_X3.4-1968"))
                .isEqualTo(new Finding(
                        "file names",
                        State.NOTE,
                        "ANSI_X3.4-1968, so files whose names have other letters cannot be read: set LC_ALL=C.UTF-8"));
        assertThat(Checkup.fileNames("UTF-8").state()).isEqualTo(State.OK);
    }
}
