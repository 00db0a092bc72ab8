package io.intona.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Measures the filter from outside: a sine goes in, and out of what comes out the sine of the same frequency, phase and
 * time is fitted by least squares. What is left over are images and aliases.
 */
class ResamplerResponseTest {
    private static final int MEASURED = 2_000;
    private static final int STEPS = 24;

    /** Phase of every sine at time 0, so that none is sampled where it is zero. */
    private static final double START = 1;

    @ParameterizedTest
    @CsvSource({
        "44100, 48000",
        "48000, 44100",
        "48000, 8000",
        "8000, 48000",
        "16000, 48000",
        "96000, 48000",
        "192000, 8000",
        "11025, 48000",
        "44101, 48000",
        "48000, 44101",
        "191999, 8000",
        "8000, 191999"
    })
    void passesUpTo95PercentOfTheLowerNyquistFrequencyAndStopsFrom100(int fromHz, int toHz) {
        double nyquistHz = Math.min(fromHz, toHz) / 2.0;
        double ripple = 0;
        double delay = 0;
        double images = 0;
        for (int step = 1; step <= STEPS; step++) {
            Fit fit = fit(0.95 * nyquistHz * step / STEPS, fromHz, toHz);
            ripple = Math.max(ripple, Math.abs(20 * Math.log10(Math.hypot(fit.sine, fit.cosine))));
            delay = Math.max(delay, Math.abs(Math.atan2(fit.cosine, fit.sine)));
            images = Math.max(images, fit.rest);
        }
        // Between the edges a sine may be weakened; its image lies beyond 1.00 and must be gone.
        for (int step = 0; step < STEPS; step++) {
            images = Math.max(images, fit((0.95 + 0.049 * step / STEPS) * nyquistHz, fromHz, toHz).rest);
        }
        double stopped = 0;
        for (int step = 0; step <= STEPS && fromHz > toHz; step++) {
            double hz = nyquistHz + (fromHz / 2.0 - nyquistHz) * Math.pow((double) step / STEPS, 3);
            stopped = Math.max(stopped, stopped(hz, fromHz, toHz));
        }
        System.out.printf(
                "%d to %d Hz: ripple %.5f dB, phase %.1e, images %.1f dB, stop-band %.1f dB%n",
                fromHz, toHz, ripple, delay, decibels(images), decibels(stopped));
        assertThat(ripple).isLessThan(0.1);
        assertThat(delay).isLessThan(1e-4);
        assertThat(decibels(images)).isLessThanOrEqualTo(-90);
        assertThat(decibels(stopped)).isLessThanOrEqualTo(-90);
    }

    private record Fit(double sine, double cosine, double rest) {}

    /** Gains of sine and cosine of that frequency in the output, and how much else there is, for an input sine of 1. */
    private static Fit fit(double hz, int fromHz, int toHz) {
        float[] output = resampledSine(hz, fromHz, toHz);
        int first = (output.length - MEASURED) / 2;
        double ss = 0;
        double sc = 0;
        double cc = 0;
        double ys = 0;
        double yc = 0;
        for (int i = first; i < first + MEASURED; i++) {
            double angle = 2 * Math.PI * hz * i / toHz + START;
            double s = Math.sin(angle);
            double c = Math.cos(angle);
            ss += s * s;
            sc += s * c;
            cc += c * c;
            ys += output[i] * s;
            yc += output[i] * c;
        }
        double determinant = ss * cc - sc * sc;
        double sine = (ys * cc - yc * sc) / determinant;
        double cosine = (yc * ss - ys * sc) / determinant;
        double squares = 0;
        for (int i = first; i < first + MEASURED; i++) {
            double angle = 2 * Math.PI * hz * i / toHz + START;
            double rest = output[i] - sine * Math.sin(angle) - cosine * Math.cos(angle);
            squares += rest * rest;
        }
        return new Fit(sine, cosine, Math.sqrt(2 * squares / MEASURED));
    }

    private static double stopped(double hz, int fromHz, int toHz) {
        float[] output = resampledSine(hz, fromHz, toHz);
        int first = (output.length - MEASURED) / 2;
        double squares = 0;
        for (int i = first; i < first + MEASURED; i++) {
            squares += (double) output[i] * output[i];
        }
        return Math.sqrt(2 * squares / MEASURED);
    }

    /** With its start and end far from the {@link #MEASURED} samples in the middle. */
    private static float[] resampledSine(double hz, int fromHz, int toHz) {
        int margin = (int) Math.ceil(140.0 * Math.max(1, (double) toHz / fromHz));
        int length = (int) Math.ceil((MEASURED + 2.0 * margin) * fromHz / toHz);
        float[] sine = new float[length];
        for (int i = 0; i < length; i++) {
            sine[i] = (float) Math.sin(2 * Math.PI * hz * i / fromHz + START);
        }
        return Resampler.resample(new AudioClip(sine, fromHz), toHz).samples();
    }

    private static double decibels(double gain) {
        return 20 * Math.log10(gain);
    }
}
