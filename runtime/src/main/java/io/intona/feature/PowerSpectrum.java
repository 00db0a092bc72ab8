package io.intona.feature;

import io.intona.kernel.Kernels;

/**
 * Power spectrum |X[k]|² of real signals, X[k] = Σ x[i]·e^(−2πi·ik/n) for k = 0 … n/2, by a complex transform of half
 * the length. Several signals go side by side, sample by sample and bin by bin, so that a vector holds one number of each;
 * every one has the bits that it would have alone.
 *
 * <p>The even samples become the real and the odd samples the imaginary parts of n/2 complex numbers. A first stage of
 * radix 4 splits their transform Z into four, Z[4k], Z[4k + 1], Z[4k + 2] and Z[4k + 3], small enough for the first-level
 * cache. Each is computed by Stockham's self-sorting algorithm (no bit reversal; every stage reads one pair of arrays and
 * writes the other) with radix 4 and one last stage of radix 2 where n/2 is no power of 4. Then, with W = e^(−2πi/n),
 * E[k] = ½(Z[k] + Z*[n/2 − k]) and O[k] = −½i(Z[k] − Z*[n/2 − k]), X[k] = E[k] + W^k·O[k] and
 * X[n/2 − k] = (E[k] − W^k·O[k])*. See C. Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992,
 * sections 1.7 and 4.3.
 *
 * <p>All in float, as librosa and torchaudio, for half of the memory and twice the lanes of double. The price: the error of
 * a bin is about 1e-7 of the strongest bin, so the decibels of weak mel bands beside strong ones are off by up to 1.5e-2 in
 * real speech where nothing is clipped, and by up to 6e-4 where it is. Immutable and thread-safe; a {@link Space} belongs to one
 * caller.
 */
final class PowerSpectrum {
    private final Kernels kernels;
    private final int half;
    private final float[] cos; // (n/2) of e^(−2πi·k/(n/2))
    private final float[] sin;
    private final float[] splitCos; // (n/4 + 1) of e^(−2πi·k/n)
    private final float[] splitSin;

    /** Scratch space for signals side by side. */
    static final class Space {
        private final int[] starts; // (lanes) of the signals
        private final float[] re; // (n/2, lanes)
        private final float[] im; // (n/2, lanes)
        private final float[] otherRe; // (n/2, lanes)
        private final float[] otherIm; // (n/2, lanes)

        private Space(int half, int lanes, int hop) {
            starts = new int[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                starts[lane] = lane * hop;
            }
            re = new float[half * lanes];
            im = new float[half * lanes];
            otherRe = new float[half * lanes];
            otherIm = new float[half * lanes];
        }
    }

    /** @param size n, a power of two, at least 8 */
    PowerSpectrum(int size, Kernels kernels) {
        this.kernels = kernels;
        half = size / 2;
        cos = cosines(half, half);
        sin = sines(half, half);
        splitCos = cosines(half / 2 + 1, size);
        splitSin = sines(half / 2 + 1, size);
    }

    private static float[] cosines(int count, int period) {
        float[] table = new float[count];
        for (int k = 0; k < count; k++) {
            table[k] = (float) StrictMath.cos(2 * Math.PI * k / period);
        }
        return table;
    }

    private static float[] sines(int count, int period) {
        float[] table = new float[count];
        for (int k = 0; k < count; k++) {
            table[k] = (float) -StrictMath.sin(2 * Math.PI * k / period);
        }
        return table;
    }

    /** Space for so many signals, each beginning {@code hop} samples after the one before. */
    Space newSpace(int lanes, int hop) {
        return new Space(half, lanes, hop);
    }

    /**
     * The power of signals under a window.
     *
     * @param samples signal l begins at l·hop
     * @param window (n)
     * @param power (n/2 + 1, lanes) receives |X[k]|²
     */
    void transform(float[] samples, float[] window, Space space, float[] power) {
        int lanes = space.starts.length;
        kernels.windowPairs(half, space.starts, samples, window, space.re, space.im);
        int block = half / 4 * lanes;
        kernels.radix4(half / 4, lanes, 1, cos, sin, space.re, space.im, space.re, space.im, 0, lanes, block);
        boolean swapped = false;
        for (int offset = 0; offset < 4 * block; offset += block) {
            swapped = transformBlock(lanes, offset, space);
        }
        kernels.splitPower(
                half,
                lanes,
                splitCos,
                splitSin,
                swapped ? space.otherRe : space.re,
                swapped ? space.otherIm : space.im,
                power);
    }

    /** Transforms one of the four parts; tells whether the result is in the other arrays. */
    private boolean transformBlock(int lanes, int offset, Space space) {
        float[] xr = space.re;
        float[] xi = space.im;
        float[] yr = space.otherRe;
        float[] yi = space.otherIm;
        boolean swapped = false;
        int stride = 1;
        for (int length = half / 4; length > 1; length /= 4) {
            int width = stride * lanes;
            if (length == 2) {
                kernels.radix2(width, xr, xi, yr, yi, offset);
            } else {
                kernels.radix4(length / 4, width, 4 * stride, cos, sin, xr, xi, yr, yi, offset, 4 * width, width);
            }
            stride *= 4;
            float[] swap = xr;
            xr = yr;
            yr = swap;
            swap = xi;
            xi = yi;
            yi = swap;
            swapped = !swapped;
        }
        return swapped;
    }
}
