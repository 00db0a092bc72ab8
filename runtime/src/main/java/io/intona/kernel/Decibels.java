package io.intona.kernel;

/**
 * Power in decibels, 10·log₁₀(max(power, 1e-10)).
 *
 * <p>{@code Math.log10} is an intrinsic whose last bits may change when the JIT compiles its caller, so the logarithm is
 * computed here from additions, multiplications and one division: with power = m·2^e, m in [√½, √2) and
 * s = (m − 1)/(m + 1), ln m = 2 artanh s = 2s(1 + s²/3 + s⁴/5 + …). |s| ≤ 0.172, so the terms left out after s⁸/9 are
 * below 3e-9 of the sum. The decibels of an octave are a number whose product with e is exact and a small rest. The error
 * is below one unit in the last place of the decibels, or 6e-7 dB where that is more.
 */
final class Decibels {
    /** Powers below this count as this: librosa's {@code amin}. */
    static final float POWER_FLOOR = 1e-10f;

    static final float OCTAVE_HIGH = 0x1.8150p1f; // 10·log10(2) to 13 bits, so that its product with e is exact
    static final float OCTAVE_LOW = (float) (3.010299956639812 - OCTAVE_HIGH);
    static final float TWENTY_OVER_LN_10 = 8.685889638065037f;
    static final int SQRT_HALF_BITS = Float.floatToRawIntBits(0.70710677f);
    static final int EXPONENT_SHIFT = 23;

    static final float C3 = 1f / 3;
    static final float C5 = 1f / 5;
    static final float C7 = 1f / 7;
    static final float C9 = 1f / 9;

    private Decibels() {}

    static float of(float power) {
        int bits = Float.floatToRawIntBits(Math.max(power, POWER_FLOOR));
        int exponent = (bits - SQRT_HALF_BITS) >> EXPONENT_SHIFT;
        float m = Float.intBitsToFloat(bits - (exponent << EXPONENT_SHIFT));
        float s = (m - 1) / (m + 1);
        float z = s * s;
        float series = z * (C3 + z * (C5 + z * (C7 + z * C9)));
        float logarithm = (s + s * series) * TWENTY_OVER_LN_10;
        return exponent * OCTAVE_HIGH + (exponent * OCTAVE_LOW + logarithm);
    }
}
