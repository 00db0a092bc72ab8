package io.intona.feature;

import io.intona.kernel.Kernels;
import java.util.Arrays;

/**
 * Triangular filters, evenly spaced on Slaney's mel scale from 0 Hz to half the sample rate, each of area 1 over frequency
 * in Hz (librosa's {@code filters.mel} with {@code htk=False, norm="slaney"}).
 *
 * <p>The scale (M. Slaney, Auditory Toolbox, Interval Research TR 1998-010) is linear below 1000 Hz, mel = 3f/200, and
 * logarithmic above, mel = 15 + 27·ln(f/1000)/ln 6.4. Of the edges f₀ … f₍bands+1₎, band m rises from f₍m₎ to f₍m+1₎ and
 * falls to f₍m+2₎; its height is 2/(f₍m+2₎ − f₍m₎). Narrow bands that no bin falls into stay empty: power 0.
 *
 * <p>Only the weights that are not zero are kept. Immutable and thread-safe.
 */
final class MelFilterBank {
    private static final double MEL_PER_HZ = 3.0 / 200;
    private static final double BREAK_HZ = 1000;
    private static final double BREAK_MEL = 15;
    private static final double LN_STEP = StrictMath.log(6.4) / 27;

    private final int[] firstBin; // (bands)
    private final float[][] weights; // (bands, bins of that band)

    /**
     * @param bands number of filters
     * @param frameSamples length n of the transform, which has n/2 + 1 bins
     */
    MelFilterBank(int bands, int frameSamples, int sampleRateHz) {
        double[] edges = edgesHz(bands, sampleRateHz);
        firstBin = new int[bands];
        weights = new float[bands][];
        double hzPerBin = (double) sampleRateHz / frameSamples;
        for (int band = 0; band < bands; band++) {
            float[] triangle = triangle(edges, band, frameSamples / 2 + 1, hzPerBin);
            int first = 0;
            while (first < triangle.length && triangle[first] == 0) {
                first++;
            }
            int end = triangle.length;
            while (end > first && triangle[end - 1] == 0) {
                end--;
            }
            firstBin[band] = end > first ? first : 0;
            weights[band] = Arrays.copyOfRange(triangle, first, end);
        }
    }

    /** The bands + 2 corners of the triangles. */
    static double[] edgesHz(int bands, int sampleRateHz) {
        double top = melOf(sampleRateHz / 2.0);
        double[] edges = new double[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hzOf(top * i / (bands + 1));
        }
        return edges;
    }

    static double melOf(double hz) {
        return hz < BREAK_HZ ? hz * MEL_PER_HZ : BREAK_MEL + StrictMath.log(hz / BREAK_HZ) / LN_STEP;
    }

    static double hzOf(double mel) {
        return mel < BREAK_MEL ? mel / MEL_PER_HZ : BREAK_HZ * StrictMath.exp((mel - BREAK_MEL) * LN_STEP);
    }

    private static float[] triangle(double[] edges, int band, int bins, double hzPerBin) {
        double low = edges[band];
        double centre = edges[band + 1];
        double high = edges[band + 2];
        float[] triangle = new float[bins];
        for (int bin = 0; bin < bins; bin++) {
            double hz = bin * hzPerBin;
            double slope = Math.min((hz - low) / (centre - low), (high - hz) / (high - centre));
            triangle[bin] = (float) (Math.max(0, slope) * (2 / (high - low)));
        }
        return triangle;
    }

    int bands() {
        return weights.length;
    }

    /** The weight of a bin in a band, 0 outside its triangle. */
    float weight(int band, int bin) {
        int index = bin - firstBin[band];
        return index >= 0 && index < weights[band].length ? weights[band][index] : 0;
    }

    /** Weighted sums of power spectra (frameSamples/2 + 1, lanes) for every band: (bands, lanes). */
    void apply(Kernels kernels, int lanes, float[] power, float[] destination) {
        for (int band = 0; band < weights.length; band++) {
            float[] row = weights[band];
            kernels.combineRows(1, row.length, lanes, row, power, firstBin[band] * lanes, destination, band * lanes);
        }
    }
}
