package io.intona.kernel;

import static io.intona.kernel.SimdFunctions.FLOATS;
import static io.intona.kernel.SimdFunctions.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of {@link SimdProducts}: C = A·B or C += A·B for a few rows of C, two vectors wide, whose sums stay in
 * registers while the terms pass. Each sum is one chain of fused multiply-adds in the order of the terms, so its bits depend neither
 * on how many rows are summed beside it nor on which of these loops does it.
 *
 * <p>Eight rows of two vectors need 16 registers for sums and load 10 operands for 16 multiply-adds, few enough for the
 * load ports even though most vector loads cross a cache line (arrays in Java are aligned to 8 bytes). The elements of A
 * lie at constant distances from one index; with an index for each row C2 runs out of registers and loses a sixth.
 *
 * <p>{@code last} is the last row that there is. Further ones, of whatever stands in A, are stored in its place and then
 * overwritten by it: sums are written from the last row to the first.
 *
 * <p>No vectors of another width may be in use in this package: of a variable that a loop has changed, C2 takes the class
 * from the profile of all vectors in the process, and boxes them when it finds two.
 */
final class SimdTiles {
    /** Rows of the largest tile. */
    static final int ROWS = 8;

    /** Columns of a tile: two vectors. */
    static final int PANEL = 2 * LANES;

    /** Most terms of a row that {@link #eight} and {@link #four} take. */
    static final int MAX_TERMS = 512;

    /** Distance of their rows of A; no power of two, so that the rows do not compete for one set of the cache. */
    static final int STRIDE = MAX_TERMS + 16;

    private SimdTiles() {}

    private static FloatVector load(float[] array, int offset) {
        return FloatVector.fromArray(FLOATS, array, offset);
    }

    /** Up to eight rows; the eight elements of a term lie side by side in A, the terms {@link #PANEL} apart as in B. */
    static void across(int terms, float[] a, int a0, float[] b, int b0, float[] c, int c0, int stride, int last) {
        int c1 = c0 + Math.min(1, last) * stride;
        int c2 = c0 + Math.min(2, last) * stride;
        int c3 = c0 + Math.min(3, last) * stride;
        int c4 = c0 + Math.min(4, last) * stride;
        int c5 = c0 + Math.min(5, last) * stride;
        int c6 = c0 + Math.min(6, last) * stride;
        int c7 = c0 + Math.min(7, last) * stride;
        FloatVector r0 = load(c, c0);
        FloatVector r1 = load(c, c0 + LANES);
        FloatVector s0 = load(c, c1);
        FloatVector s1 = load(c, c1 + LANES);
        FloatVector t0 = load(c, c2);
        FloatVector t1 = load(c, c2 + LANES);
        FloatVector u0 = load(c, c3);
        FloatVector u1 = load(c, c3 + LANES);
        FloatVector v0 = load(c, c4);
        FloatVector v1 = load(c, c4 + LANES);
        FloatVector w0 = load(c, c5);
        FloatVector w1 = load(c, c5 + LANES);
        FloatVector m0 = load(c, c6);
        FloatVector m1 = load(c, c6 + LANES);
        FloatVector n0 = load(c, c7);
        FloatVector n1 = load(c, c7 + LANES);
        for (int k = 0; k < terms; k++) {
            int p = a0 + k * PANEL;
            int q = b0 + k * PANEL;
            FloatVector y0 = load(b, q);
            FloatVector y1 = load(b, q + LANES);
            FloatVector x = FloatVector.broadcast(FLOATS, a[p]);
            r0 = y0.fma(x, r0);
            r1 = y1.fma(x, r1);
            x = FloatVector.broadcast(FLOATS, a[p + 1]);
            s0 = y0.fma(x, s0);
            s1 = y1.fma(x, s1);
            x = FloatVector.broadcast(FLOATS, a[p + 2]);
            t0 = y0.fma(x, t0);
            t1 = y1.fma(x, t1);
            x = FloatVector.broadcast(FLOATS, a[p + 3]);
            u0 = y0.fma(x, u0);
            u1 = y1.fma(x, u1);
            x = FloatVector.broadcast(FLOATS, a[p + 4]);
            v0 = y0.fma(x, v0);
            v1 = y1.fma(x, v1);
            x = FloatVector.broadcast(FLOATS, a[p + 5]);
            w0 = y0.fma(x, w0);
            w1 = y1.fma(x, w1);
            x = FloatVector.broadcast(FLOATS, a[p + 6]);
            m0 = y0.fma(x, m0);
            m1 = y1.fma(x, m1);
            x = FloatVector.broadcast(FLOATS, a[p + 7]);
            n0 = y0.fma(x, n0);
            n1 = y1.fma(x, n1);
        }
        n0.intoArray(c, c7);
        n1.intoArray(c, c7 + LANES);
        m0.intoArray(c, c6);
        m1.intoArray(c, c6 + LANES);
        w0.intoArray(c, c5);
        w1.intoArray(c, c5 + LANES);
        v0.intoArray(c, c4);
        v1.intoArray(c, c4 + LANES);
        u0.intoArray(c, c3);
        u1.intoArray(c, c3 + LANES);
        t0.intoArray(c, c2);
        t1.intoArray(c, c2 + LANES);
        s0.intoArray(c, c1);
        s1.intoArray(c, c1 + LANES);
        r0.intoArray(c, c0);
        r1.intoArray(c, c0 + LANES);
    }

    /** Up to four rows, whose elements of a term lie side by side in A, the terms {@link #PANEL} apart as in B. */
    static void acrossFour(int terms, float[] a, int a0, float[] b, int b0, float[] c, int c0, int stride, int last) {
        int c1 = c0 + Math.min(1, last) * stride;
        int c2 = c0 + Math.min(2, last) * stride;
        int c3 = c0 + Math.min(3, last) * stride;
        FloatVector r0 = load(c, c0);
        FloatVector r1 = load(c, c0 + LANES);
        FloatVector s0 = load(c, c1);
        FloatVector s1 = load(c, c1 + LANES);
        FloatVector t0 = load(c, c2);
        FloatVector t1 = load(c, c2 + LANES);
        FloatVector u0 = load(c, c3);
        FloatVector u1 = load(c, c3 + LANES);
        for (int k = 0; k < terms; k++) {
            int p = a0 + k * PANEL;
            int q = b0 + k * PANEL;
            FloatVector y0 = load(b, q);
            FloatVector y1 = load(b, q + LANES);
            FloatVector x = FloatVector.broadcast(FLOATS, a[p]);
            r0 = y0.fma(x, r0);
            r1 = y1.fma(x, r1);
            x = FloatVector.broadcast(FLOATS, a[p + 1]);
            s0 = y0.fma(x, s0);
            s1 = y1.fma(x, s1);
            x = FloatVector.broadcast(FLOATS, a[p + 2]);
            t0 = y0.fma(x, t0);
            t1 = y1.fma(x, t1);
            x = FloatVector.broadcast(FLOATS, a[p + 3]);
            u0 = y0.fma(x, u0);
            u1 = y1.fma(x, u1);
        }
        u0.intoArray(c, c3);
        u1.intoArray(c, c3 + LANES);
        t0.intoArray(c, c2);
        t1.intoArray(c, c2 + LANES);
        s0.intoArray(c, c1);
        s1.intoArray(c, c1 + LANES);
        r0.intoArray(c, c0);
        r1.intoArray(c, c0 + LANES);
    }

    /** Up to eight rows of A·B, {@link #STRIDE} apart in A. */
    static void eight(int terms, float[] a, int a0, float[] b, int b0, float[] c, int c0, int stride, int last) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector r0 = zero;
        FloatVector r1 = zero;
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        FloatVector t0 = zero;
        FloatVector t1 = zero;
        FloatVector u0 = zero;
        FloatVector u1 = zero;
        FloatVector v0 = zero;
        FloatVector v1 = zero;
        FloatVector w0 = zero;
        FloatVector w1 = zero;
        FloatVector m0 = zero;
        FloatVector m1 = zero;
        FloatVector n0 = zero;
        FloatVector n1 = zero;
        for (int k = 0; k < terms; k++) {
            int p = a0 + k;
            int q = b0 + k * PANEL;
            FloatVector y0 = load(b, q);
            FloatVector y1 = load(b, q + LANES);
            FloatVector x = FloatVector.broadcast(FLOATS, a[p]);
            r0 = y0.fma(x, r0);
            r1 = y1.fma(x, r1);
            x = FloatVector.broadcast(FLOATS, a[p + STRIDE]);
            s0 = y0.fma(x, s0);
            s1 = y1.fma(x, s1);
            x = FloatVector.broadcast(FLOATS, a[p + 2 * STRIDE]);
            t0 = y0.fma(x, t0);
            t1 = y1.fma(x, t1);
            x = FloatVector.broadcast(FLOATS, a[p + 3 * STRIDE]);
            u0 = y0.fma(x, u0);
            u1 = y1.fma(x, u1);
            x = FloatVector.broadcast(FLOATS, a[p + 4 * STRIDE]);
            v0 = y0.fma(x, v0);
            v1 = y1.fma(x, v1);
            x = FloatVector.broadcast(FLOATS, a[p + 5 * STRIDE]);
            w0 = y0.fma(x, w0);
            w1 = y1.fma(x, w1);
            x = FloatVector.broadcast(FLOATS, a[p + 6 * STRIDE]);
            m0 = y0.fma(x, m0);
            m1 = y1.fma(x, m1);
            x = FloatVector.broadcast(FLOATS, a[p + 7 * STRIDE]);
            n0 = y0.fma(x, n0);
            n1 = y1.fma(x, n1);
        }
        int c1 = c0 + Math.min(1, last) * stride;
        int c2 = c0 + Math.min(2, last) * stride;
        int c3 = c0 + Math.min(3, last) * stride;
        int c4 = c0 + Math.min(4, last) * stride;
        int c5 = c0 + Math.min(5, last) * stride;
        int c6 = c0 + Math.min(6, last) * stride;
        int c7 = c0 + Math.min(7, last) * stride;
        n0.intoArray(c, c7);
        n1.intoArray(c, c7 + LANES);
        m0.intoArray(c, c6);
        m1.intoArray(c, c6 + LANES);
        w0.intoArray(c, c5);
        w1.intoArray(c, c5 + LANES);
        v0.intoArray(c, c4);
        v1.intoArray(c, c4 + LANES);
        u0.intoArray(c, c3);
        u1.intoArray(c, c3 + LANES);
        t0.intoArray(c, c2);
        t1.intoArray(c, c2 + LANES);
        s0.intoArray(c, c1);
        s1.intoArray(c, c1 + LANES);
        r0.intoArray(c, c0);
        r1.intoArray(c, c0 + LANES);
    }

    /** Up to four rows of A·B, {@link #STRIDE} apart in A. */
    static void four(int terms, float[] a, int a0, float[] b, int b0, float[] c, int c0, int stride, int last) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector r0 = zero;
        FloatVector r1 = zero;
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        FloatVector t0 = zero;
        FloatVector t1 = zero;
        FloatVector u0 = zero;
        FloatVector u1 = zero;
        for (int k = 0; k < terms; k++) {
            int p = a0 + k;
            int q = b0 + k * PANEL;
            FloatVector y0 = load(b, q);
            FloatVector y1 = load(b, q + LANES);
            FloatVector x = FloatVector.broadcast(FLOATS, a[p]);
            r0 = y0.fma(x, r0);
            r1 = y1.fma(x, r1);
            x = FloatVector.broadcast(FLOATS, a[p + STRIDE]);
            s0 = y0.fma(x, s0);
            s1 = y1.fma(x, s1);
            x = FloatVector.broadcast(FLOATS, a[p + 2 * STRIDE]);
            t0 = y0.fma(x, t0);
            t1 = y1.fma(x, t1);
            x = FloatVector.broadcast(FLOATS, a[p + 3 * STRIDE]);
            u0 = y0.fma(x, u0);
            u1 = y1.fma(x, u1);
        }
        int c1 = c0 + Math.min(1, last) * stride;
        int c2 = c0 + Math.min(2, last) * stride;
        int c3 = c0 + Math.min(3, last) * stride;
        u0.intoArray(c, c3);
        u1.intoArray(c, c3 + LANES);
        t0.intoArray(c, c2);
        t1.intoArray(c, c2 + LANES);
        s0.intoArray(c, c1);
        s1.intoArray(c, c1 + LANES);
        r0.intoArray(c, c0);
        r1.intoArray(c, c0 + LANES);
    }

    /** One row. */
    static void one(int terms, float[] a, int a0, float[] b, int b0, float[] c, int c0) {
        FloatVector r0 = FloatVector.zero(FLOATS);
        FloatVector r1 = r0;
        for (int k = 0; k < terms; k++) {
            int q = b0 + k * PANEL;
            FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + k]);
            r0 = load(b, q).fma(x, r0);
            r1 = load(b, q + LANES).fma(x, r1);
        }
        r0.intoArray(c, c0);
        r1.intoArray(c, c0 + LANES);
    }
}
