package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescribeTest {
    /** The counts of the paper's Tables 1 to 3. */
    @ParameterizedTest
    @CsvFileSource(resources = "/io/intona/nn/published-counts.csv")
    void everyPublishedModelHasItsPublishedCount(String name, int count) {
        Ran ran = Command.run("describe", name, "--json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        Schemas.assertValid("describe", ran.out());
        JsonNode description = JsonMapper.shared().readTree(ran.out());
        assertThat(description.get("model").asString()).isEqualTo(name);
        assertThat(description.get("parameters").asInt()).isEqualTo(count);
        int sum = 0;
        for (JsonNode layer : description.get("layers")) {
            int size = 1;
            for (JsonNode dimension : layer.get("shape")) {
                size *= dimension.asInt();
            }
            assertThat(layer.get("parameters").asInt()).isEqualTo(size);
            sum += size;
        }
        assertThat(sum).isEqualTo(count);
    }

    @Test
    void aPersonGetsOneLineATensorThenTheBuffers() {
        Ran ran = Command.run("describe", "LSTM-h64-mean");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("""
                        LSTM-h64-mean: 26248 parameters
                          lstm.weight_ih_l0                    256 × 34      8704
                          lstm.weight_hh_l0                    256 × 64     16384
                          lstm.bias_ih_l0                           256       256
                          lstm.bias_hh_l0                           256       256
                          norm.weight                                64        64
                          norm.bias                                  64        64
                          classifier.weight                      8 × 64       512
                          classifier.bias                             8         8
                        Stored beside them:
                          norm.running_mean                          64        64
                          norm.running_var                           64        64
                          standardizer.mean                          34        34
                          standardizer.standard_deviation            34        34
                        """);
    }

    @Test
    void otherFeaturesAndClassesChangeTheCount() {
        Ran ran = Command.run("describe", "LSTM-h4-v2", "--features", "mfcc5", "--classes", "3", "--json");
        assertThat(JsonMapper.shared().readTree(ran.out()).get("parameters").asInt())
                .isEqualTo(4 * 4 * (5 + 4) + 8 * 4 + 2 * 4 + 2 * 4 + 3 * 4 + 3);
    }

    @Test
    void aModelFileTellsItsShapeAndItsOrigin(@TempDir Path folder) throws Exception {
        Path file = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        EmotionModel.read(file).withCalibration(new Calibration(1.25, 0.375)).write(file);
        Ran text = Command.run("describe", file.toString());
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .startsWith("LSTM-h8-v2: ")
                .contains("Features: mfcc5, frame 1024, hop 512, at 16000 Hz, top-db clip\n")
                .contains("Labels: neutral, calm, happy, sad, angry, fearful, disgust, surprised\n")
                .contains("Calibration: temperature 1.25, abstains below 0.375\n")
                .contains("seed: 17\n");
        Ran json = Command.run("describe", file.toString(), "--json");
        Schemas.assertValid("describe", json.out());
        String network = Command.run("describe", "LSTM-h8-v2", "--features", "mfcc5", "--json")
                .out();
        assertThat(json.out()).isEqualTo(network.replaceFirst("}\n$", """
                        ,"labels":["neutral","calm","happy","sad","angry","fearful","disgust","surprised"],\
                        "features":{"name":"mfcc5","size":5,"frame_samples":1024,"hop_samples":512,"top_db":"clip"},\
                        "sample_rate_hz":16000,"temperature":1.25,"abstain_threshold":0.375,"provenance":{"seed":"17"}}
                        """));
    }
}
