package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.EmotionRecognizer;
import io.intona.Recognition;
import io.intona.Segment;
import io.intona.Timeline;
import io.intona.app.cli.Command.Ran;
import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.audio.WavWriter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
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
                .isEqualTo("intona classify: " + narrow + " has fewer than the 16000 samples a second that the model"
                        + " expects: without the high frequencies it was trained with it errs more often"
                        + " (said once)\n");
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

    /** Four seconds of noise in syllables, four of silence, four of noise. */
    private Path meeting() throws IOException {
        float[] samples = new float[12 * 16_000];
        float[] voice = TestClips.clip(5, 4 * 16_000, 16_000).samples();
        System.arraycopy(voice, 0, samples, 0, voice.length);
        System.arraycopy(voice, 0, samples, 8 * 16_000, voice.length);
        Path file = folder.resolve("in/meeting.wav");
        WavWriter.write(new AudioClip(samples, 16_000), file, WavWriter.Encoding.FLOAT_32);
        return file;
    }

    @Test
    void aTimelineInJsonHasTheSegmentsOfTheLibrary() throws IOException {
        Path meeting = meeting();
        Ran ran = classify("--timeline", "--json", meeting, clip);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines()).hasSize(2).allSatisfy(line -> Schemas.assertValid("classify", line));
        JsonNode line = JsonMapper.shared().readTree(ran.outLines().get(0));
        Timeline timeline = EmotionRecognizer.load(model).timeline(AudioReader.read(meeting));
        assertThat(timeline.segments()).anyMatch(Segment::isSpeech).anyMatch(segment -> !segment.isSpeech());
        assertThat(line.get("seconds").asDouble()).isEqualTo(12);
        assertThat(line.get("speech_seconds").asDouble())
                .isEqualTo(timeline.summary().speechSeconds());
        assertThat(line.get("shares").propertyNames())
                .containsExactlyElementsOf(timeline.summary().shares().keySet());
        assertThat(line.get("changes").size()).isEqualTo(timeline.changePoints().size());
        assertThat(line.get("segments").size()).isEqualTo(timeline.segments().size());
        for (int i = 0; i < timeline.segments().size(); i++) {
            Segment segment = timeline.segments().get(i);
            JsonNode entry = line.get("segments").get(i);
            assertThat(entry.get("start").asDouble()).isEqualTo(segment.startSeconds());
            assertThat(entry.get("end").asDouble()).isEqualTo(segment.endSeconds());
            assertThat(entry.get("speech").asBoolean()).isEqualTo(segment.isSpeech());
            assertThat(entry.has("emotion")).isEqualTo(segment.isSpeech());
            assertThat(entry.has("probabilities")).isEqualTo(segment.isSpeech());
        }
    }

    @Test
    void aPersonGetsTheStretchesOfEachEmotion() throws IOException {
        Ran ran = classify("--timeline", meeting());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines().get(0))
                .matches(".*/meeting.wav: 12.0 s, [78]\\.[0-9] s of speech: [a-z]+ [0-9.]+ %.*");
        assertThat(ran.outLines().subList(1, ran.outLines().size()))
                .allMatch(line -> line.matches(" +[0-9.]+ +[0-9.]+  (-|[a-z]+ [0-9.]+ %)"))
                .anyMatch(line -> line.endsWith("  -"));
    }

    @Test
    void tablesHaveAsManyCellsInEveryRow() throws IOException {
        Path bad = Files.writeString(folder.resolve("in/a \"bad\", one.wav"), "RIFF");
        Ran whole = classify("--csv", clip, bad);
        assertThat(whole.exitCode()).isEqualTo(1);
        List<List<String>> rows = cells(whole.out());
        assertThat(rows).hasSize(3).allMatch(row -> row.size() == 12);
        assertThat(rows.get(0))
                .startsWith("file", "emotion", "abstains", "neutral")
                .endsWith("error");
        Recognition recognition = EmotionRecognizer.load(model).recognize(TestClips.clip(1, 9_000, 16_000));
        assertThat(rows.get(1)).startsWith(clip.toString(), recognition.emotion(), "false");
        assertThat(Float.parseFloat(rows.get(1).get(3))).isEqualTo(recognition.probability("neutral"));
        assertThat(rows.get(2).get(0)).isEqualTo(bad.toString());
        assertThat(rows.get(2).get(11)).startsWith(bad + ": byte 4: ");

        Path meeting = meeting();
        List<List<String>> segments =
                cells(classify("--csv", "--timeline", meeting, bad).out());
        assertThat(segments).allMatch(row -> row.size() == 14);
        Timeline timeline = EmotionRecognizer.load(model).timeline(AudioReader.read(meeting));
        assertThat(segments).hasSize(2 + timeline.segments().size());
        assertThat(Double.parseDouble(segments.get(1).get(2)))
                .isEqualTo(timeline.segments().get(0).endSeconds());
    }

    private static List<List<String>> cells(String csv) throws IOException {
        return CSVFormat.RFC4180.parse(new StringReader(csv)).stream()
                .map(row -> row.toList())
                .toList();
    }

    @Test
    void patternsThatNoShellHasTakenAreUnderstood() throws IOException {
        for (String name : new String[] {"b.wav", "c.flac.txt", "deep/d.wav", "deep/.hidden.wav"}) {
            TestClips.write(folder.resolve("in").resolve(name), 1, 9_000, 16_000);
        }
        assertThat(classify(folder + "/in/*.wav").outLines()).hasSize(2);
        assertThat(classify(folder + "/in/**.wav").outLines()).hasSize(3);
        assertThat(classify(folder + "/*/deep/?.wav").outLines()).hasSize(1);
        Ran none = classify(folder + "/in/*.ogg");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err())
                .isEqualTo(
                        "intona classify: " + folder + "/in/*.ogg: no such file, and no recordings fit this pattern\n");
    }

    @Test
    void limitsAreThoseThatAreAskedFor() throws IOException {
        Path meeting = meeting();
        Ran longer = classify("--timeline", "--max-hours=0.003", meeting);
        assertThat(longer.exitCode()).isEqualTo(1);
        assertThat(longer.err()).contains("expected at most 10.8 seconds of sound, as --max-hours says\n");
        Ran larger = classify("--max-megabytes=0.5", meeting);
        assertThat(larger.exitCode()).isEqualTo(1);
        assertThat(larger.err()).contains("expected at most 524288, as --max-megabytes says\n");
    }

    @Test
    void aRecordingTooShortForAnAnswerIsToldSo() throws IOException {
        Path tiny = TestClips.write(folder.resolve("in/tiny.wav"), 1, 3_000, 16_000);
        for (String option : new String[] {"--threads=1", "--timeline"}) {
            Ran ran = classify(option, tiny);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err())
                    .isEqualTo("intona classify: " + tiny
                            + ": recording of 3000 samples at 16000 Hz, expected at least 0.3 seconds\n");
        }
    }
}
