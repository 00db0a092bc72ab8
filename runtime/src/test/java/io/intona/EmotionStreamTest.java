package io.intona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import io.intona.nn.Network;
import io.intona.nn.Workspace;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionStreamTest {
    private static final FeatureSpec STREAMING =
            FeatureSpec.parse("mfcc13").withSampleRateHz(16_000).withTopDb(FeatureSpec.TopDb.OFF);

    private static EmotionRecognizer recognizer(String model, String kernels) {
        return EmotionRecognizer.of(EmotionRecognizerTest.model(model, STREAMING), Kernels.of(kernels));
    }

    private static float[] probabilities(EmotionStream stream) {
        float[] probabilities = new float[stream.labels().size()];
        stream.probabilities(probabilities);
        return probabilities;
    }

    /** Pushes a clip in chunks of random sizes, none included. */
    private static float[] atEnd(EmotionStream stream, AudioClip clip, int seed) {
        Random random = new Random(seed);
        float[] samples = clip.samples();
        int at = 0;
        while (at < samples.length) {
            int count = Math.min(samples.length - at, random.nextInt(3_000));
            stream.push(samples, at, count);
            at += count;
        }
        stream.finish();
        return probabilities(stream);
    }

    @ParameterizedTest
    @CsvSource({
        "LSTM-h8-v3, 16000, scalar",
        "LSTM-h8-mean, 16000, scalar",
        "LSTM-h8-final, 16000, scalar",
        "LSTM-h40-v7, 16000, simd",
        "LSTM-h8-v3, 48000, scalar",
        "LSTM-h8-v3, 8000, simd",
        "LSTM-h8-v3, 11025, scalar",
        "LSTM-h8-v3, 191999, scalar"
    })
    void atTheEndItSaysWhatIsSaidOfTheWholeClip(String model, int rateHz, String kernels) {
        EmotionRecognizer recognizer = recognizer(model, kernels);
        AudioClip clip = EmotionRecognizerTest.clip(1, 3 * rateHz, rateHz);
        Recognition whole = recognizer.recognize(clip);
        EmotionStream stream = recognizer.stream(rateHz);
        assertThat(atEnd(stream, clip, 7)).containsExactly(whole.probabilities(), within(1e-5f));
        assertThat(stream.frames()).isEqualTo(whole.frames());
        assertThat(stream.seconds()).isEqualTo(whole.frameSeconds(whole.frames() - 1));
        assertThat(stream.emotion()).isEqualTo(whole.emotion());
    }

    @Test
    void itIsAsSureAsTheModelMayBe() {
        EmotionModel model =
                EmotionRecognizerTest.model("LSTM-h8-v3", STREAMING).withCalibration(new Calibration(7, 0.5));
        EmotionRecognizer recognizer = EmotionRecognizer.of(model, Kernels.of("scalar"));
        AudioClip clip = EmotionRecognizerTest.clip(1, 48_000, 16_000);
        Recognition whole = recognizer.recognize(clip);
        EmotionStream stream = recognizer.stream(16_000);
        assertThat(atEnd(stream, clip, 7)).containsExactly(whole.probabilities(), within(1e-5f));
        assertThat(whole.abstains()).isTrue();
        assertThat(stream.abstains()).isTrue();
    }

    @Test
    void recentIsAsSureAsTheModelMayBe() {
        EmotionModel model =
                EmotionRecognizerTest.model("LSTM-h8-v3", STREAMING).withCalibration(new Calibration(7, 0.5));
        EmotionStream stream = EmotionRecognizer.of(model, Kernels.of("scalar")).stream(16_000);
        RecentEmotion recent = stream.recent();
        atEnd(stream, EmotionRecognizerTest.clip(1, 30_000, 16_000), 7);
        assertThat(recent.abstains()).isTrue();
    }

    @Test
    void howTheAudioIsCutChangesNoBit() {
        EmotionRecognizer recognizer = recognizer("LSTM-h8-v3", "scalar");
        AudioClip clip = EmotionRecognizerTest.clip(2, 60_000, 22_050);
        float[] once = atEnd(recognizer.stream(22_050), clip, 1);
        assertThat(atEnd(recognizer.stream(22_050), clip, 2)).isEqualTo(once);
    }

    /** What the network says of the frames {@code from} to {@code to}, which are computed for the whole clip at once. */
    private static float[] said(EmotionModel model, AudioClip clip, int from, int to) {
        Kernels kernels = Kernels.of("scalar");
        FeatureMatrix all = model.standardizer().apply(new FeatureExtractor(STREAMING, kernels).extract(clip));
        float[] values = Arrays.copyOfRange(all.values(), from * all.size(), to * all.size());
        return new Network(model.architecture(), kernels)
                .infer(model.parameters(), new FeatureMatrix(to - from, all.size(), values), new Workspace())
                .probabilities();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void recentIsWhatTheNetworkSaysOfTheLastTwoToFourSeconds(int before) {
        EmotionModel model = EmotionRecognizerTest.model("LSTM-h8-v3", STREAMING);
        EmotionStream stream = EmotionRecognizer.of(model, Kernels.of("scalar")).stream(16_000);
        int turn = (int) Math.round(2 / STREAMING.hopSeconds());
        int hop = STREAMING.hopSamples();
        AudioClip clip = EmotionRecognizerTest.clip(6, (before + 7 * turn) * hop, 16_000);
        int pushed = 0;
        while (stream.frames() < before) {
            stream.push(clip.samples(), pushed, hop);
            pushed += hop;
        }
        RecentEmotion recent = stream.recent();
        assertThat(stream.recent()).isSameAs(recent);
        float[] probabilities = new float[8];
        for (int frames = before + 1; frames < before + 6 * turn; frames++) {
            while (stream.frames() < frames) {
                stream.push(clip.samples(), pushed, hop);
                pushed += hop;
            }
            int from = before + Math.max(0, (frames - before - 1) / turn - 1) * turn;
            assertThat(recent.startSeconds()).isEqualTo(from * STREAMING.hopSeconds());
            if (frames % 17 == 0 || (frames - before) % turn <= 1) {
                recent.probabilities(probabilities);
                assertThat(probabilities).containsExactly(said(model, clip, from, frames), within(1e-5f));
            }
        }
        assertThat(recent.labels().get(Recognition.best(probabilities))).isEqualTo(recent.emotion());
    }

    @Test
    void everyFrameChangesWhatIsSaidAndProbabilitiesAddUpToOne() {
        EmotionStream stream = recognizer("LSTM-h8-v3", "scalar").stream(16_000);
        assertThatIllegalStateException()
                .isThrownBy(() -> probabilities(stream))
                .withMessage("no frame has been pushed yet, expected at least one");
        assertThat(stream.seconds()).isNaN();
        float[] samples = EmotionRecognizerTest.clip(3, 20_000, 16_000).samples();
        stream.push(samples, 0, 512);
        float[] first = probabilities(stream);
        stream.push(samples, 512, 512);
        assertThat(stream.frames()).isEqualTo(2);
        float[] second = probabilities(stream);
        assertThat(second).isNotEqualTo(first);
        float sum = 0;
        for (float probability : second) {
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void nothingIsAllocatedForAFrame(String kernels) {
        EmotionStream stream = recognizer("LSTM-h8-v3", kernels).stream(8_000);
        RecentEmotion recent = stream.recent();
        float[] chunk = EmotionRecognizerTest.clip(4, 256, 8_000).samples(); // one frame at the model's rate
        float[] probabilities = new float[8];
        for (int i = 0; i < 10_000; i++) {
            stream.push(chunk, 0, chunk.length);
            if (stream.frames() > 0) {
                stream.probabilities(probabilities);
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (least > 0 && System.nanoTime() - start < 30_000_000_000L) { // the compiler may come late
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                stream.push(chunk, 0, chunk.length);
                stream.probabilities(probabilities);
                recent.probabilities(probabilities);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    @Test
    void aLoudPassageDoesNotDrownWhatComesLater() {
        EmotionRecognizer recognizer = recognizer("LSTM-h8-v3", "scalar");
        float[] samples = EmotionRecognizerTest.clip(5, 160_000, 16_000).samples();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= i < 40_000 ? 1e-3f : i < 80_000 ? 1 : 1e-5f;
        }
        AudioClip clip = new AudioClip(samples, 16_000);
        assertThat(atEnd(recognizer.stream(16_000), clip, 3))
                .containsExactly(recognizer.recognize(clip).probabilities(), within(1e-5f));
    }

    @Test
    void modelsThatNeedTheWholeClipRefuse() {
        EmotionRecognizer recognizer = EmotionRecognizer.of(
                EmotionRecognizerTest.model("LSTM-h8-v3", STREAMING.withTopDb(FeatureSpec.TopDb.CLIP)),
                Kernels.of("scalar"));
        assertThatIllegalStateException()
                .isThrownBy(() -> recognizer.stream(16_000))
                .withMessage(
                        "features with top-db clip depend on the loudest frame of the whole clip and cannot stream,"
                                + " expected top-db off");
    }

    @Test
    void badChunksAreRefusedAndNothingOfThemIsTaken() {
        EmotionStream stream = recognizer("LSTM-h8-v3", "scalar").stream(8_000);
        float[] chunk = new float[1_000];
        for (float sample : new float[] {Float.NaN, 1.0001e12f, -Float.MAX_VALUE}) {
            chunk[999] = sample;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.push(chunk, 100, 900))
                    .withMessage("sample 899 of the chunk is " + sample + ", expected a number from -1.0E12 to 1.0E12");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.push(chunk, 500, 501))
                .withMessage("501 samples at 500 of an array of 1000 samples, expected them to fit");
        assertThat(stream.frames()).isZero();
        Arrays.fill(chunk, 0.1f);
        stream.push(chunk, 0, 1_000);
        stream.finish();
        assertThatIllegalStateException().isThrownBy(() -> stream.push(chunk, 0, 1));
        assertThatIllegalStateException().isThrownBy(stream::finish);
    }
}
