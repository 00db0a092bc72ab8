package io.intona.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a {@code fmt} chunk says. Layout (Microsoft, <i>Multiple Channel Audio Data and WAVE Files</i>, 2007), offsets in
 * the chunk: 0 format, 2 channels, 4 sample rate, 8 bytes a second (often wrong, not needed), 12 bytes a frame, 14 bits
 * a sample; if the format is "extensible": 16 size of the extension, 18 valid bits, 20 speakers (not needed), 24 GUID,
 * whose first two bytes are the format. Fewer valid bits than bits are left-justified, so they change nothing.
 *
 * @param encoding of one sample
 * @param channels samples a frame
 */
record WavFormat(SampleEncoding encoding, int channels) {
    private static final int INTEGERS = 1;
    private static final int FLOATS = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int PLAIN_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 40;
    private static final int EXTENSION_BYTES = EXTENSIBLE_BYTES - PLAIN_BYTES - 2;

    /** What follows the format in the GUIDs of integers and floats. */
    private static final byte[] GUID_TAIL = HexFormat.of().parseHex("000000001000800000AA00389B71");

    /** Bytes a frame. */
    int frameBytes() {
        return channels * encoding.bytes();
    }

    /**
     * Reads the start of a chunk, as much of it as is needed, and announces rate and channels.
     *
     * @param input at the chunk's first byte after its header
     * @param size of the chunk, as its header says
     */
    static WavFormat read(AudioInput input, long size, SampleSink sink) throws IOException {
        long at = input.position();
        if (size < PLAIN_BYTES) {
            throw input.fault(at - 4, "fmt chunk of " + size + " bytes", "at least " + PLAIN_BYTES);
        }
        byte[] bytes = new byte[EXTENSIBLE_BYTES];
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        input.readExactly(bytes, 0, PLAIN_BYTES, "the fmt chunk");
        int format = unsigned(fields, 0);
        if (!(format == INTEGERS || format == FLOATS || format == EXTENSIBLE)) {
            throw input.fault(at, "format " + hex(format), "1 (integers), 3 (floats) or 0xFFFE (extensible)");
        }
        int channels = unsigned(fields, 2);
        sink.start(Integer.toUnsignedLong(fields.getInt(4)), at + 4, channels, at + 2);
        int bits = unsigned(fields, 14);
        if (format == EXTENSIBLE) {
            format = readExtension(input, size, at, fields);
        }
        Optional<SampleEncoding> encoding =
                format == INTEGERS ? SampleEncoding.ofIntegers(bits) : SampleEncoding.ofFloats(bits);
        if (encoding.isEmpty()) {
            throw input.fault(
                    at + 14, bits + " bits a sample", format == INTEGERS ? "8, 16, 24 or 32" : "32 or 64 for floats");
        }
        WavFormat result = new WavFormat(encoding.get(), channels);
        int frameBytes = unsigned(fields, 12);
        if (frameBytes != result.frameBytes()) {
            throw input.fault(
                    at + 12,
                    frameBytes + " bytes a frame",
                    result.frameBytes() + " for " + channels + " channels of " + bits + " bits");
        }
        return result;
    }

    /** Reads the extension and returns the format that its GUID names. */
    private static int readExtension(AudioInput input, long size, long at, ByteBuffer fields) throws IOException {
        if (size < EXTENSIBLE_BYTES) {
            throw input.fault(at - 4, "extensible fmt chunk of " + size + " bytes", "at least " + EXTENSIBLE_BYTES);
        }
        input.readExactly(fields.array(), PLAIN_BYTES, EXTENSIBLE_BYTES - PLAIN_BYTES, "the fmt chunk's extension");
        int extensionBytes = unsigned(fields, 16);
        if (extensionBytes < EXTENSION_BYTES) {
            throw input.fault(at + 16, "extension of " + extensionBytes + " bytes", "at least " + EXTENSION_BYTES);
        }
        int bits = unsigned(fields, 14);
        int validBits = unsigned(fields, 18);
        if (!(validBits >= 1 && validBits <= bits)) {
            throw input.fault(at + 18, validBits + " valid bits a sample", "1 to its " + bits + " bits");
        }
        int format = unsigned(fields, 24);
        if (!(format == INTEGERS || format == FLOATS)) {
            throw input.fault(at + 24, "sub-format " + hex(format), "1 (integers) or 3 (floats)");
        }
        byte[] tail = Arrays.copyOfRange(fields.array(), 26, EXTENSIBLE_BYTES);
        if (!Arrays.equals(tail, GUID_TAIL)) {
            throw input.fault(at + 26, "sub-format GUID ending in " + hex(tail), hex(GUID_TAIL));
        }
        return format;
    }

    private static int unsigned(ByteBuffer fields, int offset) {
        return Short.toUnsignedInt(fields.getShort(offset));
    }

    private static String hex(int value) {
        return "0x" + HexFormat.of().withUpperCase().toHexDigits((short) value);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
