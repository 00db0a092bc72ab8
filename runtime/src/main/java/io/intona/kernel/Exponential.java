package io.intona.kernel;

/**
 * e^x, tanh and the logistic function of single precision, by one reduction and one polynomial: x = n·ln 2 + r with
 * |r| ≤ ½ ln 2, and e^r − 1 = r + r²·(1/2! + r/3! + … + r⁵/7!), whose first neglected term is 2^−28 of the result. Every
 * operation is one that rounds correctly, so the bits are the same on every machine and before and after compilation.
 *
 * <pre>
 * e^x = 2^n·e^r        tanh x = E / (E + 2), E = e^(2x) − 1 = 2^n·(e^r − 1) + (2^n − 1)        σ(x) = 1 / (1 + e^−x)
 * </pre>
 *
 * <p>The form of E keeps tanh accurate near 0. References: W. J. Cody and W. Waite, Software Manual for the Elementary
 * Functions, 1980, chapters 6 and 13 (reduction with ln 2 in two parts).
 */
final class Exponential {
    /** Adding and taking away 1.5·2^23 rounds to the nearest integer, which then stands in the lowest bits. */
    private static final float ROUND = 0x1.8p23f;

    private static final float LOG2_E = 0x1.715476p0f;
    private static final float LN2_HIGH = 0x1.62ep-1f; // 11 bits: n·LN2_HIGH is exact
    private static final float LN2_LOW = 0x1.0bfbe8p-15f;

    private static final float C2 = 1f / 2;
    private static final float C3 = 1f / 6;
    private static final float C4 = 1f / 24;
    private static final float C5 = 1f / 120;
    private static final float C6 = 1f / 720;
    private static final float C7 = 1f / 5040;

    private Exponential() {}

    /** e^x. */
    static float exp(float x) {
        float y = Math.max(-104f, Math.min(89f, x)); // e^−104 rounds to 0, e^89 to infinity
        float shifted = y * LOG2_E + ROUND;
        int n = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUND);
        int half = n >> 1; // 2^n itself may be out of range
        return (1 + expMinusOne(remainder(y, shifted))) * powerOfTwo(half) * powerOfTwo(n - half);
    }

    /** tanh x. */
    static float tanh(float x) {
        float y = Math.max(-40f, Math.min(40f, 2 * x)); // tanh ±20 rounds to ±1
        float shifted = y * LOG2_E + ROUND;
        float power = powerOfTwo(Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUND));
        float e = power * expMinusOne(remainder(y, shifted)) + (power - 1);
        return e / (e + 2);
    }

    /** 1 / (1 + e^−x). */
    static float sigmoid(float x) {
        float y = Math.max(-88f, Math.min(89f, -x)); // there the power is 0 or infinite, the result 1 or 0
        float shifted = y * LOG2_E + ROUND;
        float power = powerOfTwo(Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUND));
        return 1 / (1 + power * (1 + expMinusOne(remainder(y, shifted))));
    }

    /** r of y = n·ln 2 + r, given n + ROUND. */
    private static float remainder(float y, float shifted) {
        float n = shifted - ROUND;
        return y - n * LN2_HIGH - n * LN2_LOW;
    }

    /** e^r − 1 for |r| ≤ ½ ln 2. */
    private static float expMinusOne(float r) {
        return r + r * r * (C2 + r * (C3 + r * (C4 + r * (C5 + r * (C6 + r * C7)))));
    }

    /** 2^n; 0 for n = −127, infinity for n = 128. */
    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
