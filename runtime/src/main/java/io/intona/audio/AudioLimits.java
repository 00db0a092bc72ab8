package io.intona.audio;

/**
 * How much a recording may hold before it is refused. Decoding needs at most 4 bytes of memory for each of
 * {@code seconds × sample rate} samples, twice that for a moment while the array grows.
 *
 * @param bytes most bytes of the file, at least 1
 * @param seconds most seconds of sound, above 0
 */
public record AudioLimits(long bytes, double seconds) {
    /** Most bytes of a file: 1 GiB, three hours of CD audio. */
    public static final long DEFAULT_BYTES = 1L << 30;

    /** Most seconds of sound: 4 hours. */
    public static final double DEFAULT_SECONDS = 4 * 3600;

    /** The limits that hold unless others are given. */
    public static final AudioLimits DEFAULT = new AudioLimits(DEFAULT_BYTES, DEFAULT_SECONDS);

    public AudioLimits {
        if (!(bytes >= 1)) {
            throw new IllegalArgumentException("limit of " + bytes + " bytes, expected at least 1");
        }
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("limit of " + seconds + " seconds, expected more than 0");
        }
    }
}
