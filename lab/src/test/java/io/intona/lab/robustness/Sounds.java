package io.intona.lab.robustness;

import io.intona.audio.AudioClip;
import java.util.SplittableRandom;

/** Sounds of which everything is known. */
final class Sounds {
    static final int RATE_HZ = 48_000;

    private Sounds() {}

    static AudioClip sine(double hertz, double amplitude, double seconds) {
        float[] samples = new float[(int) (seconds * RATE_HZ)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / RATE_HZ));
        }
        return new AudioClip(samples, RATE_HZ);
    }

    /** A second of silence, two of a buzz that swells and fades five times a second, another second of silence. */
    static AudioClip buzzAfterASecond() {
        SplittableRandom random = new SplittableRandom(3);
        float[] samples = new float[4 * RATE_HZ];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) i / RATE_HZ;
            double swell = seconds < 1 || seconds >= 3 ? 0 : 0.2 + 0.1 * Math.sin(2 * Math.PI * 5 * seconds);
            double buzz = 0;
            for (int harmonic = 1; harmonic <= 8; harmonic++) {
                buzz += Math.sin(2 * Math.PI * 150 * harmonic * seconds) / harmonic;
            }
            samples[i] = (float) (swell * buzz + 1e-5 * random.nextDouble(-1, 1));
        }
        return new AudioClip(samples, RATE_HZ);
    }

    /** Mean square of the samples from one to another. */
    static double power(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum / (to - from);
    }

    static double decibels(double powers) {
        return 10 * Math.log10(powers);
    }
}
