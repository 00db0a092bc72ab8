package io.intona.audio;

import java.util.Arrays;

/**
 * Changes the sample rate, by band-limited interpolation: frequencies up to 0.95 of the lower Nyquist frequency pass
 * within 0.1 dB, those from 1.00 on are at least 90 dB down, and nothing is delayed: output sample k is the signal at
 * k / output rate seconds. Before and after the recording the signal is taken to be zero. {@link ResamplingFilter} has
 * the formulas.
 *
 * <p>A clip as a whole goes through {@link #resample}. An instance is for a stream: {@link #push} chunks of any size, then
 * {@link #finish}; the bits are the same however the stream is cut, and nothing is allocated after the constructor. An
 * instance is not thread-safe, {@link #resample} is.
 */
public final class Resampler {
    /** Lowest rate to resample from or to, in Hz. */
    public static final int MIN_RATE_HZ = 8_000;

    /** Highest rate to resample from or to, in Hz. */
    public static final int MAX_RATE_HZ = 192_000;

    /** What the bits of a result depend on, for the keys of stored features: changes whenever they do. */
    public static final String SETTINGS = "sinc-kaiser10-128-0.975-1024";

    private static final int BLOCK = 1 << 12;

    private final int fromHz;
    private final int toHz;
    private final ResamplingFilter filter;
    private final float[] buffer; // the input from the first sample that is still needed
    private final float[] silence; // as long as what an output sample needs after the one it stands at
    private int filled; // of the buffer
    private int base; // in the buffer: the input sample at or before the next output
    private int phase; // of the next output, from there
    private long pushed; // samples of the input
    private long produced; // samples of the output

    /**
     * A stream from one rate to another.
     *
     * @throws IllegalArgumentException if a rate is not from {@value #MIN_RATE_HZ} to {@value #MAX_RATE_HZ}
     */
    public Resampler(int fromHz, int toHz) {
        if (!(fromHz >= MIN_RATE_HZ && fromHz <= MAX_RATE_HZ)) {
            throw new IllegalArgumentException("resampling from " + fromHz + " Hz, expected 8000 to 192000");
        }
        if (!(toHz >= MIN_RATE_HZ && toHz <= MAX_RATE_HZ)) {
            throw new IllegalArgumentException("resampling to " + toHz + " Hz, expected 8000 to 192000");
        }
        this.fromHz = fromHz;
        this.toHz = toHz;
        this.filter = ResamplingFilter.between(fromHz, toHz);
        this.buffer = new float[2 * filter.halfTaps() + BLOCK];
        this.silence = new float[filter.halfTaps()];
        reset();
    }

    private void reset() {
        base = filter.halfTaps() - 1;
        filled = base;
        Arrays.fill(buffer, 0, filled, 0);
        phase = 0;
        pushed = 0;
        produced = 0;
    }

    /**
     * A clip at another rate; the clip itself if the rate is its own.
     *
     * @throws IllegalArgumentException if the rates differ and one is not from {@value #MIN_RATE_HZ} to
     *     {@value #MAX_RATE_HZ}, or the result is longer than an array can be
     */
    public static AudioClip resample(AudioClip clip, int toHz) {
        if (clip.sampleRateHz() == toHz) {
            return clip;
        }
        Resampler resampler = new Resampler(clip.sampleRateHz(), toHz);
        float[] result = new float[arrayLength(clip.length(), clip.sampleRateHz(), toHz)];
        float[] block = new float[BLOCK];
        int count = 0;
        for (int from = 0; from < clip.length(); from += BLOCK) {
            int size = Math.min(BLOCK, clip.length() - from);
            clip.copyTo(from, block, 0, size);
            count += resampler.push(block, 0, size, result, count);
        }
        resampler.finish(result, count);
        return AudioClip.owning(result, toHz);
    }

    /** Length of a resampled recording: ⌈length · toHz / fromHz⌉, exactly. */
    public static long outputLength(long length, int fromHz, int toHz) {
        long rest = length % fromHz * toHz;
        return Math.addExact(Math.multiplyExact(length / fromHz, toHz), (rest + fromHz - 1) / fromHz);
    }

    /** The same for a clip, which must fit an array. */
    static int arrayLength(int length, int fromHz, int toHz) {
        long result = outputLength(length, fromHz, toHz);
        if (!(result <= AudioClip.MAX_SAMPLES)) {
            throw new IllegalArgumentException(length + " samples at " + fromHz + " Hz are " + result + " at " + toHz
                    + " Hz, expected at most " + AudioClip.MAX_SAMPLES);
        }
        return (int) result;
    }

    /** How many samples {@link #push} will write if it is given {@code count}. */
    public int pushLength(int count) {
        return Math.toIntExact(outputLength(Math.max(0, pushed + count - filter.halfTaps()), fromHz, toHz) - produced);
    }

    /** How many samples {@link #finish} will write. */
    public int finishLength() {
        return Math.toIntExact(outputLength(pushed, fromHz, toHz) - produced);
    }

    /**
     * Takes the next samples of the stream and writes those of the output that no later one can change.
     *
     * @param output has room for {@link #pushLength} samples from {@code outputOffset}; not {@code input}
     * @return how many were written
     * @throws IllegalArgumentException if there is too little room; nothing was taken then
     */
    public int push(float[] input, int offset, int count, float[] output, int outputOffset) {
        int length = pushLength(count);
        checkRoom(length, output, outputOffset);
        pushed += count;
        feed(input, offset, count, output, outputOffset);
        produced += length;
        return length;
    }

    /**
     * Ends the stream: writes what is left of the output. A new stream may follow.
     *
     * @param output has room for {@link #finishLength} samples from {@code outputOffset}
     * @return how many were written
     * @throws IllegalArgumentException if there is too little room; the stream has not ended then
     */
    public int finish(float[] output, int outputOffset) {
        int length = finishLength();
        checkRoom(length, output, outputOffset);
        feed(silence, 0, silence.length, output, outputOffset);
        reset();
        return length;
    }

    private static void checkRoom(int length, float[] output, int offset) {
        if (!(offset >= 0 && length <= output.length - offset)) {
            throw new IllegalArgumentException(
                    "room for " + (output.length - offset) + " samples at " + offset + ", expected " + length);
        }
    }

    /** Buffers the input as far as there is room, writes what can be written, forgets what is no longer needed. */
    private void feed(float[] input, int offset, int count, float[] output, int outputOffset) {
        int halfTaps = filter.halfTaps();
        int taken = 0;
        int to = outputOffset;
        while (taken < count) {
            int size = Math.min(count - taken, buffer.length - filled);
            System.arraycopy(input, offset + taken, buffer, filled, size);
            taken += size;
            filled += size;
            while (base + halfTaps < filled) {
                output[to++] = filter.apply(buffer, base + 1 - halfTaps, phase);
                phase += filter.step();
                base += phase / filter.phases();
                phase %= filter.phases();
            }
            if (filled == buffer.length) {
                int forgotten = base + 1 - halfTaps;
                System.arraycopy(buffer, forgotten, buffer, 0, filled - forgotten);
                filled -= forgotten;
                base -= forgotten;
            }
        }
    }
}
