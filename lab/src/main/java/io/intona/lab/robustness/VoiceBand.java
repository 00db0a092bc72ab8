package io.intona.lab.robustness;

/**
 * Keeps a band of frequencies, without delay: the impulse response of an ideal band under Blackman's window,
 *
 * <pre>
 *   h_n = (sin(2π f_2 n) − sin(2π f_1 n)) / (π n) · w_n        h_0 = 2 (f_2 − f_1)        |n| ≤ N
 *   w_n = 0.42 + 0.5 cos(π n/(N + 1)) + 0.08 cos(2π n/(N + 1))
 * </pre>
 *
 * with frequencies in parts of the sample rate. At its edges a sine has half its amplitude; what lies about 45 Hz inside is
 * whole, what lies 45 Hz outside more than 70 dB down. Before and after the samples is silence. A. V. Oppenheim, R. W.
 * Schafer, Discrete-Time Signal Processing, section 7.5.
 */
final class VoiceBand {
    private static final int HALF = 256; // N

    private final double[] response = new double[HALF + 1]; // h_0 … h_N, the same for −n

    VoiceBand(int sampleRateHz, double lowHz, double highHz) {
        double low = lowHz / sampleRateHz;
        double high = highHz / sampleRateHz;
        response[0] = 2 * (high - low);
        for (int n = 1; n <= HALF; n++) {
            double ideal =
                    (StrictMath.sin(2 * Math.PI * high * n) - StrictMath.sin(2 * Math.PI * low * n)) / (Math.PI * n);
            double angle = Math.PI * n / (HALF + 1);
            response[n] = ideal * (0.42 + 0.5 * StrictMath.cos(angle) + 0.08 * StrictMath.cos(2 * angle));
        }
    }

    /** As many samples as there are. */
    float[] filter(float[] samples) {
        float[] filtered = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            int first = Math.max(0, i - HALF);
            int last = Math.min(samples.length - 1, i + HALF);
            for (int k = first; k <= last; k++) {
                sum += response[Math.abs(i - k)] * samples[k];
            }
            filtered[i] = (float) sum;
        }
        return filtered;
    }
}
