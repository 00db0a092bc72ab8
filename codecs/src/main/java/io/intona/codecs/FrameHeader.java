package io.intona.codecs;

import java.util.Optional;

/**
 * What a frame says of itself before its samples (RFC 9639, section 9.1).
 *
 * @param bytes length of the header
 * @param samples of a channel
 * @param sampleRateHz 0 if it is the stream's
 * @param channels 1 to 8
 * @param bits of a sample, 0 if they are the stream's
 * @param bySample whether {@code number} counts samples instead of frames
 * @param number of the frame, or of its first sample
 */
record FrameHeader(int bytes, int samples, int sampleRateHz, int channels, int bits, boolean bySample, long number) {
    /** The longest there is: 4 fixed, 7 of number, 2 of block size, 2 of rate, 1 of checksum. */
    static final int MAX_BYTES = 16;

    private static final int[] RATES = {
        0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
    };
    private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};
    private static final int LARGEST_CHANNEL_CODE = 10;

    /** Whether a header may start here. */
    static boolean sync(byte[] bytes, int at, int end) {
        return end - at >= 2 && bytes[at] == (byte) 0xff && (bytes[at + 1] & 0xfe) == 0xf8;
    }

    /** The header that starts here, if one does, whole, without reserved codes and with a checksum that holds. */
    static Optional<FrameHeader> parse(byte[] bytes, int at, int end) {
        if (!sync(bytes, at, end) || end - at < 6) {
            return Optional.empty();
        }
        int blockCode = bytes[at + 2] >> 4 & 15;
        int rateCode = bytes[at + 2] & 15;
        int channelCode = bytes[at + 3] >> 4 & 15;
        int bits = BITS[bytes[at + 3] >> 1 & 7];
        int numberBytes = numberBytes(bytes[at + 4]);
        int blockBytes = blockCode == 6 ? 1 : blockCode == 7 ? 2 : 0;
        int rateBytes = rateCode == 12 ? 1 : rateCode > 12 ? 2 : 0;
        int length = 4 + numberBytes + blockBytes + rateBytes;
        boolean reserved = blockCode == 0
                || rateCode == 15
                || channelCode > LARGEST_CHANNEL_CODE
                || bits < 0
                || (bytes[at + 3] & 1) != 0
                || numberBytes == 0;
        if (reserved || length >= end - at || Checksums.crc8(bytes, at, length) != (bytes[at + length] & 0xff)) {
            return Optional.empty();
        }
        int blockAt = at + 4 + numberBytes;
        return Optional.of(new FrameHeader(
                length + 1,
                blockBytes > 0 ? bigEndian(bytes, blockAt, blockBytes) + 1 : blockSamples(blockCode),
                rateBytes > 0 ? writtenRate(bytes, blockAt + blockBytes, rateCode) : RATES[rateCode],
                channelCode < 8 ? channelCode + 1 : 2,
                bits,
                (bytes[at + 1] & 1) != 0,
                number(bytes, at + 4, numberBytes)));
    }

    /** Length of a number coded as UTF-8 codes characters, extended to 7 bytes; 0 if it cannot start so. */
    private static int numberBytes(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        if (ones == 0) {
            return 1;
        }
        return ones == 1 || ones == 8 ? 0 : ones;
    }

    private static long number(byte[] bytes, int at, int count) {
        if (count == 1) {
            return bytes[at];
        }
        long number = bytes[at] & 0x7f >> count;
        for (int i = 1; i < count; i++) {
            number = number << 6 | bytes[at + i] & 0x3f;
        }
        return number;
    }

    private static int blockSamples(int code) {
        if (code == 1) {
            return 192;
        }
        return code < 6 ? 144 << code : 1 << code;
    }

    private static int writtenRate(byte[] bytes, int at, int code) {
        return switch (code) {
            case 12 -> bigEndian(bytes, at, 1) * 1_000;
            case 13 -> bigEndian(bytes, at, 2);
            default -> bigEndian(bytes, at, 2) * 10;
        };
    }

    private static int bigEndian(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
}
