package io.intona.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The operations on rows of doubles, with the same bits as {@link ScalarSpectra}: every lane is computed by itself, and
 * multiplications and additions round one by one. What is left when a row is no multiple of the width is left to the plain
 * loops.
 */
final class SimdSpectra {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = DOUBLES.length();

    /** Adding a small integer to the bits of 1.5·2^52 adds it to the number. */
    private static final double INTEGERS = 0x1.8p52;

    private static final long INTEGER_BITS = Double.doubleToRawLongBits(INTEGERS);

    private SimdSpectra() {}

    private static DoubleVector load(double[] array, int offset) {
        return DoubleVector.fromArray(DOUBLES, array, offset);
    }

    /** See {@link Kernels#radix4}. */
    static void radix4(
            int quarter,
            int width,
            int stride,
            double[] cos,
            double[] sin,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi) {
        int step = quarter * width;
        int bound = DOUBLES.loopBound(width);
        for (int p = 0; p < quarter; p++) {
            int w = p * stride;
            DoubleVector c1 = DoubleVector.broadcast(DOUBLES, cos[w]);
            DoubleVector s1 = DoubleVector.broadcast(DOUBLES, sin[w]);
            DoubleVector c2 = DoubleVector.broadcast(DOUBLES, cos[2 * w]);
            DoubleVector s2 = DoubleVector.broadcast(DOUBLES, sin[2 * w]);
            DoubleVector c3 = DoubleVector.broadcast(DOUBLES, cos[3 * w]);
            DoubleVector s3 = DoubleVector.broadcast(DOUBLES, sin[3 * w]);
            for (int j = 0; j < bound; j += LANES) {
                int a = p * width + j;
                int to = 4 * p * width + j;
                DoubleVector ar = load(xr, a);
                DoubleVector ai = load(xi, a);
                DoubleVector br = load(xr, a + step);
                DoubleVector bi = load(xi, a + step);
                DoubleVector cr = load(xr, a + 2 * step);
                DoubleVector ci = load(xi, a + 2 * step);
                DoubleVector dr = load(xr, a + 3 * step);
                DoubleVector di = load(xi, a + 3 * step);
                DoubleVector acr = ar.add(cr);
                DoubleVector aci = ai.add(ci);
                DoubleVector bdr = br.add(dr);
                DoubleVector bdi = bi.add(di);
                DoubleVector differenceR = ar.sub(cr);
                DoubleVector differenceI = ai.sub(ci);
                DoubleVector turnedR = bi.sub(di);
                DoubleVector turnedI = dr.sub(br);
                acr.add(bdr).intoArray(yr, to);
                aci.add(bdi).intoArray(yi, to);
                DoubleVector r = differenceR.add(turnedR);
                DoubleVector i = differenceI.add(turnedI);
                c1.mul(r).sub(s1.mul(i)).intoArray(yr, to + width);
                c1.mul(i).add(s1.mul(r)).intoArray(yi, to + width);
                DoubleVector r2 = acr.sub(bdr);
                DoubleVector i2 = aci.sub(bdi);
                c2.mul(r2).sub(s2.mul(i2)).intoArray(yr, to + 2 * width);
                c2.mul(i2).add(s2.mul(r2)).intoArray(yi, to + 2 * width);
                DoubleVector r3 = differenceR.sub(turnedR);
                DoubleVector i3 = differenceI.sub(turnedI);
                c3.mul(r3).sub(s3.mul(i3)).intoArray(yr, to + 3 * width);
                c3.mul(i3).add(s3.mul(r3)).intoArray(yi, to + 3 * width);
            }
        }
        if (bound < width) {
            ScalarSpectra.radix4(quarter, bound, width, stride, cos, sin, xr, xi, yr, yi);
        }
    }

    /** See {@link Kernels#radix2}. */
    static void radix2(int width, double[] xr, double[] xi, double[] yr, double[] yi) {
        int bound = DOUBLES.loopBound(width);
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector ar = load(xr, j);
            DoubleVector ai = load(xi, j);
            DoubleVector br = load(xr, width + j);
            DoubleVector bi = load(xi, width + j);
            ar.add(br).intoArray(yr, j);
            ai.add(bi).intoArray(yi, j);
            ar.sub(br).intoArray(yr, width + j);
            ai.sub(bi).intoArray(yi, width + j);
        }
        if (bound < width) {
            ScalarSpectra.radix2(bound, width, xr, xi, yr, yi);
        }
    }

    /** See {@link Kernels#splitSpectrum}. */
    static void splitSpectrum(int half, int width, double[] cos, double[] sin, double[] re, double[] im) {
        int bound = DOUBLES.loopBound(width);
        for (int k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
            DoubleVector c = DoubleVector.broadcast(DOUBLES, cos[k]);
            DoubleVector s = DoubleVector.broadcast(DOUBLES, sin[k]);
            for (int j = 0; j < bound; j += LANES) {
                int low = k * width + j;
                int high = mirror * width + j;
                DoubleVector lowR = load(re, low);
                DoubleVector lowI = load(im, low);
                DoubleVector highR = load(re, high);
                DoubleVector highI = load(im, high);
                DoubleVector evenR = lowR.add(highR).mul(0.5);
                DoubleVector evenI = lowI.sub(highI).mul(0.5);
                DoubleVector oddR = lowI.add(highI).mul(0.5);
                DoubleVector oddI = highR.sub(lowR).mul(0.5);
                DoubleVector turnedR = c.mul(oddR).sub(s.mul(oddI));
                DoubleVector turnedI = c.mul(oddI).add(s.mul(oddR));
                evenR.add(turnedR).intoArray(re, low);
                evenI.add(turnedI).intoArray(im, low);
                evenR.sub(turnedR).intoArray(re, high);
                turnedI.sub(evenI).intoArray(im, high);
            }
        }
        if (bound < width) {
            ScalarSpectra.splitSpectrum(half, bound, width, cos, sin, re, im);
        }
    }

    /** See {@link Kernels#combineRows}; four rows of Y at a time, so that additions need not wait for one another. */
    static void combineRows(
            int rows, int terms, int width, double[] a, double[] x, int xOffset, double[] y, int yOffset) {
        int bound = DOUBLES.loopBound(width);
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

    private static void four(int terms, int width, double[] a, int aAt, double[] x, int xAt, double[] y, int yAt) {
        DoubleVector s0 = DoubleVector.zero(DOUBLES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        for (int k = 0; k < terms; k++) {
            DoubleVector row = load(x, xAt + k * width);
            s0 = s0.add(row.mul(a[aAt + k]));
            s1 = s1.add(row.mul(a[aAt + terms + k]));
            s2 = s2.add(row.mul(a[aAt + 2 * terms + k]));
            s3 = s3.add(row.mul(a[aAt + 3 * terms + k]));
        }
        s0.intoArray(y, yAt);
        s1.intoArray(y, yAt + width);
        s2.intoArray(y, yAt + 2 * width);
        s3.intoArray(y, yAt + 3 * width);
    }

    private static void one(int terms, int width, double[] a, int aAt, double[] x, int xAt, double[] y, int yAt) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int k = 0; k < terms; k++) {
            sum = sum.add(load(x, xAt + k * width).mul(a[aAt + k]));
        }
        sum.intoArray(y, yAt);
    }

    /** See {@link Kernels#decibels}; the operations of {@link Decibels#of}. */
    static void decibels(int length, double[] x, float[] y) {
        DoubleVector floor = DoubleVector.broadcast(DOUBLES, Decibels.POWER_FLOOR);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        DoubleVector toDouble = DoubleVector.broadcast(DOUBLES, INTEGERS);
        int bound = DOUBLES.loopBound(length);
        for (int i = 0; i < bound; i += LANES) {
            LongVector bits = load(x, i).max(floor).reinterpretAsLongs();
            LongVector exponent = bits.sub(Decibels.SQRT_HALF_BITS).lanewise(ASHR, Decibels.EXPONENT_SHIFT);
            DoubleVector octaves =
                    exponent.add(INTEGER_BITS).reinterpretAsDoubles().sub(toDouble);
            DoubleVector m =
                    bits.sub(exponent.lanewise(LSHL, Decibels.EXPONENT_SHIFT)).reinterpretAsDoubles();
            DoubleVector s = m.sub(one).div(m.add(one));
            DoubleVector z = s.mul(s);
            DoubleVector series = z.mul(1.0 / 17).add(1.0 / 15);
            series = z.mul(series).add(1.0 / 13);
            series = z.mul(series).add(1.0 / 11);
            series = z.mul(series).add(1.0 / 9);
            series = z.mul(series).add(1.0 / 7);
            series = z.mul(series).add(1.0 / 5);
            series = z.mul(series).add(1.0 / 3);
            DoubleVector logarithm = s.add(s.mul(z.mul(series))).mul(Decibels.TWENTY_OVER_LN_10);
            octaves.mul(Decibels.DB_PER_OCTAVE).add(logarithm).intoArray(x, i);
        }
        for (int i = 0; i < bound; i++) {
            y[i] = (float) x[i];
        }
        ScalarSpectra.decibels(bound, length, x, y);
    }
}
