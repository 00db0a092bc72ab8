package io.intona.kernel;

/**
 * Power in decibels, 10·log₁₀(max(power, 1e-10)).
 *
 * <p>{@code Math.log10} is an intrinsic whose last bits may change when the JIT compiles its caller, so the logarithm is
 * computed here from additions, multiplications and one division: with power = m·2^e, m in [√½, √2) and
 * s = (m − 1)/(m + 1), ln m = 2 artanh s = 2s(1 + s²/3 + s⁴/5 + …). |s| ≤ 0.172, so the terms left out after s¹⁶/17 are
 * below 1e-15 of the sum. The error is below 5e-14 dB for any finite power; the caller rounds to float.
 */
final class Decibels {
    /** Powers below this count as this: librosa's {@code amin}. */
    static final double POWER_FLOOR = 1e-10;

    static final double DB_PER_OCTAVE = 3.010299956639812; // 10·log10(2)
    static final double TWENTY_OVER_LN_10 = 8.685889638065037;
    static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(0.7071067811865476);
    static final int EXPONENT_SHIFT = 52;

    private Decibels() {}

    static double of(double power) {
        long bits = Double.doubleToRawLongBits(Math.max(power, POWER_FLOOR));
        long exponent = (bits - SQRT_HALF_BITS) >> EXPONENT_SHIFT;
        double m = Double.longBitsToDouble(bits - (exponent << EXPONENT_SHIFT));
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double series = 1.0 / 15 + z * (1.0 / 17);
        series = 1.0 / 13 + z * series;
        series = 1.0 / 11 + z * series;
        series = 1.0 / 9 + z * series;
        series = 1.0 / 7 + z * series;
        series = 1.0 / 5 + z * series;
        series = 1.0 / 3 + z * series;
        return exponent * DB_PER_OCTAVE + TWENTY_OVER_LN_10 * (s + s * (z * series));
    }
}
