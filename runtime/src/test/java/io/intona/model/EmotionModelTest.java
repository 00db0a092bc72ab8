package io.intona.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.feature.FeatureSpec;
import io.intona.nn.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmotionModelTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"LSTM-h4-v2", "LSTM-h4-v1", "LSTM-h4-final", "LSTM-h4-mean"})
    void aModelComesBackFromItsFileBitForBit(String name) throws IOException {
        EmotionModel model = TestModels.model(name);
        Path file = folder.resolve("model.safetensors");
        model.write(file);
        EmotionModel back = EmotionModel.read(file);

        assertThat(back.architecture()).isEqualTo(model.architecture());
        assertThat(back.features()).isEqualTo(model.features());
        assertThat(back.labels()).isEqualTo(model.labels());
        assertThat(back.provenance()).isEqualTo(model.provenance());
        assertSameBits(back.parameters().trained(), model.parameters().trained());
        assertSameBits(back.buffers(), model.buffers());
    }

    @Test
    void calibrationComesBackFromTheFileAndIsNotWrittenWhereThereIsNone() throws Exception {
        EmotionModel model = TestModels.model("LSTM-h4-v2");
        assertThat(model.calibration()).isEqualTo(new Calibration(1, 0));
        assertThat(ModelFile.container(model).metadata()).doesNotContainKeys("temperature", "abstain_threshold");
        Path file = folder.resolve("model.safetensors");
        model.withCalibration(new Calibration(1.7, 0.35)).write(file);
        assertThat(EmotionModel.read(file).calibration()).isEqualTo(new Calibration(1.7, 0.35));
        assertThat(Safetensors.read(Files.readAllBytes(file)).metadata())
                .containsEntry("temperature", "1.7")
                .containsEntry("abstain_threshold", "0.35");
    }

    private static void assertSameBits(List<Tensor> actual, List<Tensor> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).name()).isEqualTo(expected.get(i).name());
            assertThat(actual.get(i).shape()).isEqualTo(expected.get(i).shape());
            assertThat(bits(actual.get(i))).isEqualTo(bits(expected.get(i)));
        }
    }

    private static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.size()];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor.values()[i]));
        return bits;
    }

    @Test
    void theSameModelGivesTheSameBytesWhateverTheOrderOfItsProvenance() throws IOException {
        EmotionModel model = TestModels.model("LSTM-h4-v2");
        EmotionModel other = new EmotionModel(
                model.parameters(),
                model.standardizer(),
                model.features(),
                model.labels(),
                new HashMap<>(model.provenance()));
        Path first = folder.resolve("a");
        Path second = folder.resolve("b");
        model.write(first);
        other.write(second);
        assertThat(second).hasSameBinaryContentAs(first);
        EmotionModel.read(first).write(second);
        assertThat(second).hasSameBinaryContentAs(first);
    }

    /** Reads the file by the words of the format's description and another JSON reader, without a line of ours. */
    @Test
    void theFileIsSafetensorsToAReaderThatKnowsNothingOfIt() throws IOException {
        EmotionModel model = TestModels.model("LSTM-h4-v2");
        Path file = folder.resolve("model.safetensors");
        model.write(file);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = Math.toIntExact(bytes.getLong());
        assertThat(headerLength % 8).isZero();
        String text = new String(bytes.array(), 8, headerLength, StandardCharsets.UTF_8);
        assertThat(text).startsWith("{");
        JsonNode header = JsonMapper.shared().readTree(text);
        assertThat(header.get("__metadata__").get("model").asString()).isEqualTo("LSTM-h4-v2");
        assertThat(header.get("__metadata__").get("intona").asString()).isEqualTo("1");
        assertThat(header.propertyNames())
                .containsExactly(
                        "__metadata__",
                        "lstm.weight_ih_l0",
                        "lstm.weight_hh_l0",
                        "lstm.bias_ih_l0",
                        "lstm.bias_hh_l0",
                        "attention.vectors",
                        "norm.weight",
                        "norm.bias",
                        "classifier.weight",
                        "classifier.bias",
                        "norm.running_mean",
                        "norm.running_var",
                        "standardizer.mean",
                        "standardizer.standard_deviation");
        JsonNode entry = header.get("classifier.weight");
        assertThat(entry.get("dtype").asString()).isEqualTo("F32");
        assertThat(entry.get("shape").toString()).isEqualTo("[3,4]");
        int begin = entry.get("data_offsets").get(0).asInt();
        float[] values = model.parameters().values("classifier.weight");
        for (int i = 0; i < values.length; i++) {
            assertThat(bytes.getFloat(8 + headerLength + begin + 4 * i)).isEqualTo(values[i]);
        }
        assertThat(entry.get("data_offsets").get(1).asInt()).isEqualTo(begin + 4 * values.length);
    }

    @Test
    void aFileIsReplacedWholeAndNothingIsLeftBesideIt() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Files.writeString(file, "something older");
        TestModels.model("LSTM-h4-v2").write(file);
        TestModels.model("LSTM-h4-v3").write(file);
        assertThat(EmotionModel.read(file).architecture().name()).isEqualTo("LSTM-h4-v3");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void changesToWhatWasHandedOverOrHandedOutDoNotReachTheModel() {
        var parameters = TestModels.parameters("LSTM-h4-v2");
        EmotionModel model = new EmotionModel(
                parameters, TestModels.standardizer(), TestModels.FEATURES, TestModels.LABELS, Map.of());
        float before = parameters.values("norm.bias")[0];
        parameters.values("norm.bias")[0] = 99;
        model.parameters().values("norm.bias")[0] = 98;
        assertThat(model.parameters().values("norm.bias")[0]).isEqualTo(before);
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        Path missing = folder.resolve("none.safetensors");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> EmotionModel.read(missing))
                .withMessage(missing + ": there is no such model file");
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> EmotionModel.read(folder))
                .withMessage(folder + ": this is a folder, expected a model file");
    }

    @Test
    void partsThatDoNotFitTogetherAreRefused() {
        var parameters = TestModels.parameters("LSTM-h4-v2");
        var standardizer = TestModels.standardizer();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EmotionModel(parameters, standardizer, FeatureSpec.PAPER, TestModels.LABELS, Map.of()))
                .withMessage("features mfcc34 are 34 a frame, the network's input takes 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmotionModel(
                        parameters, standardizer, TestModels.FEATURES, List.of("calm", "angry"), Map.of()))
                .withMessage("2 labels, the network has 3 outputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmotionModel(
                        parameters,
                        new io.intona.feature.Standardizer(new float[] {1}, new float[] {1}),
                        TestModels.FEATURES,
                        TestModels.LABELS,
                        Map.of()))
                .withMessage("the standardizer knows 1 features, mfcc5 has 5");
    }

    /** Whatever single bytes are changed, a file is either a model or refused with a sentence, and quickly. */
    @Test
    void flippedBytesGiveAModelOrASentence() throws IOException {
        Path file = folder.resolve("model.safetensors");
        TestModels.model("LSTM-h4-v2").write(file);
        byte[] bytes = Files.readAllBytes(file);
        int header = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = bytes.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                int where = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : random.nextInt(header);
                damaged[where] = (byte) random.nextInt(256);
            }
            if (random.nextInt(8) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length + 8));
            }
            try {
                ModelFile.model(Safetensors.read(damaged));
            } catch (MalformedException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isBetween(2500, 4999);
    }
}
