package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.lab.train.ToyDataset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(RecordFile.bytes(RecordFile.read(compressed))).isEqualTo(Files.readAllBytes(file));
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
                "run.json.gz | {\"schema\": 1} | this is no gzip file: Not in GZIP format"
            })
    void aFileThatIsNoRecordIsRefused(String name, String content, String message) throws Exception {
        Path bad = temp.resolve(name);
        Files.writeString(bad, content);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> RecordFile.read(bad))
                .withMessageStartingWith(bad + ": " + message);
    }
}
