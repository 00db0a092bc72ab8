package io.intona.lab.corpus;

import io.intona.audio.AudioClip;
import java.util.Arrays;

/**
 * A clip as an ear measures it, by textbook means and without knowledge of how it was made. Frames of 40 ms, 20 ms apart,
 * at 8 kHz; speech is every frame within 25 dB of the loudest.
 *
 * @param pitchSemitones median pitch of voiced frames, re 100 Hz: the lag of the highest normalised autocorrelation
 * @param pitchSpreadSemitones from the 10th to the 90th percentile of pitch
 * @param seconds from the first to the last frame of speech
 * @param loudnessDb mean square of the frames of speech, re full scale
 */
record Voice(double pitchSemitones, double pitchSpreadSemitones, double seconds, double loudnessDb) {
    private static final int DECIMATION = 6;
    private static final int RATE_HZ = 8_000;
    private static final int FRAME = RATE_HZ / 25;
    private static final int HOP = FRAME / 2;
    private static final int SHORTEST_LAG = RATE_HZ / 500;
    private static final int LONGEST_LAG = RATE_HZ / 65;
    private static final double SPEECH = Math.pow(10, -2.5);
    private static final double VOICED = 0.6;

    static Voice of(AudioClip clip) {
        double[] samples = decimated(clip.samples());
        int frames = (samples.length - FRAME - LONGEST_LAG) / HOP;
        double[] energy = new double[frames];
        for (int i = 0; i < frames; i++) {
            energy[i] = product(samples, i * HOP, i * HOP) / FRAME;
        }
        double threshold = SPEECH * Arrays.stream(energy).max().orElseThrow();
        double[] pitches = new double[frames];
        int voiced = 0;
        int first = frames;
        int last = 0;
        double sum = 0;
        int speech = 0;
        for (int i = 0; i < frames; i++) {
            if (energy[i] < threshold) {
                continue;
            }
            first = Math.min(first, i);
            last = i;
            sum += energy[i];
            speech++;
            int lag = bestLag(samples, i * HOP);
            if (lag > 0) {
                pitches[voiced++] = 12 * Math.log((double) RATE_HZ / lag / 100) / Math.log(2);
            }
        }
        double[] sorted = Arrays.copyOf(pitches, voiced);
        Arrays.sort(sorted);
        return new Voice(
                sorted[voiced / 2],
                sorted[9 * voiced / 10] - sorted[voiced / 10],
                (double) (last - first) * HOP / RATE_HZ,
                10 * Math.log10(sum / speech));
    }

    /** Means of as many samples as are left out. */
    private static double[] decimated(float[] samples) {
        double[] result = new double[samples.length / DECIMATION];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < DECIMATION; j++) {
                result[i] += samples[i * DECIMATION + j] / DECIMATION;
            }
        }
        return result;
    }

    /** Of lags that correlate nearly as well as the best the shortest; 0 without voice. */
    private static int bestLag(double[] samples, int from) {
        double[] correlation = new double[LONGEST_LAG + 1];
        double highest = 0;
        for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
            double scale = product(samples, from, from) * product(samples, from + lag, from + lag);
            correlation[lag] = product(samples, from, from + lag) / Math.sqrt(scale);
            highest = Math.max(highest, correlation[lag]);
        }
        if (highest < VOICED) {
            return 0;
        }
        for (int lag = SHORTEST_LAG + 1; lag < LONGEST_LAG; lag++) {
            boolean peak = correlation[lag] >= correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];
            if (peak && correlation[lag] > 0.9 * highest) {
                return lag;
            }
        }
        return 0;
    }

    private static double product(double[] samples, int a, int b) {
        double sum = 0;
        for (int i = 0; i < FRAME; i++) {
            sum += samples[a + i] * samples[b + i];
        }
        return sum;
    }
}
