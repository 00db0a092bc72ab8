package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeptRunTest {
    private static final String MODEL = TestPlans.MODEL;

    @TempDir
    private Path folder;

    @BeforeEach
    void evaluate() throws Exception {
        EvaluationOptions keeping =
                new EvaluationOptions(Kernels.of("scalar"), 1, false, Duration.ofHours(1), false, true);
        Evaluation.run(TestPlans.plan(2), keeping, folder.resolve("out"), Progress.Listener.NONE);
    }

    @Test
    void theFolderOfAllModelsDoesAsWellAsThatOfTheModel() throws IOException {
        List<KeptRun> runs = KeptRun.read(folder.resolve("out"));
        assertThat(runs.stream().map(run -> run.record().run())).containsExactly(1, 2);
        assertThat(runs).allSatisfy(run -> assertThat(run.models()).hasSize(5));
        assertThat(KeptRun.read(folder.resolve("out").resolve(MODEL)).stream().map(KeptRun::record))
                .isEqualTo(runs.stream().map(KeptRun::record).toList());
    }

    /** What may be wrong with a folder. */
    @FunctionalInterface
    interface Damage {
        void to(Path out) throws IOException;
    }

    private static Arguments row(String name, Damage damage, String sentence) {
        return arguments(name, damage, sentence);
    }

    static Stream<Arguments> rows() {
        String run1 = MODEL + "/run-01";
        return Stream.of(
                row(
                        "no folder",
                        out -> Files.move(out, out.resolveSibling("elsewhere")),
                        "@: there is no such folder, expected one that 'intona evaluate --keep-models --out' has"
                                + " filled"),
                row(
                        "a file",
                        out -> {
                            Files.move(out, out.resolveSibling("elsewhere"));
                            Files.writeString(out, "");
                        },
                        "@: this is no folder, expected one that 'intona evaluate --keep-models --out' has filled"),
                row(
                        "nothing in it",
                        out -> {
                            Files.move(out, out.resolveSibling("elsewhere"));
                            Files.createDirectory(out);
                        },
                        "@: no records of runs in this folder, expected those of one model, such as"
                                + " LSTM-h64-v8/run-01.json"),
                row(
                        "two models",
                        out -> {
                            Files.createDirectory(out.resolve("LSTM-h9-v9"));
                            Files.copy(out.resolve(run1 + ".json"), out.resolve("LSTM-h9-v9/run-01.json"));
                        },
                        "@: records of " + MODEL + " and LSTM-h9-v9 in this folder, expected those of one model, such"
                                + " as LSTM-h64-v8/run-01.json"),
                row(
                        "a network missing",
                        out -> Files.delete(out.resolve(run1 + ".fold-3.safetensors")),
                        "@/" + run1 + ".fold-3.safetensors: this network was not kept when the run was made, expected a"
                                + " run of 'intona evaluate --keep-models'"),
                row(
                        "another fold's network",
                        out -> replace(
                                out.resolve(run1 + ".fold-2.safetensors"), out.resolve(run1 + ".fold-3.safetensors")),
                        "@/" + run1 + ".fold-3.safetensors: this is the network of run 1, fold 2, expected that of run"
                                + " 1, fold 3"),
                row(
                        "a network of other labels",
                        out -> {
                            Path file = out.resolve(run1 + ".fold-0.safetensors");
                            EmotionModel model = EmotionModel.read(file);
                            List<String> labels = model.labels().stream()
                                    .map(label -> label + "?")
                                    .toList();
                            new EmotionModel(
                                            model.parameters(),
                                            model.standardizer(),
                                            model.features(),
                                            labels,
                                            model.provenance())
                                    .write(file);
                        },
                        "expected its record's ["),
                row(
                        "no network",
                        out -> Files.writeString(out.resolve(run1 + ".fold-0.safetensors"), "something"),
                        "@/" + run1 + ".fold-0.safetensors: "),
                row(
                        "another run's record",
                        out -> replace(out.resolve(MODEL + "/run-02.json"), out.resolve(run1 + ".json")),
                        "@/" + run1 + ".json: run 2, expected 1"),
                row(
                        "a damaged record",
                        out -> Files.writeString(out.resolve(run1 + ".json"), "{"),
                        "@/" + run1 + ".json: this is no record: "),
                row(
                        "runs of other settings",
                        out -> {
                            Path file = out.resolve(MODEL + "/run-02.json");
                            Files.writeString(file, Files.readString(file).replace("\"seed\": 1,", "\"seed\": 5,"));
                        },
                        "@/" + MODEL + "/run-02.json: made with seed = 5, this evaluation has 1"));
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isRefusedInOneSentence(String name, Damage damage, String sentence) throws IOException {
        Path out = folder.resolve("out");
        damage.to(out);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KeptRun.read(out))
                .withMessageContaining(sentence.replace("@", out.toString()));
    }
}
