package io.intona;

import io.intona.audio.AudioClip;
import java.util.Arrays;

/** The last samples of a stream, counted from its start; as many as are still needed. Not thread-safe. */
final class SlidingSamples {
    private final int sampleRateHz;
    private float[] samples = new float[1 << 12];
    private long first; // number in the stream of samples[0]
    private int count;

    SlidingSamples(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** How many samples there have been. */
    long end() {
        return first + count;
    }

    void append(float[] more, int offset, int length) {
        if (count + length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(count + length, 2 * samples.length));
        }
        System.arraycopy(more, offset, samples, count, length);
        count += length;
    }

    /** Forgets what lies before a sample; moves memory only once it is worth it. */
    void forgetBefore(long sample) {
        int gone = (int) (sample - first);
        if (gone > samples.length / 2) {
            System.arraycopy(samples, gone, samples, 0, count - gone);
            first += gone;
            count -= gone;
        }
    }

    /** Samples {@code from} to before {@code to}. */
    AudioClip clip(long from, long to) {
        int at = (int) (from - first);
        return new AudioClip(Arrays.copyOfRange(samples, at, at + (int) (to - from)), sampleRateHz);
    }
}
