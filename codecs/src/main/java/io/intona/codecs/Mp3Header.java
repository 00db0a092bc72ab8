package io.intona.codecs;

import java.util.Optional;

/**
 * The four bytes before each frame of MPEG audio (ISO/IEC 11172-3, section 2.4.1.3, and 13818-3; version 2.5 is
 * Fraunhofer's): 11 bits of ones, 2 version, 2 layer, 1 whether a checksum is missing, 4 bit rate, 2 sample rate,
 * 1 padding, 1 private, 2 channels and 6 that are not needed. Here for layer III only.
 *
 * @param bytes length of the frame, header included
 * @param samples of a channel
 * @param sampleRateHz samples per second
 * @param channels 1 or 2
 * @param sideBytes between the header and the coded samples, without the checksum
 */
record Mp3Header(int bytes, int samples, int sampleRateHz, int channels, int sideBytes) {
    static final int BYTES = 4;

    private static final int LAYER_III = 1;
    private static final int VERSION_1 = 3;
    private static final int RESERVED_VERSION = 1;
    private static final int FREE_FORMAT = 0;
    private static final int FORBIDDEN = 15;
    private static final int MONO = 3;
    private static final int[] RATES_HZ = {44_100, 48_000, 32_000};
    private static final int[] KILOBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    /** The header that starts here, if one does. Frames whose bit rate is not told (free format) have none. */
    static Optional<Mp3Header> parse(byte[] bytes, int at) {
        boolean sync = bytes[at] == (byte) 0xff && (bytes[at + 1] & 0xe0) == 0xe0;
        int version = bytes[at + 1] >> 3 & 3;
        int layer = bytes[at + 1] >> 1 & 3;
        int bitRate = bytes[at + 2] >> 4 & 15;
        int rate = bytes[at + 2] >> 2 & 3;
        boolean known = version != RESERVED_VERSION
                && layer == LAYER_III
                && bitRate != FREE_FORMAT
                && bitRate != FORBIDDEN
                && rate < RATES_HZ.length;
        if (!sync || !known) {
            return Optional.empty();
        }
        boolean first = version == VERSION_1;
        int kilobits = (first ? KILOBITS_1 : KILOBITS_2)[bitRate];
        int sampleRateHz = RATES_HZ[rate] >> (first ? 0 : version == 2 ? 1 : 2);
        int samples = first ? 1152 : 576;
        int padding = bytes[at + 2] >> 1 & 1;
        int channels = (bytes[at + 3] >> 6 & 3) == MONO ? 1 : 2;
        int sideBytes = first ? (channels == 1 ? 17 : 32) : (channels == 1 ? 9 : 17);
        return Optional.of(new Mp3Header(
                samples / 8 * kilobits * 1000 / sampleRateHz + padding, samples, sampleRateHz, channels, sideBytes));
    }

    /** Whether a frame may stand in the same recording. */
    boolean fits(Mp3Header other) {
        return samples == other.samples && sampleRateHz == other.sampleRateHz && channels == other.channels;
    }
}
