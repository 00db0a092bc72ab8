package io.intona.audio;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where every reader puts its samples: checks rate, channels, length and magnitude, and averages the channels. Either it
 * owns the only array that grows with the recording, with the samples that have really been decoded, never with what a
 * header claims; or it hands the samples on and keeps none. Not thread-safe.
 */
public final class SampleSink {
    /** Most channels of a recording: as many as a WAV header can say. */
    public static final int MAX_CHANNELS = 65_535;

    /** Largest magnitude a sample may have: above any scaling of integers, far from where sums overflow. */
    static final float MAX_MAGNITUDE = 1e10f;

    private final AudioInput input;
    private final AudioLimits limits;
    private final Optional<SampleListener> listener;
    private final long most; // samples that there is room for, whatever the limits
    private int sampleRateHz;
    private int channels;
    private long maxSamples;
    private float[] samples = {}; // all, or a block to hand on
    private long count;

    /** A sink that keeps the samples. */
    SampleSink(AudioInput input, AudioLimits limits) {
        this(input, limits, AudioClip.MAX_SAMPLES);
    }

    /** One that keeps fewer than a clip could have. */
    SampleSink(AudioInput input, AudioLimits limits, int most) {
        this(input, limits, Optional.empty(), most);
    }

    /** A sink that hands them on. */
    SampleSink(AudioInput input, AudioLimits limits, SampleListener listener) {
        this(input, limits, Optional.of(listener), Long.MAX_VALUE);
    }

    private SampleSink(AudioInput input, AudioLimits limits, Optional<SampleListener> listener, long most) {
        this.input = input;
        this.limits = limits;
        this.listener = listener;
        this.most = most;
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
        maxSamples = Math.min(Math.min((long) (limits.seconds() * rateHz), limits.samples()), most);
        listener.ifPresent(to -> to.format(sampleRateHz));
    }

    /**
     * Says how many samples a channel are to come, if the file does; saves memory, and is not believed beyond one sample
     * for each byte left.
     */
    public void expect(long frames) {
        if (listener.isEmpty()) {
            samples = new float[(int) Math.min(Math.min(frames, input.bytesLeft()), maxSamples)];
        }
    }

    /**
     * Takes the next samples.
     *
     * @param interleaved (frames, channels), nominally in [-1, 1]
     * @param frames how many samples a channel
     * @throws AudioFormatException if the recording gets too long, or a sample is no number or absurdly large
     */
    public void accept(float[] interleaved, int frames) throws AudioFormatException {
        checkMagnitudes(interleaved, frames * channels);
        if (!(count + frames <= maxSamples)) {
            throw tooLong();
        }
        if (listener.isPresent()) {
            samples = samples.length < frames ? new float[frames] : samples;
            average(interleaved, frames, 0);
            listener.get().samples(samples, frames);
        } else {
            keep(interleaved, frames);
        }
        count += frames;
    }

    private AudioFormatException tooLong() {
        if (maxSamples == most) {
            return input.fault(
                    input.position(),
                    "more than " + most + " samples",
                    "at most as many as one array holds, or to hear the recording in pieces");
        }
        boolean ofSamples = maxSamples == limits.samples();
        return input.beyond(
                ofSamples ? AudioLimits.Kind.SAMPLES : AudioLimits.Kind.SECONDS,
                input.position(),
                "more than " + maxSamples + " samples at " + sampleRateHz + " Hz",
                ofSamples ? "at most " + maxSamples : "at most " + limits.seconds() + " seconds of sound");
    }

    private void checkMagnitudes(float[] interleaved, int length) throws AudioFormatException {
        for (int i = 0; i < length; i++) {
            if (!(Math.abs(interleaved[i]) <= MAX_MAGNITUDE)) {
                throw input.fault(
                        input.position(),
                        "sample " + interleaved[i],
                        "a number from -" + MAX_MAGNITUDE + " to " + MAX_MAGNITUDE);
            }
        }
    }

    private void keep(float[] interleaved, int frames) {
        if (count + frames > samples.length) {
            samples = Arrays.copyOf(samples, grown(samples.length, count + frames, maxSamples));
        }
        average(interleaved, frames, (int) count);
    }

    /** The next length of an array, half as long again, or longer if it must be. */
    static int grown(int length, long needed, long most) {
        return (int) Math.min(Math.max(needed, length + length / 2L), most);
    }

    private void average(float[] interleaved, int frames, int to) {
        if (channels == 1) {
            System.arraycopy(interleaved, 0, samples, to, frames);
            return;
        }
        for (int frame = 0, next = 0; frame < frames; frame++) {
            float sum = interleaved[next++];
            for (int channel = 1; channel < channels; channel++) {
                sum += interleaved[next++];
            }
            samples[to + frame] = sum / channels;
        }
    }

    /** Says that no more will come. */
    void end() throws AudioFormatException {
        if (count == 0) {
            throw input.fault(input.position(), "no samples", "at least one");
        }
    }

    /** What has been decoded; the sink is spent. */
    AudioClip clip() {
        int length = (int) count;
        return AudioClip.owning(length == samples.length ? samples : Arrays.copyOf(samples, length), sampleRateHz);
    }
}
