package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import io.intona.feature.FeatureSpec;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainTest {
    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void nameTheModel() {
        model = folder.resolve("m.safetensors");
    }

    private Ran train(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--corpus", "synthetic:small", "--model", "LSTM-h4-v2", "--features", "mfcc5"));
        arguments.addAll(List.of("--cache", cache.toString(), "--out", model.toString()));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theModelFileHearsRecordings() throws IOException {
        Ran ran = train("--epochs=2", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo("{\"file\":\"" + model + "\",\"model\":\"LSTM-h4-v2\",\"parameters\":232,\"epochs\":2,"
                        + "\"clips\":192,\"speakers\":8}\n");
        Schemas.assertValid("train", ran.out());
        assertThat(files()).containsExactly(".m.safetensors.lock", "m.safetensors");
        EmotionModel read = EmotionModel.read(model);
        assertThat(read.labels()).startsWith("neutral", "calm").hasSize(8);
        assertThat(read.provenance()).containsEntry("epochs_trained", "2").containsEntry("corpus", "synthetic:small:1");
        Path clip = TestClips.write(folder.resolve("a.wav"), 1, 48_000, 48_000);
        Ran heard = Command.run("classify", "--model", model.toString(), clip.toString(), "--json");
        assertThat(heard.exitCode()).isZero();
        Schemas.assertValid("classify", heard.out());
    }

    @Test
    void featuresOfWholeClipsAreLearntAndHeard() throws IOException {
        Ran ran = Command.run(
                "train",
                "--corpus=synthetic:small",
                "--model=LSTM-h4-v2",
                "--features=mfcc5+chroma12",
                "--frame=4096",
                "--cache=" + cache,
                "--epochs=1",
                "--out=" + model);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(EmotionModel.read(model).features())
                .isEqualTo(FeatureSpec.parse("mfcc5+chroma12").withFrame(4096, 2048));
        Path clip = TestClips.write(folder.resolve("a.wav"), 1, 48_000, 48_000);
        assertThat(Command.run("classify", "--model", model.toString(), clip.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void aPersonIsToldWhatTheFileHolds() {
        assertThat(train("--epochs=1").out())
                .isEqualTo(model + ": LSTM-h4-v2 (232 parameters), trained for 1 epoch on 192 clips of 8 speakers\n");
    }

    @Test
    void theSameSeedGivesTheSameWeights() throws IOException {
        train("--epochs=2", "--seed=5");
        float[] first = EmotionModel.read(model).parameters().values("lstm.weight_hh_l0");
        train("--epochs=2", "--seed=5");
        float[] second = EmotionModel.read(model).parameters().values("lstm.weight_hh_l0");
        train("--epochs=2", "--seed=6");
        float[] other = EmotionModel.read(model).parameters().values("lstm.weight_hh_l0");
        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void withoutEpochsACrossValidationFindsTheirMedian() throws IOException {
        Ran ran = train("--max-epochs=6", "--learning-rate=0.01", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(files()).containsExactly(".m.safetensors.lock", "m.safetensors", "m.safetensors.evaluation");
        JsonNode record = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("m.safetensors.evaluation/LSTM-h4-v2/run-01.json")));
        int[] chosen = new int[5];
        for (int fold = 0; fold < 5; fold++) {
            chosen[fold] = record.get("folds").get(fold).get("epoch").asInt();
        }
        Arrays.sort(chosen);
        assertThat(chosen[2]).as("not what a constant would say").isBetween(2, 5);
        JsonNode told = JsonMapper.shared().readTree(ran.out());
        assertThat(told.get("epochs").asInt()).isEqualTo(chosen[2]);
        assertThat(ran.err())
                .startsWith("intona train: cross-validation on synthetic:small:1, 1 run: UAR 0.")
                .contains("median of the chosen epochs " + chosen[2] + ", temperature ")
                .contains(", records in " + model + ".evaluation\n");
    }

    @Test
    void recordsThatAreThereAreUsed() throws IOException {
        Path records = folder.resolve("records");
        Ran evaluated = Command.run(
                "evaluate",
                "--corpus=synthetic:small",
                "--model=LSTM-h4-v2",
                "--features=mfcc5",
                "--cache=" + cache,
                "--epochs=2",
                "--runs=2",
                "--json",
                "--out=" + records);
        assertThat(evaluated.exitCode()).isZero();
        byte[] before = Files.readAllBytes(records.resolve("LSTM-h4-v2/run-01.json"));
        Ran ran = train("--evaluation=" + records, "--max-epochs=2");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode told = JsonMapper.shared().readTree(evaluated.out());
        double uar = told.get("uar_mean").asDouble();
        assertThat(ran.err()).as("of both runs").contains(String.format(Locale.ROOT, ", 2 runs: UAR %.4f,", uar));
        assertThat(records.resolve("LSTM-h4-v2/run-01.json")).hasBinaryContent(before);
        assertThat(files()).containsExactly(".m.safetensors.lock", "m.safetensors", "records");

        Files.delete(model);
        Ran other = train("--evaluation=" + records, "--max-epochs=3");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err())
                .isEqualTo("intona train: " + records + ": made with settings.epochs = 2, this evaluation has 3;"
                        + " choose another folder\n");
        assertThat(model).doesNotExist();
    }
}
