package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.audio.AudioClip;
import io.intona.feature.FeatureSpec.Kind;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.feature.GoldenFeatures.Golden;
import io.intona.kernel.Kernels;
import io.intona.kernel.ScalarKernels;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureExtractorTest {
    private static final FeatureSpec LOGMEL = FeatureSpec.parse("logmel128");

    static Stream<Golden> golden() {
        return GoldenFeatures.all().stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void agreesWithLibrosa(Golden golden) {
        FeatureMatrix features = extractor(golden.spec()).extract(GoldenFeatures.clip(golden.clip()));
        assertThat(GoldenFeatures.largestDifference(features, golden.expected()))
                .isLessThan(GoldenFeatures.tolerance(golden.spec()));
    }

    /** Caches trust the version: whoever changes the bits must change it, and then the digest here. */
    @ParameterizedTest
    @CsvSource({
        "false, 2 ee9cd3e77b945763b2e293ae97190046af8a0e4c1ed65e9189c93a22451375e9",
        "true, 2 a83f325b4fe557c292fa015cc17ec3f52232021c7b962d0f44b3164f9e35b2c0"
    })
    void theVersionStandsForTheBits(boolean chroma, String versionAndBits) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Golden golden : GoldenFeatures.all()) {
            if (golden.spec().has(Kind.CHROMA) != chroma) {
                continue;
            }
            for (TopDb topDb : TopDb.values()) {
                FeatureMatrix features =
                        extractor(golden.spec().withTopDb(topDb)).extract(GoldenFeatures.clip(golden.clip()));
                ByteBuffer bytes = ByteBuffer.allocate(features.values().length * Float.BYTES);
                bytes.asFloatBuffer().put(features.values());
                digest.update(bytes.array());
            }
        }
        assertThat(FeatureExtractor.VERSION + " " + HexFormat.of().formatHex(digest.digest()))
                .as("the bits of the features changed: raise FeatureExtractor.VERSION and pin the new digest here")
                .isEqualTo(versionAndBits);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "511, 1", "512, 2", "720, 2", "1023, 2", "1024, 3", "48000, 94"})
    void hasOneFrameMoreThanHopsInTheClip(int samples, int frames) {
        AudioClip clip = new AudioClip(noise(samples, 1), 48_000);
        assertThat(extractor(FeatureSpec.PAPER).extract(clip).frames()).isEqualTo(frames);
        assertThat(extractor(FeatureSpec.PAPER.withTopDb(TopDb.OFF))
                        .extract(clip)
                        .frames())
                .isEqualTo(frames);
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 440, 1000, 3333, 8000, 20_000})
    void aToneIsLoudestInTheBandAroundIt(double hz) {
        float[] samples = new float[9600];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * StrictMath.sin(2 * Math.PI * hz * i / 48_000));
        }
        FeatureMatrix decibels = extractor(LOGMEL.withFrame(4096, 2048)).extract(new AudioClip(samples, 48_000));
        float[] middle = new float[128];
        decibels.copyFrame(2, middle, 0);
        int loudest = IntStream.range(0, 128)
                .reduce((a, b) -> middle[b] > middle[a] ? b : a)
                .orElseThrow();
        double[] edges = MelFilterBank.edgesHz(128, 48_000);
        assertThat(hz).isBetween(edges[loudest], edges[loudest + 2]);
    }

    @Test
    void theLevelOfATimesTenSignalIsTwentyDecibelsHigher() {
        float[] samples = noise(4800, 2);
        float[] louder = samples.clone();
        for (int i = 0; i < louder.length; i++) {
            louder[i] *= 10;
        }
        FeatureExtractor extractor = extractor(LOGMEL.withTopDb(TopDb.OFF));
        float[] quiet = extractor.extract(new AudioClip(samples, 48_000)).values();
        float[] loud = extractor.extract(new AudioClip(louder, 48_000)).values();
        for (int i = 0; i < quiet.length; i++) {
            assertThat(loud[i] - quiet[i]).isCloseTo(20, within(1e-3f));
        }
    }

    @Test
    void nothingLiesMoreThan80DecibelsBelowTheLoudestBand() {
        float[] samples = new float[48_000];
        System.arraycopy(noise(4800, 3), 0, samples, 10_000, 4800);
        AudioClip clip = new AudioClip(samples, 48_000);
        float[] off = sorted(extractor(LOGMEL.withTopDb(TopDb.OFF)).extract(clip));
        float[] clipped = sorted(extractor(LOGMEL).extract(clip));
        assertThat(off[0]).isEqualTo(-100);
        assertThat(clipped[clipped.length - 1]).isEqualTo(off[off.length - 1]);
        assertThat(clipped[0]).isEqualTo(off[off.length - 1] - 80);
    }

    @Test
    void partsStandSideBySideAndEachIsWhatItIsAlone() {
        AudioClip clip = GoldenFeatures.clip("synthetic-48k");
        FeatureMatrix both =
                extractor(FeatureSpec.parse("logmel40+chroma12+mfcc13")).extract(clip);
        FeatureMatrix mel = extractor(FeatureSpec.parse("logmel40")).extract(clip);
        FeatureMatrix chroma = extractor(FeatureSpec.parse("chroma12")).extract(clip);
        FeatureMatrix mfcc = extractor(FeatureSpec.parse("mfcc13")).extract(clip);
        assertThat(both.size()).isEqualTo(65);
        for (int t = 0; t < both.frames(); t++) {
            for (int i = 0; i < 65; i++) {
                assertThat(both.at(t, i))
                        .isEqualTo(i < 40 ? mel.at(t, i) : i < 52 ? chroma.at(t, i - 40) : mfcc.at(t, i - 52));
            }
        }
    }

    static Stream<Arguments> extremeSamples() {
        float[] huge = new float[70_000];
        float[] alternating = new float[70_000];
        for (int i = 0; i < huge.length; i++) {
            huge[i] = AudioClip.MAX_MAGNITUDE;
            alternating[i] = i % 2 == 0 ? AudioClip.MAX_MAGNITUDE : -AudioClip.MAX_MAGNITUDE;
        }
        float[] impulse = new float[5000];
        impulse[2500] = Float.MIN_VALUE;
        return Stream.of(
                Arguments.of("zeros", new float[5000]),
                Arguments.of("one zero", new float[1]),
                Arguments.of("the largest sample", huge),
                Arguments.of("the largest sample with alternating sign", alternating),
                Arguments.of("one smallest float", impulse));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("extremeSamples")
    void everyValueIsFinite(String name, float[] samples) {
        for (TopDb topDb : TopDb.values()) {
            FeatureSpec spec = FeatureSpec.parse("mfcc34+logmel64+chroma12").withTopDb(topDb);
            for (FeatureSpec each :
                    List.of(spec, spec.withFrame(65_536, 32_768).withSampleRateHz(8_000), spec.withFrame(16, 16))) {
                float[] values = extractor(each)
                        .extract(new AudioClip(samples, each.sampleRateHz()))
                        .values();
                for (float value : values) {
                    assertThat(Float.isFinite(value)).isTrue();
                }
            }
        }
    }

    @Test
    void threadsThatShareAnExtractorGetTheSameBits() {
        AudioClip clip = GoldenFeatures.clip("synthetic-48k");
        FeatureExtractor extractor = extractor(FeatureSpec.PAPER);
        FeatureMatrix alone = extractor.extract(clip);
        List<FeatureMatrix> together = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> extractor.extract(clip))
                .toList();
        assertThat(together).allMatch(alone::equals);
    }

    static Stream<Arguments> refused() {
        FeatureSpec wide =
                FeatureSpec.parse("mfcc128+logmel128").withFrame(16, 1).withTopDb(TopDb.OFF);
        FeatureSpec narrower =
                FeatureSpec.parse("mfcc128+logmel26").withFrame(16, 1).withTopDb(TopDb.OFF);
        return Stream.of(
                Arguments.of(
                        FeatureSpec.PAPER,
                        new AudioClip(new float[100], 16_000),
                        "clip at 16000 Hz, expected the features' 48000 Hz: resample it first"),
                Arguments.of(
                        FeatureSpec.PAPER,
                        new AudioClip(new float[0], 48_000),
                        "clip without samples, expected at least 1"),
                Arguments.of(
                        wide,
                        new AudioClip(new float[1 << 23], 48_000),
                        "clip of 8388608 samples gives 8388609 frames of 256 values,"
                                + " expected at most 2147483639 values"),
                Arguments.of( // 2147483646 values
                        narrower,
                        new AudioClip(new float[13_944_698], 48_000),
                        "clip of 13944698 samples gives 13944699 frames of 154 values,"
                                + " expected at most 2147483639 values"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesClipsItCannotUse(FeatureSpec spec, AudioClip clip, String message) {
        FeatureExtractor extractor = extractor(spec);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> extractor.extract(clip))
                .withMessage(message);
    }

    private static FeatureExtractor extractor(FeatureSpec spec) {
        return new FeatureExtractor(spec, new ScalarKernels());
    }

    private static float[] noise(int samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) random.nextDouble(-0.1, 0.1);
        }
        return noise;
    }

    private static float[] sorted(FeatureMatrix features) {
        float[] values = features.values();
        java.util.Arrays.sort(values);
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfcc34", "logmel128", "logmel40+mfcc13", "mfcc13+chroma12"})
    void vectorsHaveTheBitsOfPlainLoops(String features) {
        SplittableRandom random = new SplittableRandom(11);
        for (TopDb topDb : TopDb.values()) {
            for (int samples : new int[] {1, 700, 4_096, 30_000}) {
                FeatureSpec spec = FeatureSpec.parse(features).withTopDb(topDb);
                float[] values = new float[samples];
                for (int i = 0; i < samples; i++) {
                    values[i] = (float) (random.nextDouble(-0.5, 0.5) * Math.pow(10, -4.0 * i / samples));
                }
                AudioClip clip = new AudioClip(values, 48_000);
                assertThat(new FeatureExtractor(spec, Kernels.of("simd")).extract(clip))
                        .isEqualTo(new FeatureExtractor(spec, Kernels.of("scalar")).extract(clip));
            }
        }
    }
}
