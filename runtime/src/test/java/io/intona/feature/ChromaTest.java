package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.audio.AudioClip;
import io.intona.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What librosa's files do not show: which class is which, and how tuning is voted on. */
class ChromaTest {
    private static final int RATE_HZ = 48_000;
    private static final int FRAME = 4096;
    private static final double HZ_PER_BIN = (double) RATE_HZ / FRAME;

    private static float[] tone(double hz) {
        float[] samples = new float[RATE_HZ / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * StrictMath.sin(2 * Math.PI * hz * i / RATE_HZ));
        }
        return samples;
    }

    private static FeatureMatrix chroma(float[] samples) {
        FeatureSpec spec = FeatureSpec.parse("chroma12").withFrame(FRAME, FRAME / 2);
        return new FeatureExtractor(spec, new ScalarKernels()).extract(new AudioClip(samples, RATE_HZ));
    }

    /** Middle C is nine semitones below A = 440 Hz. */
    @ParameterizedTest
    @CsvSource({"0, -0.3", "1, 0", "4, 0.2", "5, -0.2", "9, 0", "10, 0.4", "11, -0.45"})
    void aNoteIsItsPitchClassWhateverItsOctaveAndTuning(int pitchClass, double cents) {
        for (int octave = 1; octave <= 3; octave++) {
            double hz = 440 * StrictMath.pow(2, octave + (pitchClass - 9 + cents) / 12);
            float[] middle = new float[12];
            chroma(tone(hz)).copyFrame(5, middle, 0);
            assertThat(middle[pitchClass]).as("%.1f Hz", hz).isEqualTo(1);
            for (int c = 0; c < 12; c++) {
                assertThat(middle[c]).as("class %d", c).isLessThanOrEqualTo(c == pitchClass ? 1 : 0.3f);
            }
        }
    }

    @Test
    void loudnessDoesNotMatterButSilenceHasNone() {
        float[] samples = tone(500);
        FeatureMatrix loud = chroma(samples);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i < RATE_HZ / 4 ? samples[i] / 1024 : 0;
        }
        FeatureMatrix quiet = chroma(samples);
        for (int c = 0; c < 12; c++) {
            assertThat(quiet.at(3, c)).isEqualTo(loud.at(3, c));
            assertThat(quiet.at(11, c)).isZero();
        }
    }

    /** Power with peaks of a symmetrical shape, whose place is the bin itself. */
    private static float[] peaks(double height, int... bins) {
        float[] power = new float[FRAME / 2 + 1];
        for (int bin : bins) {
            power[bin] = (float) height;
            power[bin - 1] = (float) height / 2;
            power[bin + 1] = (float) height / 2;
        }
        return power;
    }

    private static double semitonesFromNote(double bin) {
        double semitones = 12 * StrictMath.log(bin * HZ_PER_BIN / 440) / StrictMath.log(2);
        return semitones - Math.rint(semitones);
    }

    private static double tuning(float[]... frames) {
        TuningEstimate estimate = new TuningEstimate(FRAME, RATE_HZ);
        for (float[] frame : frames) {
            estimate.add(frame, 1, 1);
        }
        return estimate.semitones();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 20, 37, 100, 255, 341})
    void onePeakIsTheTuning(int bin) {
        assertThat(tuning(peaks(1, bin))).isCloseTo(semitonesFromNote(bin) - 0.005, within(0.00501));
    }

    @Test
    void aPeakLiesWhereTheParabolaThroughItsBinsDoes() {
        float[] power = new float[FRAME / 2 + 1];
        double place = 150.3;
        for (int bin = 148; bin <= 152; bin++) {
            power[bin] = (float) (10 - (bin - place) * (bin - place));
        }
        assertThat(tuning(power)).isCloseTo(semitonesFromNote(place) - 0.005, within(0.00501));
    }

    @Test
    void ofTwoEqualBinsTheLowerIsThePeakAndLiesBetweenThem() {
        float[] power = peaks(1, 100);
        power[101] = 1;
        assertThat(tuning(power)).isCloseTo(semitonesFromNote(100.5) - 0.005, within(0.00501));
    }

    @Test
    void theHeightOfAPeakIsThatOfItsParabola() {
        float[] power = peaks(2, 37);
        power[99] = 0.5f;
        power[100] = 1.99f;
        power[101] = 1.98f;
        float[] alone = power.clone();
        Arrays.fill(alone, 0, 90, 0);
        assertThat(tuning(power)).isEqualTo(tuning(alone)).isNotEqualTo(tuning(peaks(2, 37)));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 342, 1000})
    void peaksBelow150HzAndFrom4000HzOnAreNotHeard(int bin) {
        assertThat(bin * HZ_PER_BIN >= 150 && bin * HZ_PER_BIN < 4000).isFalse();
        assertThat(tuning(peaks(1, bin))).isZero();
    }

    @Test
    void peaksBelowATenthOfTheFramesMaximumAreNotHeard() {
        float[] power = peaks(1, 100);
        power[1500] = 9.9f;
        assertThat(tuning(power)).isNotZero();
        power[1500] = 10.1f;
        assertThat(tuning(power)).isZero();
    }

    @Test
    void onlyTheHigherHalfOfAllPeaksVotesAndTheLowestStepWinsATie() {
        float[] low = peaks(1, 20);
        float[] high = peaks(2, 37);
        assertThat(tuning(low, low, high, high)).isEqualTo(tuning(high));
        float[] other = peaks(2, 100);
        assertThat(tuning(high, other)).isEqualTo(Math.min(tuning(high), tuning(other)));
        assertThat(tuning(other, high)).isEqualTo(Math.min(tuning(high), tuning(other)));
    }

    @Test
    void lanesThatAreNoFramesDoNotVote() {
        float[][] frames = {peaks(1, 20), peaks(1, 37), peaks(9, 100)};
        float[] lanes = new float[3 * frames[0].length];
        IntStream.range(0, lanes.length).forEach(i -> lanes[i] = frames[i % 3][i / 3]);
        TuningEstimate estimate = new TuningEstimate(FRAME, RATE_HZ);
        estimate.add(lanes, 3, 2);
        assertThat(estimate.semitones()).isEqualTo(tuning(frames[0], frames[1]));
    }

    @Test
    void moreFramesThanOneLotOfMemoryHoldsAreCounted() {
        float[][] frames = new float[1000][];
        Arrays.fill(frames, 0, 400, peaks(1, 20));
        Arrays.fill(frames, 400, 1000, peaks(1, 37));
        assertThat(tuning(frames)).isEqualTo(tuning(peaks(1, 37)));
    }
}
