package io.intona.audio;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How a WAV file stores one sample, little-endian. Integers become floats by dividing by their full scale. */
enum SampleEncoding {
    UNSIGNED_8(1),
    SIGNED_16(2),
    SIGNED_24(3),
    SIGNED_32(4),
    FLOAT_32(4),
    FLOAT_64(8);

    private final int bytes;

    SampleEncoding(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes a sample. */
    int bytes() {
        return bytes;
    }

    /** The encoding of integers of so many bits. */
    static Optional<SampleEncoding> ofIntegers(int bits) {
        return switch (bits) {
            case 8 -> Optional.of(UNSIGNED_8);
            case 16 -> Optional.of(SIGNED_16);
            case 24 -> Optional.of(SIGNED_24);
            case 32 -> Optional.of(SIGNED_32);
            default -> Optional.empty();
        };
    }

    /** The encoding of floating-point numbers of so many bits. */
    static Optional<SampleEncoding> ofFloats(int bits) {
        return switch (bits) {
            case 32 -> Optional.of(FLOAT_32);
            case 64 -> Optional.of(FLOAT_64);
            default -> Optional.empty();
        };
    }

    /**
     * Decodes {@code count} samples.
     *
     * @param in little-endian, read from index 0
     */
    void decode(ByteBuffer in, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = switch (this) {
                case UNSIGNED_8 -> ((in.get(i) & 0xff) - 128) / 128f;
                case SIGNED_16 -> in.getShort(2 * i) / 32_768f;
                case SIGNED_24 -> signed24(in, 3 * i) / 8_388_608f;
                case SIGNED_32 -> in.getInt(4 * i) / 2_147_483_648f;
                case FLOAT_32 -> in.getFloat(4 * i);
                case FLOAT_64 -> (float) in.getDouble(8 * i);
            };
        }
    }

    private static int signed24(ByteBuffer in, int at) {
        return in.get(at) & 0xff | (in.get(at + 1) & 0xff) << 8 | in.get(at + 2) << 16;
    }
}
