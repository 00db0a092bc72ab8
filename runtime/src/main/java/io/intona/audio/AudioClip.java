package io.intona.audio;

import java.util.Arrays;

/**
 * One recording: mono samples, nominally in [-1, 1], at a sample rate. Immutable and thread-safe.
 */
public final class AudioClip {
    /** Lowest sample rate a clip may have, in Hz. */
    public static final int MIN_SAMPLE_RATE_HZ = 1_000;

    /** Highest sample rate a clip may have, in Hz. */
    public static final int MAX_SAMPLE_RATE_HZ = 768_000;

    /** Largest sample of either sign: 240 dB above full scale, and far below where powers would leave the range of float. */
    public static final float MAX_MAGNITUDE = 1e12f;

    /** Most samples of a clip: as many as an array can hold. */
    public static final int MAX_SAMPLES = Integer.MAX_VALUE - 8;

    private final float[] samples;
    private final int sampleRateHz;

    /**
     * @param samples mono samples, copied; none beyond ±{@value #MAX_MAGNITUDE}
     * @param sampleRateHz from {@value #MIN_SAMPLE_RATE_HZ} to {@value #MAX_SAMPLE_RATE_HZ}
     * @throws IllegalArgumentException if the rate is out of range or a sample is out of range or no number
     */
    public AudioClip(float[] samples, int sampleRateHz) {
        this(sampleRateHz, samples.clone());
    }

    private AudioClip(int sampleRateHz, float[] samples) {
        if (!(sampleRateHz >= MIN_SAMPLE_RATE_HZ && sampleRateHz <= MAX_SAMPLE_RATE_HZ)) {
            throw new IllegalArgumentException("sample rate " + sampleRateHz + " Hz, expected " + MIN_SAMPLE_RATE_HZ
                    + " to " + MAX_SAMPLE_RATE_HZ);
        }
        for (int i = 0; i < samples.length; i++) {
            if (!(Math.abs(samples[i]) <= MAX_MAGNITUDE)) {
                throw new IllegalArgumentException("sample " + i + " is " + samples[i] + ", expected a number from "
                        + -MAX_MAGNITUDE + " to " + MAX_MAGNITUDE);
            }
        }
        this.samples = samples;
        this.sampleRateHz = sampleRateHz;
    }

    /** A clip that takes the array over instead of copying it: the caller must not touch it again. */
    static AudioClip owning(float[] samples, int sampleRateHz) {
        return new AudioClip(sampleRateHz, samples);
    }

    /** Number of samples. */
    public int length() {
        return samples.length;
    }

    /** Samples per second. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Length in seconds. */
    public double durationSeconds() {
        return (double) samples.length / sampleRateHz;
    }

    /** A copy of the samples. */
    public float[] samples() {
        return samples.clone();
    }

    /** Copies {@code count} samples from position {@code from} to {@code destination[offset…]}. */
    public void copyTo(int from, float[] destination, int offset, int count) {
        System.arraycopy(samples, from, destination, offset, count);
    }

    /** Same rate and the same samples, bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AudioClip that
                && sampleRateHz == that.sampleRateHz
                && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(samples) + sampleRateHz;
    }

    @Override
    public String toString() {
        return samples.length + " samples at " + sampleRateHz + " Hz";
    }
}
