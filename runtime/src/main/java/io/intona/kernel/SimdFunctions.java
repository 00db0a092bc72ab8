package io.intona.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * e^x, tanh and the logistic function, in place, by the reduction and polynomial of {@link Exponential} with fused
 * multiply-adds: only operations that round correctly, or not at all, so the bits are the same before and after
 * compilation, which is not so for the Vector API's own functions. With e^y = 2^n·(1 + p),
 *
 * <pre>
 * N = 2^n·p + (2^n − m)        tanh x = N/(N + 2), y = 2x, m = 1        σ(x) = N/(N + 1), y = x, m = 0
 * </pre>
 *
 * <p>A lane never sees its neighbours. What is left when a length is no multiple of the width goes through {@code rest}, an
 * array of one vector. Limits are a comparison and a blend: that is two instructions where {@code min} and {@code max},
 * which order signed zeros, are six, and NaN stays NaN because it compares false.
 *
 * <p>These methods are long because they must not be inlined: C2 gives up inlining in the middle of a method that has become
 * too large, and then every vector operation left is a call with objects. HotSpot does not inline more than 325 bytes.
 */
final class SimdFunctions {
    /** The widest vectors of this machine, unless {@code -XX:MaxVectorSize} says less. */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    static final int LANES = FLOATS.length();

    private static final VectorShuffle<Float> BY_EIGHT = VectorShuffle.iota(FLOATS, 8, 1, true);
    private static final VectorShuffle<Float> BY_FOUR = VectorShuffle.iota(FLOATS, 4, 1, true);
    private static final VectorShuffle<Float> BY_TWO = VectorShuffle.iota(FLOATS, 2, 1, true);
    private static final VectorShuffle<Float> BY_ONE = VectorShuffle.iota(FLOATS, 1, 1, true);

    private SimdFunctions() {}

    /** The sum over the lanes in a fixed order, unlike {@code reduceLanes}: the halves, their halves, and so on. */
    static float sum(FloatVector x) {
        FloatVector sum = x;
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(BY_EIGHT));
        }
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(BY_FOUR));
        }
        sum = sum.add(sum.rearrange(BY_TWO));
        return sum.add(sum.rearrange(BY_ONE)).lane(0);
    }

    /** x_i = e^(x_i). */
    static void exp(int length, float[] x, int offset, float[] rest) {
        FloatVector round = FloatVector.broadcast(FLOATS, Exponential.ROUND);
        FloatVector log2e = FloatVector.broadcast(FLOATS, Exponential.LOG2_E);
        FloatVector ln2High = FloatVector.broadcast(FLOATS, -Exponential.LN2_HIGH);
        FloatVector ln2Low = FloatVector.broadcast(FLOATS, -Exponential.LN2_LOW);
        FloatVector c2 = FloatVector.broadcast(FLOATS, Exponential.C2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, Exponential.C3);
        FloatVector c4 = FloatVector.broadcast(FLOATS, Exponential.C4);
        FloatVector c5 = FloatVector.broadcast(FLOATS, Exponential.C5);
        FloatVector c6 = FloatVector.broadcast(FLOATS, Exponential.C6);
        FloatVector c7 = FloatVector.broadcast(FLOATS, Exponential.C7);
        FloatVector low = FloatVector.broadcast(FLOATS, -104f); // e^−104 rounds to 0
        FloatVector high = FloatVector.broadcast(FLOATS, 89f); // e^89 rounds to infinity
        int bound = FLOATS.loopBound(length);
        System.arraycopy(x, offset + bound, rest, 0, length - bound);
        for (int i = 0; i < length; i += LANES) {
            float[] from = i < bound ? x : rest;
            int at = i < bound ? offset + i : 0;
            FloatVector y = FloatVector.fromArray(FLOATS, from, at);
            y = y.blend(low, y.compare(LT, low));
            y = y.blend(high, y.compare(GT, high));
            FloatVector shifted = y.fma(log2e, round);
            FloatVector n = shifted.sub(round);
            FloatVector r = n.fma(ln2Low, n.fma(ln2High, y));
            FloatVector sum = r.fma(c7, c6).fma(r, c5).fma(r, c4).fma(r, c3).fma(r, c2);
            FloatVector p = r.mul(r).fma(sum, r);
            IntVector exponent = shifted.reinterpretAsInts().sub(round.reinterpretAsInts());
            IntVector half = exponent.lanewise(ASHR, 1); // 2^n itself may be out of range
            IntVector other = exponent.sub(half);
            FloatVector power = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector otherPower = other.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
            p.add(1f).mul(power).mul(otherPower).intoArray(from, at);
        }
        System.arraycopy(rest, 0, x, offset + bound, length - bound);
    }

    /** x_i = tanh x_i. */
    static void tanh(int length, float[] x, int offset, float[] rest) {
        quotient(2f, 1f, 1, length, 0, x, offset, rest);
    }

    /** The same for several rows of x that lie {@code stride} apart. */
    static void tanh(int rows, int length, int stride, float[] x, int offset, float[] rest) {
        quotient(2f, 1f, rows, length, stride, x, offset, rest);
    }

    /** x_i = 1 / (1 + e^−x_i). */
    static void sigmoid(int length, float[] x, int offset, float[] rest) {
        quotient(1f, 0f, 1, length, 0, x, offset, rest);
    }

    /** The same for several rows of x that lie {@code stride} apart. */
    static void sigmoid(int rows, int length, int stride, float[] x, int offset, float[] rest) {
        quotient(1f, 0f, rows, length, stride, x, offset, rest);
    }

    /** x_i = N/(N + 1 + m) for y = scale·x_i. */
    private static void quotient(
            float scale, float m, int rows, int length, int stride, float[] x, int offset, float[] rest) {
        FloatVector round = FloatVector.broadcast(FLOATS, Exponential.ROUND);
        FloatVector log2e = FloatVector.broadcast(FLOATS, Exponential.LOG2_E);
        FloatVector ln2High = FloatVector.broadcast(FLOATS, -Exponential.LN2_HIGH);
        FloatVector ln2Low = FloatVector.broadcast(FLOATS, -Exponential.LN2_LOW);
        FloatVector c2 = FloatVector.broadcast(FLOATS, Exponential.C2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, Exponential.C3);
        FloatVector c4 = FloatVector.broadcast(FLOATS, Exponential.C4);
        FloatVector c5 = FloatVector.broadcast(FLOATS, Exponential.C5);
        FloatVector c6 = FloatVector.broadcast(FLOATS, Exponential.C6);
        FloatVector c7 = FloatVector.broadcast(FLOATS, Exponential.C7);
        FloatVector low = FloatVector.broadcast(FLOATS, -88f); // below, 2^n is 0
        FloatVector high = FloatVector.broadcast(FLOATS, 40f); // above, the quotient rounds to 1
        FloatVector scales = FloatVector.broadcast(FLOATS, scale);
        FloatVector minus = FloatVector.broadcast(FLOATS, m);
        FloatVector plus = FloatVector.broadcast(FLOATS, 1 + m);
        int bound = FLOATS.loopBound(length);
        for (int row = 0; row < rows; row++) {
            int start = offset + row * stride;
            if (bound < length) {
                System.arraycopy(x, start + bound, rest, 0, length - bound);
            }
            for (int i = 0; i < length; i += LANES) {
                float[] from = i < bound ? x : rest;
                int at = i < bound ? start + i : 0;
                FloatVector y = FloatVector.fromArray(FLOATS, from, at).mul(scales);
                y = y.blend(low, y.compare(LT, low));
                y = y.blend(high, y.compare(GT, high));
                FloatVector shifted = y.fma(log2e, round);
                FloatVector n = shifted.sub(round);
                FloatVector r = n.fma(ln2Low, n.fma(ln2High, y));
                FloatVector sum = r.fma(c7, c6).fma(r, c5).fma(r, c4).fma(r, c3).fma(r, c2);
                FloatVector p = r.mul(r).fma(sum, r);
                IntVector exponent = shifted.reinterpretAsInts().sub(round.reinterpretAsInts());
                FloatVector power = exponent.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
                FloatVector numerator = power.fma(p, power.sub(minus));
                numerator.div(numerator.add(plus)).intoArray(from, at);
            }
            if (bound < length) {
                System.arraycopy(rest, 0, x, start + bound, length - bound);
            }
        }
    }
}
