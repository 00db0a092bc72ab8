package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.feature.FeatureStream.FrameSink;
import io.intona.kernel.ScalarKernels;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureStreamTest {
    private static final FeatureSpec SPEC = FeatureSpec.PAPER.withTopDb(TopDb.OFF);
    private static final FrameSink IGNORED = (index, features) -> {};

    @ParameterizedTest
    @CsvSource({
        "1024, 512, 1",
        "1024, 512, 511",
        "1024, 512, 512",
        "1024, 512, 513",
        "1024, 512, 1024",
        "1024, 512, 30000",
        "1024, 1024, 30000",
        "1024, 1000, 30000",
        "1024, 160, 7777",
        "256, 1, 600",
        "4096, 2048, 20001"
    })
    void equalsTheWholeClipWhateverTheChunks(int frameSamples, int hopSamples, int samples) {
        float[] audio = noise(samples);
        FeatureSpec spec = FeatureSpec.parse("mfcc34+logmel40")
                .withFrame(frameSamples, hopSamples)
                .withTopDb(TopDb.OFF);
        FeatureExtractor extractor = new FeatureExtractor(spec, new ScalarKernels());
        FeatureMatrix whole = extractor.extract(new AudioClip(audio, 48_000));
        SplittableRandom random = new SplittableRandom(samples);
        for (int longest : new int[] {1, 100, 5000, samples}) {
            FeatureStream stream = extractor.stream();
            List<float[]> rows = new ArrayList<>();
            FrameSink sink = (index, features) -> {
                assertThat(index).isEqualTo(rows.size());
                rows.add(features.clone());
            };
            int at = 0;
            while (at < samples) {
                int count = Math.min(random.nextInt(longest + 1), samples - at);
                stream.push(audio, at, count, sink);
                at += count;
            }
            stream.finish(sink);
            assertThat(stream.frames()).isEqualTo(whole.frames());
            assertThat(matrix(rows, spec.size())).isEqualTo(whole);
        }
    }

    @Test
    void aFrameComesOutWithItsLastSample() {
        FeatureStream stream = stream();
        stream.push(noise(511), 0, 511, IGNORED);
        assertThat(stream.frames()).isZero();
        stream.push(noise(1), 0, 1, IGNORED);
        assertThat(stream.frames()).isEqualTo(1);
        stream.push(noise(512), 0, 512, IGNORED);
        assertThat(stream.frames()).isEqualTo(2);
    }

    @Test
    void aStreamWithoutSamplesHasNoFrames() {
        FeatureStream stream = stream();
        stream.finish(IGNORED);
        assertThat(stream.frames()).isZero();
    }

    @Test
    void aSinkThatFailsLosesOnlyItsOwnFrame() {
        float[] audio = noise(4096);
        FeatureStream undisturbed = stream();
        List<float[]> expected = new ArrayList<>();
        undisturbed.push(audio, 0, 4096, (index, features) -> expected.add(features.clone()));

        FeatureStream stream = stream();
        assertThatIllegalStateException()
                .isThrownBy(() -> stream.push(audio, 0, 512, (index, features) -> {
                    throw new IllegalStateException("no");
                }));
        List<float[]> rest = new ArrayList<>();
        stream.push(audio, 512, 4096 - 512, (index, features) -> rest.add(features.clone()));
        assertThat(matrix(rest, 34)).isEqualTo(matrix(expected.subList(1, expected.size()), 34));
    }

    @Test
    void allocatesNothingForAFrame() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        float[] audio = noise(48_000);
        FeatureStream stream = stream();
        stream.push(audio, 0, audio.length, IGNORED);
        long before = threads.getThreadAllocatedBytes(thread);
        stream.push(audio, 0, audio.length, IGNORED);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(allocated).as("bytes for 93 frames").isLessThan(93 * 16L);
    }

    @Test
    void refusesToStreamWhatNeedsTheWholeClip() {
        FeatureExtractor extractor = new FeatureExtractor(FeatureSpec.PAPER, new ScalarKernels());
        assertThatIllegalStateException()
                .isThrownBy(extractor::stream)
                .withMessage(
                        "features with top-db clip depend on the loudest frame of the whole clip and cannot stream,"
                                + " expected top-db off");
        FeatureExtractor chroma =
                new FeatureExtractor(FeatureSpec.parse("mfcc34+chroma12").withTopDb(TopDb.OFF), new ScalarKernels());
        assertThatIllegalStateException()
                .isThrownBy(chroma::stream)
                .withMessage("features mfcc34+chroma12 depend on the tuning of the whole clip and cannot stream,"
                        + " expected features without chroma");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1.0001e12f, -Float.MAX_VALUE})
    void refusesSamplesThatAreNoNumbersOrAbsurdlyLargeAndSaysWhere(float sample) {
        FeatureStream stream = stream();
        stream.push(noise(100), 0, 100, IGNORED);
        float[] chunk = noise(1000);
        chunk[700] = sample;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.push(chunk, 0, 1000, IGNORED))
                .withMessage("sample 800 of the stream is " + sample + ", expected a number from -1.0E12 to 1.0E12");
        assertThat(stream.frames()).isZero();
    }

    @Test
    void refusesToGoOnAfterItsEnd() {
        FeatureStream stream = stream();
        stream.finish(IGNORED);
        assertThatIllegalStateException()
                .isThrownBy(() -> stream.push(noise(1), 0, 1, IGNORED))
                .withMessage("samples pushed after finish, expected a new stream");
        assertThatIllegalStateException()
                .isThrownBy(() -> stream.finish(IGNORED))
                .withMessage("stream finished twice, expected once");
    }

    private static FeatureStream stream() {
        return new FeatureExtractor(SPEC, new ScalarKernels()).stream();
    }

    private static FeatureMatrix matrix(List<float[]> rows, int size) {
        float[] values = new float[rows.size() * size];
        for (int t = 0; t < rows.size(); t++) {
            System.arraycopy(rows.get(t), 0, values, t * size, size);
        }
        return new FeatureMatrix(rows.size(), size, values);
    }

    private static float[] noise(int samples) {
        SplittableRandom random = new SplittableRandom(7);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) random.nextDouble(-1, 1);
        }
        return noise;
    }
}
