package io.intona.app.web;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Samples out of bytes that come in pieces, which may be cut within a sample. Not thread-safe. */
final class PcmDecoder {
    private final Encoding encoding;
    private byte[] rest = {}; // of a sample that is not whole yet

    /** How a sample is written, little-endian. */
    enum Encoding {
        /** Integers of 16 bits. */
        S16LE(2),
        /** Floats of 32 bits. */
        F32LE(4);

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }
    }

    PcmDecoder(Encoding encoding) {
        this.encoding = encoding;
    }

    /** The samples that are whole now. */
    float[] decode(ByteBuffer bytes) {
        ByteBuffer all = ByteBuffer.allocate(rest.length + bytes.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        all.put(rest).put(bytes).flip();
        float[] samples = new float[all.remaining() / encoding.bytes];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = switch (encoding) {
                case S16LE -> all.getShort() / 32_768f;
                case F32LE -> all.getFloat();
            };
        }
        rest = new byte[all.remaining()];
        all.get(rest);
        return samples;
    }

    /** Whether the last sample was cut. */
    boolean isWithinSample() {
        return rest.length > 0;
    }
}
