package io.intona.lab.robustness;

/**
 * μ-law of ITU-T Recommendation G.711 (1988), tables 2a and 2b: 8 bits for a sample, finer for softer ones. In units of
 * 1/8192 of full scale, a magnitude m is cut into eight segments, each of 16 steps twice as wide as those of the one before:
 *
 * <pre>
 *   m + 33 = 2^e · (2 q + 33 + r)        segment e = 0 … 7, step q = 0 … 15, rest −1 ≤ r &lt; 1
 * </pre>
 *
 * and decoded with r = 0. A code is the sign (1: positive), e in three bits and q in four, of which e and q are sent
 * inverted.
 */
final class MuLaw {
    private static final int FULL_SCALE = 8192;
    private static final int MOST = 8158; // magnitudes from 8159 on are those of the last step
    private static final int BIAS = 33;
    private static final int POSITIVE = 0x80;

    private MuLaw() {}

    /** The code of a sample, 0 to 255; of what is beyond full scale that of the outermost step. */
    static int encode(float sample) {
        int biased = (int) Math.min(MOST, Math.abs(sample) * FULL_SCALE) + BIAS; // 33 … 8191
        int segment = 26 - Integer.numberOfLeadingZeros(biased);
        int step = biased >> segment + 1 & 15;
        int sign = sample < 0 ? 0 : POSITIVE;
        return sign | ~(segment << 4 | step) & 0x7f;
    }

    /** The sample that a code stands for. */
    static float decode(int code) {
        int bits = ~code & 0x7f;
        int magnitude = (2 * (bits & 15) + BIAS << (bits >> 4)) - BIAS;
        return ((code & POSITIVE) != 0 ? magnitude : -magnitude) / (float) FULL_SCALE;
    }
}
