package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.EmotionRecognizer;
import io.intona.Recognition;
import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClassifyTest {
    @TempDir
    Path folder;

    private Path model;
    private Path clip;

    @BeforeEach
    void writeModelAndClip() throws IOException {
        model = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        clip = TestClips.write(folder.resolve("in/a.wav"), 1, 9_000, 16_000);
    }

    private Ran classify(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("classify", "--model", model.toString()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return Command.run(all.toArray(String[]::new));
    }

    @Test
    void jsonHasTheProbabilityOfEveryLabelInTheModelsOrder() throws IOException {
        Ran ran = classify(clip, "--json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        Schemas.assertValid("classify", ran.out());
        JsonNode line = JsonMapper.shared().readTree(ran.out());
        Recognition recognition = EmotionRecognizer.load(model).recognize(TestClips.clip(1, 9_000, 16_000));
        assertThat(line.get("file").asString()).isEqualTo(clip.toString());
        assertThat(line.get("emotion").asString()).isEqualTo(recognition.emotion());
        assertThat(line.get("probabilities").propertyNames()).containsExactlyElementsOf(recognition.labels());
        for (String label : recognition.labels()) {
            String number = line.get("probabilities").get(label).toString();
            assertThat(Float.parseFloat(number)).isEqualTo(recognition.probability(label));
        }
    }

    @Test
    void aPersonGetsTheThreeMostProbableEmotions() throws IOException {
        Ran ran = classify(clip);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        Recognition recognition = EmotionRecognizer.load(model).recognize(TestClips.clip(1, 9_000, 16_000));
        assertThat(ran.out())
                .startsWith(clip + ": " + recognition.emotion() + " ")
                .matches("(?s).*: [a-z]+ [0-9.]+ %, [a-z]+ [0-9.]+ %, [a-z]+ [0-9.]+ %\\n");
    }

    @Test
    void foldersAndManyFilesComeInOrderWhateverTheThreads() throws IOException {
        for (int i = 0; i < 12; i++) {
            TestClips.write(folder.resolve("in/many/" + (char) ('l' - i) + ".wav"), i, 5_000 + 1_000 * i, 16_000);
        }
        Ran one = classify("--threads=1", "--json", folder.resolve("in/many"), clip);
        Ran four = classify("--threads=4", "--json", folder.resolve("in/many"), clip);
        assertThat(four.out()).isEqualTo(one.out());
        assertThat(one.outLines()).hasSize(13);
        List<String> files = one.outLines().stream()
                .map(line -> JsonMapper.shared().readTree(line).get("file").asString())
                .toList();
        assertThat(files.subList(0, 12)).isSorted();
        assertThat(files.get(12)).isEqualTo(clip.toString());
    }

    @Test
    void badFilesAreReportedAndDoNotStopTheOthers() throws IOException {
        Path bad = Files.writeString(folder.resolve("in/bad.wav"), "RIFF, but no more");
        Path missing = folder.resolve("in/missing.wav");
        Ran ran = classify("--json", bad, missing, clip);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.outLines()).hasSize(3).allSatisfy(line -> Schemas.assertValid("classify", line));
        assertThat(ran.outLines().get(0)).startsWith("{\"file\":\"" + bad + "\",\"error\":\"" + bad + ": byte ");
        assertThat(ran.outLines().get(1))
                .isEqualTo("{\"file\":\"" + missing + "\",\"error\":\"" + missing + ": no such file\"}");
        assertThat(ran.outLines().get(2)).contains("\"emotion\"");
        assertThat(ran.err()).endsWith("intona classify: 2 of 3 files could not be read\n");

        Ran text = classify(bad, clip);
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.outLines()).hasSize(1);
        assertThat(text.err()).startsWith("intona classify: " + bad + ": byte ");
    }

    @Test
    void whoWatchesSeesHowFarItIs() throws IOException {
        Path missing = folder.resolve("in/missing.wav");
        Ran ran = Command.runWatched("classify", "--model=" + model, clip.toString(), missing.toString());
        assertThat(ran.err())
                .containsPattern("classify .* 2/2 .*files/s")
                .contains("\r\u001b[Kintona classify: " + missing + ": no such file\n")
                .endsWith("\nintona classify: 1 of 2 files could not be read\n");
    }

    @Test
    void missingBandwidthIsToldOnce() throws IOException {
        Path narrow = TestClips.write(folder.resolve("in/narrow.wav"), 2, 9_000, 8_000);
        Path another = TestClips.write(folder.resolve("in/another.wav"), 3, 9_000, 8_000);
        Ran ran = classify(clip, narrow, another);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines()).hasSize(3);
        assertThat(ran.err())
                .isEqualTo("intona classify: " + narrow + " has 8000 samples a second and the model expects 16000:"
                        + " without the high frequencies it was trained with it errs more often (said once)\n");
    }

    @Test
    void aFolderWithoutRecordingsIsSaidToBeOne() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Ran ran = classify(empty);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo("intona classify: " + empty
                        + ": no recordings in this folder, expected files such as .wav or .flac\n");
    }
}
