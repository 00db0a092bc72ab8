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
 * <p>Arrays start at 0 and each step is a loop of its own, since C2 vectorises such loops; only the one that builds 2^n
 * from its bits stays scalar. {@code powers} is scratch of the same length. The form of E keeps tanh accurate near 0. References: W. J. Cody and W. Waite, Software Manual for the Elementary
 * Functions, 1980, chapters 6 and 13 (reduction with ln 2 in two parts).
 */
final class Exponential {
    /** Adding and taking away 1.5·2^23 rounds to the nearest integer, which then stands in the lowest bits. */
    static final float ROUND = 0x1.8p23f;

    static final float LOG2_E = 0x1.715476p0f;
    static final float LN2_HIGH = 0x1.62ep-1f; // 11 bits: n·LN2_HIGH is exact
    static final float LN2_LOW = 0x1.0bfbe8p-15f;

    static final float C2 = 1f / 2;
    static final float C3 = 1f / 6;
    static final float C4 = 1f / 24;
    static final float C5 = 1f / 120;
    static final float C6 = 1f / 720;
    static final float C7 = 1f / 5040;

    private Exponential() {}

    /** x_i = e^(x_i). */
    static void exp(int length, float[] x, float[] powers) {
        for (int i = 0; i < length; i++) {
            x[i] = Math.max(-104f, Math.min(89f, x[i])); // e^−104 rounds to 0, e^89 to infinity
        }
        reduce(length, x, powers);
        for (int i = 0; i < length; i++) {
            int n = exponent(powers[i]);
            int half = n >> 1; // 2^n itself may be out of range
            x[i] = (1 + x[i]) * powerOfTwo(half) * powerOfTwo(n - half);
        }
    }

    /** x_i = tanh x_i. */
    static void tanh(int length, float[] x, float[] powers) {
        for (int i = 0; i < length; i++) {
            x[i] = Math.max(-40f, Math.min(40f, 2 * x[i])); // tanh ±20 rounds to ±1
        }
        reduce(length, x, powers);
        raise(length, powers);
        for (int i = 0; i < length; i++) {
            float e = powers[i] * x[i] + (powers[i] - 1);
            x[i] = e / (e + 2);
        }
    }

    /** x_i = 1 / (1 + e^−x_i). */
    static void sigmoid(int length, float[] x, float[] powers) {
        for (int i = 0; i < length; i++) {
            x[i] = Math.max(-88f, Math.min(89f, -x[i])); // there the power is 0 or infinite, the result 1 or 0
        }
        reduce(length, x, powers);
        raise(length, powers);
        for (int i = 0; i < length; i++) {
            x[i] = 1 / (1 + powers[i] * (1 + x[i]));
        }
    }

    /** x = n·ln 2 + r: replaces x by e^r − 1 and leaves n + ROUND in {@code shifted}. */
    private static void reduce(int length, float[] x, float[] shifted) {
        for (int i = 0; i < length; i++) {
            float y = x[i];
            float rounded = y * LOG2_E + ROUND;
            float n = rounded - ROUND;
            float r = y - n * LN2_HIGH - n * LN2_LOW;
            shifted[i] = rounded;
            x[i] = r + r * r * (C2 + r * (C3 + r * (C4 + r * (C5 + r * (C6 + r * C7)))));
        }
    }

    /** n + ROUND becomes 2^n. */
    private static void raise(int length, float[] shifted) {
        for (int i = 0; i < length; i++) {
            shifted[i] = powerOfTwo(exponent(shifted[i]));
        }
    }

    /** n of n + ROUND, which stands in the lowest bits. */
    private static int exponent(float shifted) {
        return Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUND);
    }

    /** 2^n; 0 for n = −127, infinity for n = 128. */
    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
