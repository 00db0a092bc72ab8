package io.intona.feature;

import java.util.Arrays;

/**
 * How far the notes of a clip lie from those tuned to A = 440 Hz, in semitones from −0.5 to 0.5 by steps of 0.01: librosa's
 * {@code estimate_tuning(S=power)}.
 *
 * <p>With S<sub>k</sub> the power of bin k, a peak of a frame is a bin from {@value #LOWEST_HZ} Hz to below
 * {@value #HIGHEST_HZ} Hz that is above {@value #THRESHOLD} of the frame's maximum, higher than the bin below it and no lower
 * than the one above. A parabola through the three gives its place and height,
 *
 * <pre>
 *   a = S_(k+1) + S_(k−1) − 2 S_k     b = (S_(k+1) − S_(k−1)) / 2     shift = −b/a
 *   pitch = (k + shift) · rate/n      height = S_k + b·shift/2
 * </pre>
 *
 * where a &lt; 0 and |shift| ≤ ½ since the bin is a peak (J. O. Smith, Spectral Audio Signal Processing, 2011, "Quadratic
 * Interpolation of Spectral Peaks"). Of the peaks of all frames the higher half votes: for each, 12·log₂(pitch / 27.5 Hz) is
 * so far from the nearest whole number. The step with the most votes wins, of equal ones the lowest; without peaks it is 0.
 *
 * <p>Pitches are rounded to float where librosa rounds them, so that peaks at the edge of a step fall to the same side.
 * Belongs to one clip and one thread.
 */
final class TuningEstimate {
    private static final double LOWEST_HZ = 150;
    private static final double HIGHEST_HZ = 4000;
    private static final float THRESHOLD = 0.1f;
    private static final int STEPS = 100; // of a semitone
    private static final double LN_2 = StrictMath.log(2);

    private final double hzPerBin;
    private final int firstBin;
    private final int endBin;
    private float[] heights = new float[256]; // (peaks)
    private byte[] steps = new byte[256]; // (peaks)
    private int peaks;

    /** @param frameSamples length n of the transform, which has n/2 + 1 bins */
    TuningEstimate(int frameSamples, int sampleRateHz) {
        hzPerBin = (double) sampleRateHz / frameSamples;
        firstBin = (int) Math.max(1, Math.ceil(LOWEST_HZ / hzPerBin));
        endBin = (int) Math.min(frameSamples / 2, Math.ceil(HIGHEST_HZ / hzPerBin));
    }

    /**
     * Finds the peaks of some frames.
     *
     * @param power (bins, lanes)
     * @param frames how many lanes count, from the first
     */
    void add(float[] power, int lanes, int frames) {
        float[] least = maxima(power, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            least[lane] *= THRESHOLD;
        }
        for (int bin = firstBin; bin < endBin; bin++) {
            for (int lane = 0; lane < frames; lane++) {
                int at = bin * lanes + lane;
                float here = power[at];
                if (here > least[lane] && here > power[at - lanes] && here >= power[at + lanes]) {
                    addPeak(bin, power[at - lanes], here, power[at + lanes]);
                }
            }
        }
    }

    /** Of each lane; power is never NaN, and a branch is faster than {@code Math.max}. */
    private static float[] maxima(float[] power, int lanes) {
        float[] maxima = new float[lanes];
        for (int at = 0; at < power.length; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                if (power[at + lane] > maxima[lane]) {
                    maxima[lane] = power[at + lane];
                }
            }
        }
        return maxima;
    }

    private void addPeak(int bin, float below, float here, float above) {
        double a = (double) above + below - 2.0 * here;
        double b = (above - below) / 2.0;
        float shift = (float) (-b / a);
        if (peaks == heights.length) {
            heights = Arrays.copyOf(heights, 2 * peaks);
            steps = Arrays.copyOf(steps, 2 * peaks);
        }
        heights[peaks] = (float) (here + b * shift / 2);
        steps[peaks] = (byte) step((float) ((bin + (double) shift) * hzPerBin));
        peaks++;
    }

    private static int step(float hz) {
        float semitones = ChromaFilterBank.CLASSES * (float) (StrictMath.log(hz / 27.5f) / LN_2);
        double beyond = semitones - Math.floor(semitones);
        return (int) ((beyond >= 0.5 ? beyond - 0.5 : beyond + 0.5) * STEPS);
    }

    /** The estimate from all frames added, in semitones. */
    double semitones() {
        if (peaks == 0) {
            return 0;
        }
        float median = median();
        int[] votes = new int[STEPS];
        for (int i = 0; i < peaks; i++) {
            if (heights[i] >= median) {
                votes[steps[i]]++;
            }
        }
        int best = 0;
        for (int step = 1; step < STEPS; step++) {
            if (votes[step] > votes[best]) {
                best = step;
            }
        }
        return best * (1.0 / STEPS) - 0.5;
    }

    private float median() {
        float[] sorted = Arrays.copyOf(heights, peaks);
        Arrays.sort(sorted);
        return (sorted[(peaks - 1) / 2] + sorted[peaks / 2]) / 2;
    }
}
