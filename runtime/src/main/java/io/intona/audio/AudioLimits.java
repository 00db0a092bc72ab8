package io.intona.audio;

/**
 * How much a recording may hold before it is refused. Decoding needs at most 4 bytes of memory for each sample, twice that
 * for a moment while the array grows; of a recording that is only listened to it needs none.
 *
 * @param bytes most bytes of the file, at least 1
 * @param seconds most seconds of sound, above 0
 * @param samples most samples after the channels were averaged, at least 1; whoever reads what strangers send sets it,
 *     because a small file may claim, and decode to, any sample rate
 */
public record AudioLimits(long bytes, double seconds, long samples) {
    /** Most bytes of a file: 1 GiB, three hours of CD audio. */
    public static final long DEFAULT_BYTES = 1L << 30;

    /** Most seconds of sound: 4 hours. */
    public static final double DEFAULT_SECONDS = 4 * 3600;

    /** The limits that hold unless others are given. */
    public static final AudioLimits DEFAULT = new AudioLimits(DEFAULT_BYTES, DEFAULT_SECONDS);

    /** Which of them. */
    public enum Kind {
        /** Bytes of the file. */
        BYTES,
        /** Seconds of sound. */
        SECONDS,
        /** Samples. */
        SAMPLES
    }

    /** Limits on bytes and seconds alone. */
    public AudioLimits(long bytes, double seconds) {
        this(bytes, seconds, Long.MAX_VALUE);
    }

    public AudioLimits {
        if (!(bytes >= 1)) {
            throw new IllegalArgumentException("limit of " + bytes + " bytes, expected at least 1");
        }
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("limit of " + seconds + " seconds, expected more than 0");
        }
        if (!(samples >= 1)) {
            throw new IllegalArgumentException("limit of " + samples + " samples, expected at least 1");
        }
    }
}
