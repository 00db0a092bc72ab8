package io.intona.feature;

import io.intona.kernel.Kernels;

/**
 * The first coefficients of the orthonormal DCT-II, c[k] = s(k)·Σ x[m]·cos(πk(2m + 1)/(2n)) over m = 0 … n − 1, with
 * s(0) = √(1/n) and s(k) = √(2/n) otherwise: SciPy's {@code dct(type=2, norm="ortho")}. Immutable and thread-safe.
 */
final class Dct {
    private final int size;
    private final int coefficients;
    private final double[] table; // (coefficients, n)

    Dct(int size, int coefficients) {
        this.size = size;
        this.coefficients = coefficients;
        table = new double[coefficients * size];
        for (int k = 0; k < coefficients; k++) {
            double scale = StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / size);
            for (int m = 0; m < size; m++) {
                table[k * size + m] = scale * StrictMath.cos(Math.PI * k * (2 * m + 1) / (2 * size));
            }
        }
    }

    /** Transforms columns of n values (n, lanes) into their coefficients (coefficients, lanes). */
    void apply(Kernels kernels, int lanes, double[] values, double[] destination) {
        kernels.combineRows(coefficients, size, lanes, table, values, 0, destination, 0);
    }
}
