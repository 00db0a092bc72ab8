package io.intona.audio;

/** Takes a recording while it is being decoded, for recordings that are too long for memory. */
public interface SampleListener {
    /** The samples per second; told once, before any samples. */
    void format(int sampleRateHz);

    /**
     * The next samples, channels averaged.
     *
     * @param samples used again for the next ones
     * @param count how many of them, from the first
     */
    void samples(float[] samples, int count);
}
