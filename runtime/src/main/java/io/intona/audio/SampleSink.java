package io.intona.audio;

import java.util.Arrays;

/**
 * Where every reader puts its samples: checks rate, channels and length, averages the channels, and owns the only array
 * that grows with the recording. It grows with the samples that have really been decoded, never with what a header
 * claims. Not thread-safe.
 */
public final class SampleSink {
    /** Most channels of a recording: as many as a WAV header can say. */
    public static final int MAX_CHANNELS = 65_535;

    /** Most samples of a recording: as many as an array can hold. */
    private static final int MAX_SAMPLES = Integer.MAX_VALUE - 8;

    private final AudioInput input;
    private final double maxSeconds;
    private int sampleRateHz;
    private int channels;
    private long maxSamples;
    private float[] samples = {};
    private int count;

    SampleSink(AudioInput input, AudioLimits limits) {
        this.input = input;
        this.maxSeconds = limits.seconds();
    }

    /**
     * Announces the format, before any samples.
     *
     * @param rateHz samples per second of one channel
     * @param rateOffset byte of the file that says so
     * @param channelCount number of channels
     * @param channelsOffset byte of the file that says so
     * @throws AudioFormatException if rate or channels are out of range
     */
    public void start(long rateHz, long rateOffset, int channelCount, long channelsOffset) throws AudioFormatException {
        if (!(rateHz >= AudioClip.MIN_SAMPLE_RATE_HZ && rateHz <= AudioClip.MAX_SAMPLE_RATE_HZ)) {
            throw input.fault(
                    rateOffset,
                    "sample rate " + rateHz + " Hz",
                    AudioClip.MIN_SAMPLE_RATE_HZ + " to " + AudioClip.MAX_SAMPLE_RATE_HZ);
        }
        if (!(channelCount >= 1 && channelCount <= MAX_CHANNELS)) {
            throw input.fault(channelsOffset, channelCount + " channels", "1 to " + MAX_CHANNELS);
        }
        sampleRateHz = (int) rateHz;
        channels = channelCount;
        maxSamples = (long) Math.min(maxSeconds * rateHz, MAX_SAMPLES);
    }

    /**
     * Says how many samples a channel are to come, if the file does; saves memory, and is not believed beyond one sample
     * for each byte left.
     */
    public void expect(long frames) {
        samples = new float[(int) Math.min(Math.min(frames, input.bytesLeft()), maxSamples)];
    }

    /**
     * Takes the next samples.
     *
     * @param interleaved (frames, channels), nominally in [-1, 1], all finite
     * @param frames how many samples a channel
     * @throws AudioFormatException if the recording gets too long
     */
    public void accept(float[] interleaved, int frames) throws AudioFormatException {
        if (!(count + (long) frames <= maxSamples)) {
            throw input.fault(
                    input.position(),
                    "more than " + maxSamples + " samples at " + sampleRateHz + " Hz",
                    "at most " + maxSeconds + " seconds of sound");
        }
        if (count + frames > samples.length) {
            long grown = Math.max(count + (long) frames, samples.length + (samples.length >> 1));
            samples = Arrays.copyOf(samples, (int) Math.min(grown, maxSamples));
        }
        average(interleaved, frames);
        count += frames;
    }

    private void average(float[] interleaved, int frames) {
        if (channels == 1) {
            System.arraycopy(interleaved, 0, samples, count, frames);
            return;
        }
        for (int frame = 0, next = 0; frame < frames; frame++) {
            float sum = interleaved[next++];
            for (int channel = 1; channel < channels; channel++) {
                sum += interleaved[next++];
            }
            samples[count + frame] = sum / channels;
        }
    }

    /** What has been decoded; the sink is spent. */
    AudioClip clip() throws AudioFormatException {
        if (count == 0) {
            throw input.fault(input.position(), "no samples", "at least one");
        }
        return AudioClip.owning(count == samples.length ? samples : Arrays.copyOf(samples, count), sampleRateHz);
    }
}
