package io.intona.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * e^x, tanh and the logistic function of a vector, by the reduction and polynomial of {@link Exponential} with fused
 * multiply-adds: only operations that round correctly, or not at all, so the bits are the same before and after
 * compilation, which is not so for the Vector API's own functions. A lane never sees its neighbours.
 *
 * <p>Limits are a comparison and a blend: that is two instructions where {@code min} and {@code max}, which order signed
 * zeros, are six, and NaN stays NaN because it compares false.
 */
final class SimdFunctions {
    /** The widest vectors of this machine, unless {@code -XX:MaxVectorSize} says less. */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    static final int LANES = FLOATS.length();

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private SimdFunctions() {}

    /** e^x. */
    static FloatVector exp(FloatVector x) {
        FloatVector y = atMost(atLeast(x, -104f), 89f); // e^−104 rounds to 0, e^89 to infinity
        FloatVector shifted = shifted(y);
        FloatVector power = fraction(y, shifted).add(1f);
        IntVector n = shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(Exponential.ROUND));
        IntVector half = n.lanewise(VectorOperators.ASHR, 1); // 2^n itself may be out of range
        return power.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
    }

    /** tanh x. */
    static FloatVector tanh(FloatVector x) {
        FloatVector y = atMost(atLeast(x.add(x), -40f), 40f); // tanh ±20 rounds to ±1
        FloatVector shifted = shifted(y);
        FloatVector power = powerOfTwo(shifted.reinterpretAsInts());
        FloatVector e = power.fma(fraction(y, shifted), power.sub(1f));
        return e.div(e.add(2f));
    }

    /** 1 / (1 + e^−x). */
    static FloatVector sigmoid(FloatVector x) {
        FloatVector y = atMost(atLeast(x.neg(), -88f), 89f); // there the power is 0 or infinite, the result 1 or 0
        FloatVector shifted = shifted(y);
        FloatVector power = powerOfTwo(shifted.reinterpretAsInts());
        FloatVector one = FloatVector.broadcast(FLOATS, 1f);
        return one.div(power.fma(fraction(y, shifted).add(1f), one));
    }

    private static FloatVector atLeast(FloatVector x, float limit) {
        VectorMask<Float> below = x.compare(VectorOperators.LT, limit);
        return x.blend(limit, below);
    }

    private static FloatVector atMost(FloatVector x, float limit) {
        VectorMask<Float> above = x.compare(VectorOperators.GT, limit);
        return x.blend(limit, above);
    }

    /** x = n·ln 2 + r: n + ROUND, with n in the lowest bits. */
    private static FloatVector shifted(FloatVector x) {
        return x.fma(broadcast(Exponential.LOG2_E), broadcast(Exponential.ROUND));
    }

    /** e^r − 1. */
    private static FloatVector fraction(FloatVector x, FloatVector shifted) {
        FloatVector n = shifted.sub(Exponential.ROUND);
        FloatVector r = n.fma(broadcast(-Exponential.LN2_LOW), n.fma(broadcast(-Exponential.LN2_HIGH), x));
        FloatVector sum = r.fma(broadcast(Exponential.C7), broadcast(Exponential.C6));
        sum = sum.fma(r, broadcast(Exponential.C5));
        sum = sum.fma(r, broadcast(Exponential.C4));
        sum = sum.fma(r, broadcast(Exponential.C3));
        sum = sum.fma(r, broadcast(Exponential.C2));
        return r.mul(r).fma(sum, r);
    }

    /** 2^n from n, whose higher bits do not matter; 0 for n = −127, infinity for n = 128. */
    private static FloatVector powerOfTwo(IntVector n) {
        return n.lanewise(VectorOperators.LSHL, 23).add(127 << 23).reinterpretAsFloats();
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
