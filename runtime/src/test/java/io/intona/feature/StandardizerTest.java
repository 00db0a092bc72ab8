package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandardizerTest {
    @Test
    void knowsMeanAndPopulationDeviationOverAllFramesOfAllClips() {
        FeatureMatrix two = new FeatureMatrix(2, 2, new float[] {1, 10, 2, 10});
        FeatureMatrix three = new FeatureMatrix(3, 2, new float[] {3, 10, 4, 10, 5, 60});
        Standardizer standardizer = Standardizer.fit(List.of(two, three));
        assertThat(standardizer.mean()).containsExactly(3, 20);
        assertThat(standardizer.standardDeviation()).containsExactly((float) Math.sqrt(2), 20);
    }

    @Test
    void bringsTheClipsItWasFittedToToMeanZeroAndDeviationOne() {
        List<FeatureMatrix> clips = clips();
        Standardizer standardizer = Standardizer.fit(clips);
        Standardizer again =
                Standardizer.fit(clips.stream().map(standardizer::apply).toList());
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.mean()[i]).isCloseTo(0, within(1e-5f));
            assertThat(again.standardDeviation()[i]).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void appliesTheStoredFloatsOneRoundingAnOperation() {
        Standardizer standardizer = Standardizer.fit(clips());
        FeatureMatrix clip = clips().get(1);
        FeatureMatrix applied = standardizer.apply(clip);
        float[] mean = standardizer.mean();
        float[] deviation = standardizer.standardDeviation();
        float[] frame = new float[standardizer.size()];
        for (int t = 0; t < clip.frames(); t++) {
            clip.copyFrame(t, frame, 0);
            standardizer.apply(frame);
            for (int i = 0; i < frame.length; i++) {
                assertThat(applied.at(t, i)).isEqualTo(frame[i]).isEqualTo((clip.at(t, i) - mean[i]) / deviation[i]);
            }
        }
        assertThat(new Standardizer(mean, deviation)).isEqualTo(standardizer);
    }

    @Test
    void onlyShiftsACoefficientThatIsConstantButForRounding() {
        float[] values = {-1131.3708f, 0.1f, 7, -1131.3708f, 0.1000001f, 7.00001f};
        Standardizer standardizer = Standardizer.fit(List.of(new FeatureMatrix(2, 3, values)));
        assertThat(standardizer.standardDeviation()[0]).isEqualTo(1);
        assertThat(standardizer.standardDeviation()[1]).isEqualTo(1);
        assertThat(standardizer.standardDeviation()[2]).isCloseTo(5e-6f, within(1e-6f));
        assertThat(standardizer
                        .apply(new FeatureMatrix(1, 3, new float[] {-1130.3708f, 0, 0}))
                        .at(0, 0))
                .isEqualTo(1);
    }

    @Test
    void theIdentityChangesNothing() {
        FeatureMatrix clip = clips().get(0);
        assertThat(Standardizer.identity(clip.size()).apply(clip)).isEqualTo(clip);
    }

    static Stream<Arguments> refused() {
        FeatureMatrix one = new FeatureMatrix(1, 1, new float[] {1});
        FeatureMatrix two = new FeatureMatrix(1, 2, new float[] {1, 2});
        return Stream.of(
                row(() -> Standardizer.fit(List.of()), "no clips to standardize by, expected at least 1"),
                row(
                        () -> Standardizer.fit(List.of(one, two)),
                        "clips with 1 and with 2 values a frame to standardize by, expected as many in all"),
                row(
                        () -> Standardizer.fit(List.of(new FeatureMatrix(1, 1, new float[] {Float.NaN}))),
                        "mean of coefficient 0 is NaN, expected a finite number"),
                row(
                        () -> new Standardizer(new float[0], new float[0]),
                        "standardizer without coefficients, expected at least 1"),
                row(
                        () -> new Standardizer(new float[2], new float[] {1}),
                        "2 means and 1 deviations, expected as many"),
                row(
                        () -> new Standardizer(new float[] {0, Float.POSITIVE_INFINITY}, new float[] {1, 1}),
                        "mean of coefficient 1 is Infinity, expected a finite number"),
                row(() -> deviation(0), "standard deviation of coefficient 0 is 0.0, expected a finite number above 0"),
                row(
                        () -> deviation(-1),
                        "standard deviation of coefficient 0 is -1.0, expected a finite number above 0"),
                row(
                        () -> deviation(Float.NaN),
                        "standard deviation of coefficient 0 is NaN, expected a finite number above 0"),
                row(
                        () -> deviation(Float.POSITIVE_INFINITY),
                        "standard deviation of coefficient 0 is Infinity, expected a finite number above 0"),
                row(
                        () -> Standardizer.identity(1).apply(two),
                        "clip with 2 values a frame, expected the standardizer's 1"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatHasNoStatistics(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static Arguments row(ThrowingCallable call, String message) {
        return Arguments.of(call, message);
    }

    private static Standardizer deviation(float value) {
        return new Standardizer(new float[1], new float[] {value});
    }

    private static List<FeatureMatrix> clips() {
        SplittableRandom random = new SplittableRandom(5);
        List<FeatureMatrix> clips = new ArrayList<>();
        for (int frames : new int[] {50, 20, 30}) {
            float[] values = new float[frames * 4];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble(-1, 1) * (1 + i % 4) + 100 * (i % 4));
            }
            clips.add(new FeatureMatrix(frames, 4, values));
        }
        return clips;
    }
}
