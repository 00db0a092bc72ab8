package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.lab.train.ToyDataset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RecordFileTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path temp;

    private static Path file;
    private static String json;

    @BeforeAll
    static void evaluate() throws Exception {
        TestPlans.evaluate(TestPlans.plan(1), 1, shared);
        file = shared.resolve("LSTM-h4-v2/run-01.json");
        json = Files.readString(file);
    }

    @Test
    void aRecordHasTheAgreedFields() {
        JsonNode record = Json.MAPPER.readTree(json);
        assertThat(record.propertyNames())
                .containsExactly(
                        "schema",
                        "model",
                        "protocol",
                        "run",
                        "seed",
                        "labels",
                        "uar",
                        "confusion",
                        "folds",
                        "predictions",
                        "validation_predictions",
                        "settings");
        assertThat(record.get("protocol").toString())
                .isEqualTo("{\"normalisation\":\"train\",\"tuning\":\"given\",\"epoch\":\"validation\","
                        + "\"padding\":\"none\"}");
        assertThat(record.get("folds").get(3).propertyNames())
                .containsExactly("fold", "train", "validation", "test", "epoch", "curves");
        assertThat(record.get("folds").get(3).get("train").get(0).isString()).isTrue();
        for (String list : List.of("predictions", "validation_predictions")) {
            assertThat(record.get(list).get(0).propertyNames())
                    .containsExactly("clip", "speaker", "fold", "true", "predicted", "probabilities");
            assertThat(record.get(list).get(0).get("probabilities")).hasSize(ToyDataset.LABELS.size());
        }
        assertThat(record.get("settings").toString())
                .isEqualTo("{\"corpus\":\"toy:1\",\"clips\":54,\"corpus_sha256\":\"" + "0".repeat(60)
                        + "0001\",\"features\":\"mfcc6\",\"frame_samples\":1024,\"hop_samples\":512,"
                        + "\"sample_rate_hz\":48000,\"top_db\":\"clip\",\"learning_rate\":0.01,"
                        + "\"weight_decay\":1.0E-4,\"dropout\":0.2,\"t_0\":2,\"batch\":8,\"epochs\":3,"
                        + "\"schedule\":\"restarts\",\"init\":\"orthogonal\"}");
    }

    @Test
    void aRecordFollowsTheSchema() throws Exception {
        assertThat(RecordSchema.errors(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\": 1 | \"schema\": 2",
                "\"normalisation\":\"train\" | \"normalisation\":\"test\"",
                "\"run\": 1 | \"run\": 0",
                "\"fold\":0 | \"fold\":5",
                "\"epoch\":1, | \"epoch\":0,",
                "\"true\": | \"truth\":",
                "\"clips\":54 | \"clips\":\"54\"",
                "\"uar\": 0. | \"uar\": 1."
            })
    void theSchemaRefusesWhatIsNoRecord(String what, String instead) throws Exception {
        String text = json.replace("\"epoch\":2,", "\"epoch\":1,").replace("\"epoch\":3,", "\"epoch\":1,");
        assertThat(text).contains(what);
        assertThat(RecordSchema.errors(text.replace(what, instead))).isNotEmpty();
    }

    @Test
    void aRecordWithAnUnknownFieldIsRefused() throws Exception {
        Path bad = temp.resolve("run.json");
        Files.writeString(bad, json.replace("\"labels\":", "\"emotions\": [], \"labels\":"));
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> RecordFile.read(bad))
                .withMessageStartingWith(bad + ": this is no record: Unrecognized property \"emotions\"");
    }

    @Test
    void aRecordReadAndWrittenAgainHasTheSameBytes() throws Exception {
        Path copy = temp.resolve("copy.json");
        RecordFile.write(RecordFile.read(file), copy);
        assertThat(copy).hasSameBinaryContentAs(file);
    }

    @Test
    void aCompressedRecordIsReadAlikeAndHasNoTimeStamp() throws Exception {
        Path compressed = temp.resolve("run-01.json.gz");
        RecordFile.write(RecordFile.read(file), compressed);
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(json);
        }
        byte[] bytes = Files.readAllBytes(compressed);
        assertThat(Arrays.copyOfRange(bytes, 4, 8)).containsOnly(0); // RFC 1952: MTIME
        assertThat(RecordFile.bytes(RecordFile.read(compressed), file)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void aCompressedRecordThatWasCutIsRefused() throws Exception {
        Path compressed = temp.resolve("run-01.json.gz");
        RecordFile.write(RecordFile.read(file), compressed);
        byte[] bytes = Files.readAllBytes(compressed);
        Files.write(compressed, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> RecordFile.read(compressed))
                .withMessage(compressed + ": this is no whole gzip file: Unexpected end of ZLIB input stream");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100, 1000, 5000})
    void aRecordThatWasCutIsRefusedInPlainWords(int length) throws Exception {
        Path cut = temp.resolve("run.json");
        Files.writeString(cut, json.substring(0, length));
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> RecordFile.read(cut))
                .satisfies(e -> assertThat(e.getMessage())
                        .matches("(?s)" + Pattern.quote(cut + ": this is no record: ") + "[^\n]*")
                        .doesNotContain("Source", "REDACTED", "io.intona", "Exception"));
    }

    @Test
    void anEvaluationGoesOnFromCompressedRecords() throws Exception {
        TestPlans.evaluate(TestPlans.plan(2), 1, temp);
        var expected = TestPlans.records(temp);
        Path plain = temp.resolve("LSTM-h4-v2/run-01.json");
        RecordFile.write(RecordFile.read(plain), temp.resolve("LSTM-h4-v2/run-01.json.gz"));
        Files.delete(plain);
        EvaluationResult result = TestPlans.evaluate(TestPlans.plan(2), 1, temp);
        assertThat(result.runs()).extracting(RunRecord::run).containsExactly(1, 2);
        assertThat(plain).doesNotExist();
        assertThat(TestPlans.records(temp).get("LSTM-h4-v2/run-02.json"))
                .isEqualTo(expected.get("LSTM-h4-v2/run-02.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run.json | [1] | this is no record of schema 1, its field \"schema\" is missing",
                "run.json | {\"schema\": 2} | this is no record of schema 1, its field \"schema\" is 2",
                "run.json | {\"schema\": \"1\"} | this is no record of schema 1, its field \"schema\" is \"1\"",
                "run.json | {\"schema\": 1, | this is no record: Unexpected end-of-input",
                "run.json | {\"schema\": 1} | this is no record: Missing creator property 'model'",
                "run.json.gz | {\"schema\": 1} | this is no whole gzip file: Not in GZIP format"
            })
    void aFileThatIsNoRecordIsRefused(String name, String content, String message) throws Exception {
        Path bad = temp.resolve(name);
        Files.writeString(bad, content);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> RecordFile.read(bad))
                .withMessageStartingWith(bad + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"true\":\"[a-z]+\" | \"true\":\"angry\" | damaged: clip s.. has the label angry, expected one of [calm, happy, sad]",
                "\"fold\":0,\"true\" | \"fold\":7,\"true\" | damaged: clip s.. is of fold 7, which is not in the record",
                "\"probabilities\":.[0-9.]+, | \"probabilities\":[ | damaged: clip s.. has 2 probabilities for 3 labels",
                "\"probabilities\":.[0-9.]+, | \"probabilities\":[\"NaN\", | no record: clip s.. has the probability NaN, expected a finite number",
                "\"clip\":\"s[0-9-]+\" | \"clip\":null | no record: Null value for creator property 'clip'",
                "\"uar\": 0. | \"uar\": 1. | damaged: its uar is 1.",
                "\"confusion\": .\\s+.[0-9]+ | \"confusion\": [[99 | damaged: its confusion matrix is not that of its predictions"
            })
    void aRecordThatContradictsItselfIsRefused(String what, String instead, String message) throws Exception {
        Path bad = temp.resolve("run.json");
        String changed = json.replaceFirst(what, instead);
        assertThat(changed).isNotEqualTo(json);
        Files.writeString(bad, changed);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> RecordFile.read(bad))
                .withMessageMatching(Pattern.quote(bad + ": this " + (message.startsWith("no") ? "is " : "record is "))
                        + message.replaceAll("([\\[\\]])", "\\\\$1").replace("s..", "s[0-9-]+") + ".*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predicted twice", "more probable"})
    void aClipHasOnePredictionTheMostProbable(String message) throws Exception {
        RunRecord record = RecordFile.read(file);
        List<Prediction> predictions = new ArrayList<>(record.predictions());
        Prediction first = predictions.get(0);
        if (message.startsWith("predicted")) {
            predictions.add(first);
        } else {
            String other = first.predicted().equals("sad") ? "calm" : "sad";
            predictions.set(
                    0, new Prediction(first.clip(), first.speaker(), 0, first.truth(), other, first.probabilities()));
        }
        Path bad = temp.resolve("run.json");
        RecordFile.write(
                RunRecord.of(record.head(), 1, record.folds(), predictions, record.validationPredictions()), bad);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> RecordFile.read(bad))
                .withMessageStartingWith(bad + ": this record is damaged: clip " + first.clip() + " is ")
                .withMessageEndingWith(message);
    }
}
