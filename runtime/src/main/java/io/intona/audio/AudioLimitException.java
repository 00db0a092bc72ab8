package io.intona.audio;

/** A recording that is larger or longer than the {@link AudioLimits}; names the limit, so that a program can say who sets it. */
public final class AudioLimitException extends AudioFormatException {
    private static final long serialVersionUID = 1L;

    private final AudioLimits.Kind limit;

    AudioLimitException(AudioLimits.Kind limit, String file, long offset, String found, String expected) {
        super(file, offset, found, expected);
        this.limit = limit;
    }

    /** The limit that was passed. */
    public AudioLimits.Kind limit() {
        return limit;
    }
}
