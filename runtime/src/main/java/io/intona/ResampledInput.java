package io.intona;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import java.util.Optional;

/**
 * Samples of a stream on their way to the model: checked, and resampled to its rate where it has another. Nothing is
 * allocated after the constructor. Not thread-safe.
 */
final class ResampledInput {
    /** Samples that are handed on at a time. */
    private static final int SLICE = 1024;

    /** Samples at the lower rate that a resampler holds back and gives at the end, and some more. */
    private static final int HELD_BACK = 256;

    private final Optional<Resampler> resampler;
    private final float[] resampled;
    private final Sink sink;

    /** Takes the samples at the model's rate. */
    @FunctionalInterface
    interface Sink {
        void accept(float[] samples, int offset, int count);
    }

    ResampledInput(int fromHz, int toHz, Sink sink) {
        this.resampler = fromHz == toHz ? Optional.empty() : Optional.of(new Resampler(fromHz, toHz));
        int growth = Math.max(1, (toHz + fromHz - 1) / fromHz);
        this.resampled = new float[resampler.isEmpty() ? 0 : growth * SLICE + HELD_BACK];
        this.sink = sink;
    }

    /**
     * Takes {@code samples[offset … offset + count)}.
     *
     * @throws IllegalArgumentException if a sample is not a number or absurdly large, or the array too short; then none of them is taken
     */
    void push(float[] samples, int offset, int count) {
        if (!(offset >= 0 && count >= 0 && samples.length - offset >= count)) {
            throw new IllegalArgumentException(count + " samples at " + offset + " of an array of " + samples.length
                    + " samples, expected them to fit");
        }
        for (int i = offset; i < offset + count; i++) {
            if (!(Math.abs(samples[i]) <= AudioClip.MAX_MAGNITUDE)) {
                throw new IllegalArgumentException("sample " + (i - offset) + " of the chunk is " + samples[i]
                        + ", expected a number from " + -AudioClip.MAX_MAGNITUDE + " to " + AudioClip.MAX_MAGNITUDE);
            }
        }
        for (int from = offset; from < offset + count; from += SLICE) {
            int slice = Math.min(SLICE, offset + count - from);
            if (resampler.isEmpty()) {
                sink.accept(samples, from, slice);
            } else {
                int made = resampler.get().push(samples, from, slice, resampled, 0);
                sink.accept(resampled, 0, made);
            }
        }
    }

    /** Hands on what the resampler has held back. */
    void finish() {
        if (resampler.isPresent()) {
            int made = resampler.get().finish(resampled, 0);
            sink.accept(resampled, 0, made);
        }
    }
}
