package io.intona.kernel;

import static io.intona.kernel.SimdFunctions.FLOATS;
import static io.intona.kernel.SimdFunctions.LANES;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The operations on rows of several signals, with the same bits as {@link ScalarSpectra}: every lane is computed by itself,
 * and multiplications and additions round one by one. What is left when a row is no multiple of the width is left to the
 * plain loops.
 */
final class SimdSpectra {
    private SimdSpectra() {}

    private static FloatVector load(float[] array, int offset) {
        return FloatVector.fromArray(FLOATS, array, offset);
    }

    /** See {@link Kernels#windowPairs}. */
    static void windowPairs(int rows, int[] starts, float[] samples, float[] window, float[] even, float[] odd) {
        int width = starts.length;
        int bound = FLOATS.loopBound(width);
        for (int k = 0; k < rows; k++) {
            float first = window[2 * k];
            float second = window[2 * k + 1];
            for (int j = 0; j < bound; j += LANES) {
                int to = k * width + j;
                FloatVector.fromArray(FLOATS, samples, 2 * k, starts, j)
                        .mul(first)
                        .intoArray(even, to);
                FloatVector.fromArray(FLOATS, samples, 2 * k + 1, starts, j)
                        .mul(second)
                        .intoArray(odd, to);
            }
        }
        if (bound < width) {
            ScalarSpectra.windowPairs(rows, bound, starts, samples, window, even, odd);
        }
    }

    /** See {@link Kernels#radix4}. */
    static void radix4(
            int quarter,
            int width,
            int stride,
            float[] cos,
            float[] sin,
            float[] xr,
            float[] xi,
            float[] yr,
            float[] yi,
            int offset,
            int next,
            int apart) {
        int step = quarter * width;
        int bound = FLOATS.loopBound(width);
        for (int p = 0; p < quarter; p++) {
            int w = p * stride;
            FloatVector c1 = FloatVector.broadcast(FLOATS, cos[w]);
            FloatVector s1 = FloatVector.broadcast(FLOATS, sin[w]);
            FloatVector c2 = FloatVector.broadcast(FLOATS, cos[2 * w]);
            FloatVector s2 = FloatVector.broadcast(FLOATS, sin[2 * w]);
            FloatVector c3 = FloatVector.broadcast(FLOATS, cos[3 * w]);
            FloatVector s3 = FloatVector.broadcast(FLOATS, sin[3 * w]);
            for (int j = 0; j < bound; j += LANES) {
                int a = offset + p * width + j;
                int to = offset + p * next + j;
                FloatVector ar = load(xr, a);
                FloatVector ai = load(xi, a);
                FloatVector br = load(xr, a + step);
                FloatVector bi = load(xi, a + step);
                FloatVector cr = load(xr, a + 2 * step);
                FloatVector ci = load(xi, a + 2 * step);
                FloatVector dr = load(xr, a + 3 * step);
                FloatVector di = load(xi, a + 3 * step);
                FloatVector acr = ar.add(cr);
                FloatVector aci = ai.add(ci);
                FloatVector bdr = br.add(dr);
                FloatVector bdi = bi.add(di);
                FloatVector differenceR = ar.sub(cr);
                FloatVector differenceI = ai.sub(ci);
                FloatVector turnedR = bi.sub(di);
                FloatVector turnedI = dr.sub(br);
                acr.add(bdr).intoArray(yr, to);
                aci.add(bdi).intoArray(yi, to);
                FloatVector r = differenceR.add(turnedR);
                FloatVector i = differenceI.add(turnedI);
                c1.mul(r).sub(s1.mul(i)).intoArray(yr, to + apart);
                c1.mul(i).add(s1.mul(r)).intoArray(yi, to + apart);
                FloatVector r2 = acr.sub(bdr);
                FloatVector i2 = aci.sub(bdi);
                c2.mul(r2).sub(s2.mul(i2)).intoArray(yr, to + 2 * apart);
                c2.mul(i2).add(s2.mul(r2)).intoArray(yi, to + 2 * apart);
                FloatVector r3 = differenceR.sub(turnedR);
                FloatVector i3 = differenceI.sub(turnedI);
                c3.mul(r3).sub(s3.mul(i3)).intoArray(yr, to + 3 * apart);
                c3.mul(i3).add(s3.mul(r3)).intoArray(yi, to + 3 * apart);
            }
        }
        if (bound < width) {
            ScalarSpectra.radix4(quarter, bound, width, stride, cos, sin, xr, xi, yr, yi, offset, next, apart);
        }
    }

    /** See {@link Kernels#radix2}. */
    static void radix2(int width, float[] xr, float[] xi, float[] yr, float[] yi, int offset) {
        int bound = FLOATS.loopBound(width);
        for (int a = offset, b = a + width; a < offset + bound; a += LANES, b += LANES) {
            FloatVector ar = load(xr, a);
            FloatVector ai = load(xi, a);
            FloatVector br = load(xr, b);
            FloatVector bi = load(xi, b);
            ar.add(br).intoArray(yr, a);
            ai.add(bi).intoArray(yi, a);
            ar.sub(br).intoArray(yr, b);
            ai.sub(bi).intoArray(yi, b);
        }
        if (bound < width) {
            ScalarSpectra.radix2(bound, width, xr, xi, yr, yi, offset);
        }
    }

    /** See {@link Kernels#splitPower}. */
    static void splitPower(int half, int width, float[] cos, float[] sin, float[] re, float[] im, float[] power) {
        int bound = FLOATS.loopBound(width);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector sum = load(re, j).add(load(im, j));
            FloatVector difference = load(re, j).sub(load(im, j));
            sum.mul(sum).intoArray(power, j);
            difference.mul(difference).intoArray(power, half * width + j);
        }
        for (int k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
            int lowRow = ScalarSpectra.rowOf(k, half) * width;
            int highRow = ScalarSpectra.rowOf(mirror, half) * width;
            float c = cos[k];
            float s = sin[k];
            for (int j = 0; j < bound; j += LANES) {
                FloatVector lowR = load(re, lowRow + j);
                FloatVector lowI = load(im, lowRow + j);
                FloatVector highR = load(re, highRow + j);
                FloatVector highI = load(im, highRow + j);
                FloatVector evenR = lowR.add(highR).mul(0.5f);
                FloatVector evenI = lowI.sub(highI).mul(0.5f);
                FloatVector oddR = lowI.add(highI).mul(0.5f);
                FloatVector oddI = highR.sub(lowR).mul(0.5f);
                FloatVector turnedR = oddR.mul(c).sub(oddI.mul(s));
                FloatVector turnedI = oddI.mul(c).add(oddR.mul(s));
                FloatVector r = evenR.add(turnedR);
                FloatVector i = evenI.add(turnedI);
                r.mul(r).add(i.mul(i)).intoArray(power, k * width + j);
                r = evenR.sub(turnedR);
                i = turnedI.sub(evenI);
                r.mul(r).add(i.mul(i)).intoArray(power, mirror * width + j);
            }
        }
        if (bound < width) {
            ScalarSpectra.splitPower(half, bound, width, cos, sin, re, im, power);
        }
    }

    /** See {@link Kernels#combineRows}; four rows of Y at a time, so that additions need not wait for one another. */
    static void combineRows(int rows, int terms, int width, float[] a, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = FLOATS.loopBound(width);
        for (int j = 0; j < bound; j += LANES) {
            int row = 0;
            for (; row + 4 <= rows; row += 4) {
                four(terms, width, a, row * terms, x, xOffset + j, y, yOffset + row * width + j);
            }
            for (; row < rows; row++) {
                one(terms, width, a, row * terms, x, xOffset + j, y, yOffset + row * width + j);
            }
        }
        if (bound < width) {
            ScalarSpectra.combineRows(rows, terms, bound, width, a, x, xOffset, y, yOffset);
        }
    }

    private static void four(int terms, int width, float[] a, int aAt, float[] x, int xAt, float[] y, int yAt) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector sum0 = zero;
        FloatVector sum1 = zero;
        FloatVector sum2 = zero;
        FloatVector sum3 = zero;
        for (int first = 0; first < terms; first += Kernels.RUN) {
            int end = Math.min(first + Kernels.RUN, terms);
            FloatVector s0 = zero;
            FloatVector s1 = zero;
            FloatVector s2 = zero;
            FloatVector s3 = zero;
            for (int k = first; k < end; k++) {
                FloatVector row = load(x, xAt + k * width);
                s0 = s0.add(row.mul(a[aAt + k]));
                s1 = s1.add(row.mul(a[aAt + terms + k]));
                s2 = s2.add(row.mul(a[aAt + 2 * terms + k]));
                s3 = s3.add(row.mul(a[aAt + 3 * terms + k]));
            }
            sum0 = sum0.add(s0);
            sum1 = sum1.add(s1);
            sum2 = sum2.add(s2);
            sum3 = sum3.add(s3);
        }
        sum0.intoArray(y, yAt);
        sum1.intoArray(y, yAt + width);
        sum2.intoArray(y, yAt + 2 * width);
        sum3.intoArray(y, yAt + 3 * width);
    }

    private static void one(int terms, int width, float[] a, int aAt, float[] x, int xAt, float[] y, int yAt) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector sum = zero;
        for (int first = 0; first < terms; first += Kernels.RUN) {
            int end = Math.min(first + Kernels.RUN, terms);
            FloatVector s = zero;
            for (int k = first; k < end; k++) {
                s = s.add(load(x, xAt + k * width).mul(a[aAt + k]));
            }
            sum = sum.add(s);
        }
        sum.intoArray(y, yAt);
    }

    /** See {@link Kernels#decibels}; the operations of {@link Decibels#of}. */
    static void decibels(int length, float[] x, float[] y) {
        FloatVector floor = FloatVector.broadcast(FLOATS, Decibels.POWER_FLOOR);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector round = FloatVector.broadcast(FLOATS, Exponential.ROUND);
        int bound = FLOATS.loopBound(length);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector power = load(x, i);
            IntVector bits = power.blend(floor, power.compare(LT, floor)).reinterpretAsInts();
            IntVector exponent = bits.sub(Decibels.SQRT_HALF_BITS).lanewise(ASHR, Decibels.EXPONENT_SHIFT);
            FloatVector octaves = exponent.add(round.reinterpretAsInts())
                    .reinterpretAsFloats()
                    .sub(round);
            FloatVector m =
                    bits.sub(exponent.lanewise(LSHL, Decibels.EXPONENT_SHIFT)).reinterpretAsFloats();
            FloatVector s = m.sub(one).div(m.add(one));
            FloatVector z = s.mul(s);
            FloatVector series = z.mul(Decibels.C9).add(Decibels.C7);
            series = z.mul(series).add(Decibels.C5);
            series = z.mul(series).add(Decibels.C3);
            FloatVector logarithm = s.add(s.mul(z.mul(series))).mul(Decibels.TWENTY_OVER_LN_10);
            FloatVector rest = octaves.mul(Decibels.OCTAVE_LOW).add(logarithm);
            octaves.mul(Decibels.OCTAVE_HIGH).add(rest).intoArray(y, i);
        }
        ScalarSpectra.decibels(bound, length, x, y);
    }
}
