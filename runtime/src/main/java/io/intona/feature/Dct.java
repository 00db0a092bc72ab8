package io.intona.feature;

import io.intona.kernel.Kernels;

/**
 * The first coefficients of the orthonormal DCT-II, c[k] = s(k)·Σ x[m]·cos(πk(2m + 1)/(2n)) over m = 0 … n − 1, with
 * s(0) = √(1/n) and s(k) = √(2/n) otherwise: SciPy's {@code dct(type=2, norm="ortho")}. Sums are scaled after they are
 * made, so that those of c₀, the largest, have exact terms. Immutable and thread-safe.
 */
final class Dct {
    private final int size;
    private final int coefficients;
    private final float[] cosines; // (coefficients, n)
    private final float[] scales; // (coefficients)

    Dct(int size, int coefficients) {
        this.size = size;
        this.coefficients = coefficients;
        cosines = new float[coefficients * size];
        scales = new float[coefficients];
        for (int k = 0; k < coefficients; k++) {
            scales[k] = (float) StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / size);
            for (int m = 0; m < size; m++) {
                cosines[k * size + m] = (float) StrictMath.cos(Math.PI * k * (2 * m + 1) / (2 * size));
            }
        }
    }

    /** Transforms columns of n values (n, lanes) into their coefficients (coefficients, lanes). */
    void apply(Kernels kernels, int lanes, float[] values, float[] destination) {
        kernels.combineRows(coefficients, size, lanes, cosines, values, 0, destination, 0);
        for (int k = 0; k < coefficients; k++) {
            for (int lane = 0; lane < lanes; lane++) {
                destination[k * lanes + lane] *= scales[k];
            }
        }
    }
}
