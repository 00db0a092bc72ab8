package io.intona.audio;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds WAV files chunk by chunk, right or wrong. Sizes are what is said, contents are what is there. */
final class WavBytes {
    static final String PCM_GUID = "0100000000001000800000AA00389B71";
    static final String FLOAT_GUID = "0300000000001000800000AA00389B71";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private boolean sized;

    private WavBytes() {}

    /** A file that says it is of the right size, with "WAVE" and no chunks yet. */
    static WavBytes riff() {
        WavBytes file = new WavBytes().text("RIFF").u32(0).text("WAVE");
        file.sized = true;
        return file;
    }

    static WavBytes raw(String hex) {
        return new WavBytes().hex(hex);
    }

    /** A plain fmt chunk of 16 bytes. */
    WavBytes fmt(int format, int channels, long rate, int frameBytes, int bits) {
        return text("fmt ").u32(16).fields(format, channels, rate, frameBytes, bits);
    }

    /** An extensible fmt chunk of 40 bytes. */
    WavBytes extensible(int channels, int frameBytes, int bits, int extensionBytes, int validBits, String guid) {
        return text("fmt ")
                .u32(40)
                .fields(0xfffe, channels, 48_000, frameBytes, bits)
                .u16(extensionBytes)
                .u16(validBits)
                .u32(0)
                .hex(guid);
    }

    WavBytes fields(int format, int channels, long rate, int frameBytes, int bits) {
        return u16(format)
                .u16(channels)
                .u32(rate)
                .u32(rate * frameBytes)
                .u16(frameBytes)
                .u16(bits);
    }

    /** A chunk of that size and content, not padded. */
    WavBytes chunk(String id, long size, String hex) {
        return text(id).u32(size).hex(hex);
    }

    /** A chunk of that content, whose size is right, not padded. */
    WavBytes chunk(String id, String hex) {
        return chunk(id, HexFormat.of().parseHex(hex).length, hex);
    }

    WavBytes chunk(String id, byte[] content) {
        return chunk(id, HexFormat.of().formatHex(content));
    }

    WavBytes text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    WavBytes hex(String hex) {
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        return this;
    }

    WavBytes u16(int value) {
        bytes.write(value);
        bytes.write(value >> 8);
        return this;
    }

    WavBytes u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    /** The file. */
    byte[] bytes() {
        byte[] file = bytes.toByteArray();
        if (sized) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
        }
        return file;
    }

    /** What the reader makes of it, as {@code a.wav}. */
    AudioClip read() throws IOException {
        return read(AudioLimits.DEFAULT);
    }

    AudioClip read(AudioLimits limits) throws IOException {
        return AudioReader.read(new ByteArrayInputStream(bytes()), "a.wav", limits);
    }
}
