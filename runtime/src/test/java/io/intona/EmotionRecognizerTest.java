package io.intona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.kernel.Kernels;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import io.intona.nn.Architecture;
import io.intona.nn.Inference;
import io.intona.nn.Network;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import io.intona.nn.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionRecognizerTest {
    private static final Kernels KERNELS = Kernels.of("scalar");
    private static final FeatureSpec FEATURES = FeatureSpec.parse("mfcc13").withSampleRateHz(16_000);

    private static EmotionModel model(String name) {
        return model(name, FEATURES);
    }

    static EmotionModel model(String name, FeatureSpec features) {
        Parameters parameters = new Parameters(Architecture.parse(name, 13, 8));
        SplittableRandom random = new SplittableRandom(17);
        for (List<Tensor> tensors : List.of(parameters.trained(), parameters.buffers())) {
            for (Tensor tensor : tensors) {
                for (int i = 0; i < tensor.size(); i++) {
                    tensor.values()[i] = (float) random.nextDouble(-1, 1);
                }
            }
        }
        Arrays.fill(parameters.values("norm.running_var"), 0.5f);
        float[] mean = new float[13];
        mean[0] = -300;
        float[] deviation = new float[13];
        Arrays.fill(deviation, 40);
        return new EmotionModel(
                parameters, new Standardizer(mean, deviation), features, Emotion.RAVDESS, Map.of("seed", "17"));
    }

    /** Noise whose loudness rises and falls. */
    static AudioClip clip(int seed, int samples, int sampleRateHz) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (float) (random.nextDouble(-0.5, 0.5) * Math.abs(Math.sin(i * 9.0 / sampleRateHz)));
        }
        return new AudioClip(values, sampleRateHz);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM-h8-v3", "LSTM-h8-final", "LSTM-h8-mean"})
    void aRecognitionIsWhatThePartsSayOneAfterTheOther(String name) {
        EmotionModel model = model(name);
        AudioClip clip = clip(1, 20_000, 22_050);
        Recognition recognition = EmotionRecognizer.of(model, KERNELS).recognize(clip);

        FeatureMatrix features = model.standardizer()
                .apply(new FeatureExtractor(FEATURES, KERNELS).extract(Resampler.resample(clip, 16_000)));
        Inference inference =
                new Network(model.architecture(), KERNELS).infer(model.parameters(), features, new Workspace());
        assertThat(recognition.labels()).isEqualTo(Emotion.RAVDESS);
        assertThat(recognition.probabilities()).isEqualTo(inference.probabilities());
        assertThat(recognition.attention()).isEqualTo(inference.weights());
        assertThat(recognition.winningVectors()).isEqualTo(inference.winners());
        assertThat(recognition.frames()).isEqualTo(features.frames());
    }

    @Test
    void probabilitiesAndAttentionAddUpToOneAndTheTopIsNamed() {
        Recognition recognition =
                EmotionRecognizer.of(model("LSTM-h8-v3"), KERNELS).recognize(clip(2, 16_000, 16_000));
        float[] probabilities = recognition.probabilities();
        assertThat(IntStream.range(0, 8).mapToDouble(i -> probabilities[i]).sum())
                .isCloseTo(1, within(1e-5));
        float[] attention = recognition.attention();
        assertThat(IntStream.range(0, attention.length)
                        .mapToDouble(i -> attention[i])
                        .sum())
                .isCloseTo(1, within(1e-5));
        for (String label : recognition.labels()) {
            assertThat(recognition.probability(label))
                    .isLessThanOrEqualTo(recognition.probability(recognition.emotion()));
        }
        assertThat(recognition.winningVectors()).hasSize(recognition.frames());
        assertThat(Arrays.stream(recognition.winningVectors())).allMatch(winner -> winner >= 0 && winner < 3);
    }

    @Test
    void ofEquallyProbableLabelsTheFirstIsTheEmotion() {
        Inference tie = new Inference(new float[3], new float[] {0.2f, 0.4f, 0.4f}, new float[] {1}, new int[0]);
        assertThat(new Recognition(List.of("a", "b", "c"), tie, 0.01, 0, false).emotion())
                .isEqualTo("b");
    }

    @Test
    void framesLieAHopApart() {
        Recognition recognition =
                EmotionRecognizer.of(model("LSTM-h8-v3"), KERNELS).recognize(clip(2, 16_000, 16_000));
        assertThat(recognition.frames()).isEqualTo(1 + 16_000 / 512);
        assertThat(recognition.frameSeconds(0)).isZero();
        assertThat(recognition.frameSeconds(31)).isCloseTo(0.992, within(1e-12));
    }

    @Test
    void audioBelowTheModelsRateIsToldToBeNarrowband() {
        EmotionRecognizer recognizer = EmotionRecognizer.of(model("LSTM-h8-v3"), KERNELS);
        assertThat(recognizer.recognize(clip(3, 8_000, 8_000)).isNarrowband()).isTrue();
        assertThat(recognizer.recognize(clip(3, 16_000, 16_000)).isNarrowband()).isFalse();
        assertThat(recognizer.recognize(clip(3, 48_000, 48_000)).isNarrowband()).isFalse();
    }

    @Test
    void oneRecognizerServesManyThreadsWithTheSameBits() {
        EmotionRecognizer recognizer = EmotionRecognizer.of(model("LSTM-h8-v3"), KERNELS);
        List<AudioClip> clips = IntStream.range(0, 24)
                .mapToObj(i -> clip(i, 5_000 + 500 * i, 16_000))
                .toList();
        List<float[]> alone = clips.stream()
                .map(clip -> recognizer.recognize(clip).probabilities())
                .toList();
        List<float[]> together = clips.parallelStream()
                .map(clip -> recognizer.recognize(clip).probabilities())
                .toList();
        for (int i = 0; i < clips.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void aModelFromAFileSaysTheSame(@TempDir Path folder) throws Exception {
        EmotionModel model = model("LSTM-h8-v3");
        Path file = folder.resolve("model.safetensors");
        model.write(file);
        AudioClip clip = clip(5, 16_000, 16_000);
        assertThat(EmotionRecognizer.load(file).recognize(clip).probabilities())
                .isEqualTo(EmotionRecognizer.of(model, Kernels.of("auto"))
                        .recognize(clip)
                        .probabilities());
    }

    @Test
    void threeTenthsOfASecondHaveAnEmotionAndLessHasNot() {
        EmotionRecognizer recognizer = EmotionRecognizer.of(model("LSTM-h8-v3"), KERNELS);
        assertThat(recognizer.recognize(clip(1, 4_800, 16_000)).frames()).isEqualTo(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recognizer.recognize(clip(1, 4_799, 16_000)))
                .withMessage("recording of 4799 samples at 16000 Hz, expected at least 0.3 seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recognizer.recognize(new AudioClip(new float[0], 48_000)))
                .withMessage("recording of 0 samples at 48000 Hz, expected at least 0.3 seconds");
    }

    @Test
    void aRecordingWithMoreFramesThanCanBeCountedIsRefusedAtOnce() {
        FeatureSpec features = FEATURES.withFrame(64, 1).withTopDb(FeatureSpec.TopDb.OFF);
        EmotionRecognizer recognizer = EmotionRecognizer.of(model("LSTM-h1024-v1", features), KERNELS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recognizer.recognize(new AudioClip(new float[262_144], 8_000)))
                .withMessage("262144 samples at 8000 Hz give 524289 frames, expected at most 524287");
    }

    /** The logits are there to compare: softmax of y / T, in double precision. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3, 20})
    void theTemperatureOfTheModelFlattensItsProbabilities(double temperature) {
        EmotionModel model = model("LSTM-h8-v3");
        AudioClip clip = clip(6, 16_000, 16_000);
        FeatureMatrix features = model.standardizer().apply(new FeatureExtractor(FEATURES, KERNELS).extract(clip));
        float[] logits = new Network(model.architecture(), KERNELS)
                .infer(model.parameters(), features, new Workspace())
                .logits();
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit / temperature);
        }
        Recognition recognition = EmotionRecognizer.of(model.withCalibration(new Calibration(temperature, 0)), KERNELS)
                .recognize(clip);
        for (int i = 0; i < logits.length; i++) {
            assertThat((double) recognition.probabilities()[i])
                    .isCloseTo(Math.exp(logits[i] / temperature) / sum, within(1e-6));
        }
        assertThat(recognition.abstains()).isFalse();
    }

    @Test
    void whatIsLessProbableThanTheThresholdIsRatherNotSaid() {
        EmotionModel model = model("LSTM-h8-v3");
        AudioClip clip = clip(6, 16_000, 16_000);
        Recognition recognition = EmotionRecognizer.of(model, KERNELS).recognize(clip);
        float top = recognition.probability(recognition.emotion());
        assertThat(recognition.abstains()).isFalse();
        assertThat(at(model, top).recognize(clip).abstains()).isFalse();
        assertThat(at(model, Math.nextUp(top)).recognize(clip).abstains()).isTrue();
        assertThat(at(model, Math.nextUp(top)).recognize(clip).emotion()).isEqualTo(recognition.emotion());
    }

    private static EmotionRecognizer at(EmotionModel model, double threshold) {
        return EmotionRecognizer.of(model.withCalibration(new Calibration(1, threshold)), KERNELS);
    }

    @Test
    void aLabelThatTheModelDoesNotHaveIsRefused() {
        Recognition recognition =
                EmotionRecognizer.of(model("LSTM-h8-v3"), KERNELS).recognize(clip(2, 16_000, 16_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recognition.probability("bored"))
                .withMessage("the model has no label bored, expected one of [neutral, calm, happy, sad, angry, fearful,"
                        + " disgust, surprised]");
    }

    @Test
    void whatIsHandedOutMayBeChangedWithoutHarm() {
        Recognition recognition =
                EmotionRecognizer.of(model("LSTM-h8-v3"), KERNELS).recognize(clip(2, 16_000, 16_000));
        String before = recognition.emotion();
        Arrays.fill(recognition.probabilities(), 0);
        recognition.attention()[0] = 9;
        assertThat(recognition.emotion()).isEqualTo(before);
        assertThat(recognition.attention()[0]).isLessThanOrEqualTo(1);
    }
}
