package io.intona.feature;

import java.util.Arrays;

/**
 * The first coefficients of the orthonormal DCT-II, c[k] = s(k)·Σ x[m]·cos(πk(2m + 1)/(2n)) over m = 0 … n − 1, with
 * s(0) = √(1/n) and s(k) = √(2/n) otherwise: SciPy's {@code dct(type=2, norm="ortho")}. Immutable and thread-safe.
 */
final class Dct {
    private final double[][] table; // (n, coefficients)

    Dct(int size, int coefficients) {
        table = new double[size][coefficients];
        for (int m = 0; m < size; m++) {
            for (int k = 0; k < coefficients; k++) {
                double scale = StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / size);
                table[m][k] = scale * StrictMath.cos(Math.PI * k * (2 * m + 1) / (2 * size));
            }
        }
    }

    /** Transforms n values into as many coefficients as the destination has, which are those of the table. */
    void apply(float[] values, double[] destination) {
        Arrays.fill(destination, 0);
        for (int m = 0; m < values.length; m++) {
            accumulate(values[m], table[m], destination);
        }
    }

    private static void accumulate(double value, double[] row, double[] destination) {
        for (int k = 0; k < destination.length; k++) {
            destination[k] += value * row[k];
        }
    }
}
