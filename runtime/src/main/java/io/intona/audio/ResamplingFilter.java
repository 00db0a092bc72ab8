package io.intona.audio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The low-pass filter between two rates, and its value at every place where it is needed. With everything measured in
 * samples of the input, r = max(1, input rate / output rate) and c = 0.975 / r:
 *
 * <pre>
 *   h(x) = c · sin(πcx) / (πcx) · I₀(β √(1 − (x / 128r)²)) / I₀(β)     for |x| &lt; 128r, else 0
 * </pre>
 *
 * a sinc under a Kaiser window [1] of 128 samples of the lower rate on either side. The cut-off lies between the edges of
 * pass-band and stop-band, 0.95 and 1.00 of the lower Nyquist frequency; Kaiser's formulas give β = 10 and this width for
 * 99 dB. StrictMath makes the tables the same everywhere.
 *
 * <p>Output sample k is at kM/L input samples, with L and M the rates divided by their greatest common divisor (output
 * and input), so its fraction is one of L [2]. Up to 1024 of them have a row of taps each. If there are more, rows stand
 * at 1024 places for each sample of the lower rate and neighbouring results are interpolated linearly, with an error of
 * (0.975π / 1024)² / 8 at most, 119 dB down [3]. Each row adds up to one.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>[1] J. F. Kaiser, Nonrecursive digital filter design using the I₀-sinh window function, ISCAS 1974. [2] R. E.
 * Crochiere, L. R. Rabiner, Multirate Digital Signal Processing, 1983, section 2.4. [3] J. O. Smith, Digital Audio
 * Resampling Home Page, section "Linear interpolation of the filter table".
 */
final class ResamplingFilter {
    static final int MAX_EXACT_PHASES = 1024;
    private static final double CUTOFF = 0.975;
    private static final double BETA = 10;
    private static final int HALF_WIDTH = 128;

    /** What the exact tables take in memory is rarely more than 2 MB and 26 MB at most. */
    private static final int MAX_REMEMBERED = 8;

    private static final Map<Long, ResamplingFilter> REMEMBERED = new LinkedHashMap<>(16, 0.75f, true);

    private final int phases; // L
    private final int step; // M
    private final int halfTaps;
    private final int places; // rows a sample of the input, of which interpolation needs one more
    private final float[][] rows; // (places or places + 1, taps)

    private ResamplingFilter(int fromHz, int toHz) {
        int divisor = greatestCommonDivisor(fromHz, toHz);
        phases = toHz / divisor;
        step = fromHz / divisor;
        double ratio = Math.max(1, (double) fromHz / toHz);
        halfTaps = roundUp((int) Math.ceil(HALF_WIDTH * ratio), 4);
        places = exact() ? phases : (int) Math.ceil(MAX_EXACT_PHASES / ratio);
        rows = new float[exact() ? places : places + 1][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row((double) i / places, ratio);
        }
    }

    /** The filter between two rates; the last few are remembered. */
    static ResamplingFilter between(int fromHz, int toHz) {
        synchronized (REMEMBERED) {
            ResamplingFilter filter =
                    REMEMBERED.computeIfAbsent((long) fromHz << 32 | toHz, key -> new ResamplingFilter(fromHz, toHz));
            if (REMEMBERED.size() > MAX_REMEMBERED) {
                REMEMBERED.remove(REMEMBERED.keySet().iterator().next());
            }
            return filter;
        }
    }

    /** L: how many fractions of an input sample there are. */
    int phases() {
        return phases;
    }

    /** M: how many of them lie between two samples of the output. */
    int step() {
        return step;
    }

    /** How many samples of the input an output sample needs after the one it stands at; one fewer before. */
    int halfTaps() {
        return halfTaps;
    }

    private boolean exact() {
        return phases <= MAX_EXACT_PHASES;
    }

    /**
     * The output {@code phase / phases} after an input sample.
     *
     * @param from index of the sample {@code halfTaps − 1} before that one
     */
    float apply(float[] input, int from, int phase) {
        if (exact()) {
            return product(rows[phase], input, from);
        }
        long scaled = (long) phase * places;
        int place = (int) (scaled / phases);
        float fraction = (float) ((double) (scaled % phases) / phases);
        float before = product(rows[place], input, from);
        return before + fraction * (product(rows[place + 1], input, from) - before);
    }

    /** Eight sums side by side, so that additions need not wait for one another, in a fixed order. */
    private static float product(float[] row, float[] input, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        for (int i = 0, j = from; i < row.length; i += 8, j += 8) {
            a += row[i] * input[j];
            b += row[i + 1] * input[j + 1];
            c += row[i + 2] * input[j + 2];
            d += row[i + 3] * input[j + 3];
            e += row[i + 4] * input[j + 4];
            f += row[i + 5] * input[j + 5];
            g += row[i + 6] * input[j + 6];
            h += row[i + 7] * input[j + 7];
        }
        return ((a + e) + (b + f)) + ((c + g) + (d + h));
    }

    /** Taps for the samples {@code 1 − halfTaps} to {@code halfTaps}, seen from a fraction after sample 0. */
    private float[] row(double fraction, double ratio) {
        double[] taps = new double[2 * halfTaps];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            taps[i] = response(i + 1 - halfTaps - fraction, ratio);
            sum += taps[i];
        }
        float[] row = new float[taps.length];
        for (int i = 0; i < taps.length; i++) {
            row[i] = (float) (taps[i] / sum);
        }
        return row;
    }

    /** h(x). */
    private static double response(double x, double ratio) {
        double inWindow = x / (HALF_WIDTH * ratio);
        double square = 1 - inWindow * inWindow;
        if (!(square > 0)) {
            return 0;
        }
        double cutoff = CUTOFF / ratio;
        double angle = Math.PI * cutoff * x;
        double sinc = angle == 0 ? 1 : StrictMath.sin(angle) / angle;
        return cutoff * sinc * bessel(BETA * Math.sqrt(square)) / bessel(BETA);
    }

    /** I₀(x) = Σ ((x/2)ⁿ / n!)², until the terms no longer count. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= x / (2 * n) * (x / (2 * n));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
