package io.intona.feature;

import io.intona.kernel.Kernels;

/**
 * How much of each of the twelve pitch classes C, C♯ … B is in a power spectrum: librosa's {@code filters.chroma} with
 * {@code ctroct=5, octwidth=2, norm=2, base_c=True}.
 *
 * <p>With q<sub>k</sub> = 12·log₂(f<sub>k</sub> / (A/16)) the place of bin k in semitones above the A of 27.5 Hz, A = 440 Hz ·
 * 2^(tuning/12), q₀ = q₁ − 18 in place of −∞, and w<sub>k</sub> = max(q<sub>k+1</sub> − q<sub>k</sub>, 1) its width, the weight
 * of bin k in the class c semitones above A is
 *
 * <pre>
 *   exp(−½(2d/w_k)²) / L_k · exp(−½((q_k/12 − 5)/2)²)        d = q_k − c, taken modulo 12 into [−6, 6)
 * </pre>
 *
 * where L<sub>k</sub> makes the sum of squares over the classes 1: a bump over the class, and a wide one over the octaves
 * around 880 Hz. With d = j + f, j whole and 0 ≤ f &lt; 1, the bump is exp(−2f²/w²) · exp(−4f/w²)^j · exp(−2j²/w²); the
 * first factor falls to L, and the last is the same for all bins no wider than a semitone. After D. P. W. Ellis, Chroma
 * feature analysis and synthesis, 2007. Immutable and thread-safe.
 */
final class ChromaFilterBank {
    /** Pitch classes, from C on. */
    static final int CLASSES = 12;

    private static final double REFERENCE_HZ = 440.0 / 16;
    private static final double LOWEST_BELOW_SECOND = 1.5 * CLASSES;
    private static final double CENTRE_OCTAVE = 5;
    private static final double OCTAVES_WIDE = 2;
    private static final int A_ABOVE_C = 9;
    private static final double LN_2 = StrictMath.log(2);

    private final int bins;
    private final float[] weights; // (CLASSES, bins)

    /**
     * @param frameSamples length n of the transform, which has n/2 + 1 bins
     * @param tuning of the clip, in semitones
     */
    ChromaFilterBank(int frameSamples, int sampleRateHz, double tuning) {
        bins = frameSamples / 2 + 1;
        weights = new float[CLASSES * bins];
        double[] places = places((double) sampleRateHz / frameSamples, tuning);
        double[] heights = new double[CLASSES];
        double[] bumps = new double[CLASSES];
        double widthOfHeights = Double.NaN;
        for (int bin = 0; bin < bins; bin++) {
            double width = Math.max(places[bin + 1] - places[bin], 1);
            if (width != widthOfHeights) {
                heights(width, heights);
                widthOfHeights = width;
            }
            int whole = (int) Math.floor(places[bin]);
            double ratio = StrictMath.exp(-4 * (places[bin] - whole) / (width * width));
            double power = 1;
            double squares = 0;
            for (int j = 0; j < CLASSES; j++) {
                bumps[j] = power * heights[j];
                squares += bumps[j] * bumps[j];
                power *= ratio;
            }
            double octaves = (places[bin] / CLASSES - CENTRE_OCTAVE) / OCTAVES_WIDE;
            double weight = StrictMath.exp(-octaves * octaves / 2) / Math.sqrt(squares);
            for (int c = 0; c < CLASSES; c++) {
                double bump = bumps[Math.floorMod(whole - c + CLASSES / 2, CLASSES)];
                weights[(c + A_ABOVE_C) % CLASSES * bins + bin] = (float) (bump * weight);
            }
        }
    }

    /** exp(−2j²/w²) for j = −6 … 5. */
    private static void heights(double width, double[] heights) {
        for (int i = 0; i < CLASSES; i++) {
            double j = i - CLASSES / 2;
            heights[i] = StrictMath.exp(-2 * j * j / (width * width));
        }
    }

    /** Places q of all bins and of the one after them. */
    private double[] places(double hzPerBin, double tuning) {
        double[] places = new double[bins + 1];
        for (int bin = 1; bin <= bins; bin++) {
            places[bin] = CLASSES * StrictMath.log(bin * hzPerBin / REFERENCE_HZ) / LN_2 - tuning;
        }
        places[0] = places[1] - LOWEST_BELOW_SECOND;
        return places;
    }

    /**
     * Chroma of some frames, each divided by its largest value; a frame without power stays 0.
     *
     * @param power (bins, lanes)
     * @param destination receives (CLASSES, lanes)
     */
    void apply(Kernels kernels, int lanes, float[] power, float[] destination) {
        kernels.combineRows(CLASSES, bins, lanes, weights, power, 0, destination, 0);
        for (int lane = 0; lane < lanes; lane++) {
            float largest = 0;
            for (int at = lane; at < destination.length; at += lanes) {
                largest = Math.max(largest, destination[at]);
            }
            if (largest >= Float.MIN_NORMAL) {
                for (int at = lane; at < destination.length; at += lanes) {
                    destination[at] /= largest;
                }
            }
        }
    }
}
