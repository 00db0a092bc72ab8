package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.audio.AudioClip;
import io.intona.feature.FeatureSpec.Kind;
import io.intona.feature.FeatureSpec.Part;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.kernel.Kernels;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureSpecTest {
    @Test
    void theDefaultsAreThePapers() {
        assertThat(FeatureSpec.PAPER)
                .isEqualTo(new FeatureSpec(List.of(new Part(Kind.MFCC, 34)), 1024, 512, 48_000, TopDb.CLIP));
        assertThat(FeatureSpec.PAPER.size()).isEqualTo(34);
        assertThat(FeatureSpec.PAPER.hopSeconds()).isEqualTo(512 / 48_000.0);
    }

    @Test
    void aNameOfSeveralPartsIsReadAndWrittenAlike() {
        FeatureSpec spec = FeatureSpec.parse("logmel2+mfcc3");
        assertThat(spec.name()).isEqualTo("logmel2+mfcc3");
        assertThat(spec.size()).isEqualTo(5);
        assertThat(spec.columnNames()).containsExactly("logmel0", "logmel1", "mfcc0", "mfcc1", "mfcc2");
    }

    @Test
    void coefficientsAndPitchClassesAreTheFeaturesOfAFrameTogether() {
        FeatureSpec spec = FeatureSpec.parse("mfcc34+chroma12");
        assertThat(spec.parts()).containsExactly(new Part(Kind.MFCC, 34), new Part(Kind.CHROMA, 12));
        assertThat(spec.name()).isEqualTo("mfcc34+chroma12");
        assertThat(spec.size()).isEqualTo(46);
        assertThat(spec.columnNames().subList(33, 36)).containsExactly("mfcc33", "chroma0", "chroma1");
    }

    @Test
    void aLouderRecordingMovesFeaturesAsTheSpecSays() {
        FeatureSpec spec =
                FeatureSpec.parse("logmel20+mfcc13").withSampleRateHz(16_000).withTopDb(TopDb.OFF);
        float decibels = 6;
        float factor = (float) Math.pow(10, decibels / 20);
        Random random = new Random(1);
        float[] quiet = new float[16_000];
        float[] loud = new float[quiet.length];
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = (float) (0.1 * random.nextGaussian());
            loud[i] = factor * quiet[i];
        }
        FeatureExtractor extractor = new FeatureExtractor(spec, Kernels.of("scalar"));
        FeatureMatrix before = extractor.extract(new AudioClip(quiet, 16_000));
        FeatureMatrix after = extractor.extract(new AudioClip(loud, 16_000));
        float[] gains = spec.perDecibel();
        float[] one = new float[spec.size()];
        float[] other = new float[spec.size()];
        for (int t = 0; t < before.frames(); t++) {
            before.copyFrame(t, one, 0);
            after.copyFrame(t, other, 0);
            for (int i = 0; i < one.length; i++) {
                assertThat(other[i] - one[i])
                        .as(spec.columnNames().get(i))
                        .isCloseTo(decibels * gains[i], within(2e-3f));
            }
        }
        assertThat(FeatureSpec.parse("mfcc2+chroma12").perDecibel())
                .contains((float) Math.sqrt(128))
                .containsOnlyOnce((float) Math.sqrt(128));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                row(
                        () -> FeatureSpec.parse("mfcc"),
                        "features 'mfcc' are unknown, expected such as mfcc34, logmel128 or mfcc34+chroma12"),
                row(
                        () -> FeatureSpec.parse("MFCC34"),
                        "features 'MFCC34' are unknown, expected such as mfcc34, logmel128 or mfcc34+chroma12"),
                row(
                        () -> FeatureSpec.parse("mfcc34+"),
                        "features 'mfcc34+' are unknown, expected such as mfcc34, logmel128 or mfcc34+chroma12"),
                row(
                        () -> FeatureSpec.parse("pitch1"),
                        "features 'pitch1' are unknown, expected such as mfcc34, logmel128 or mfcc34+chroma12"),
                row(() -> FeatureSpec.parse("mfcc129"), "mfcc with 129 values a frame, expected 1 to 128"),
                row(() -> FeatureSpec.parse("chroma24"), "chroma with 24 values a frame, expected 12"),
                row(() -> new Part(Kind.CHROMA, 0), "chroma with 0 values a frame, expected 1 to 128"),
                row(() -> new Part(Kind.LOGMEL, 0), "logmel with 0 values a frame, expected 1 to 128"),
                row(() -> FeatureSpec.parse("mfcc34+mfcc20"), "feature mfcc20 comes twice, expected each kind once"),
                row(
                        () -> new FeatureSpec(List.of(), 1024, 512, 48_000, TopDb.CLIP),
                        "no features named, expected such as mfcc34"),
                row(() -> frame(1000, 512), "frame of 1000 samples, expected a power of two from 16 to 65536"),
                row(() -> frame(8, 4), "frame of 8 samples, expected a power of two from 16 to 65536"),
                row(() -> frame(131_072, 512), "frame of 131072 samples, expected a power of two from 16 to 65536"),
                row(() -> frame(1024, 0), "hop of 0 samples, expected 1 to the frame's 1024"),
                row(() -> frame(1024, 1025), "hop of 1025 samples, expected 1 to the frame's 1024"),
                row(() -> FeatureSpec.PAPER.withSampleRateHz(7_999), "sample rate 7999 Hz, expected 8000 to 192000"),
                row(
                        () -> FeatureSpec.PAPER.withSampleRateHz(192_001),
                        "sample rate 192001 Hz, expected 8000 to 192000"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesFeaturesThatDoNotExist(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static Arguments row(ThrowingCallable call, String message) {
        return Arguments.of(call, message);
    }

    private static FeatureSpec frame(int frameSamples, int hopSamples) {
        return FeatureSpec.PAPER.withFrame(frameSamples, hopSamples);
    }
}
