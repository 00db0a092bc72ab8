package io.intona.audio;

import io.intona.file.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes a clip as a mono WAV file, whole or not at all: beside its destination under another name, then renamed.
 * Integers are the nearest to sample × full scale, so that what {@link WavReader} read from integers of no more bits
 * comes back bit for bit; samples beyond full scale are clipped. Stateless and thread-safe.
 */
public final class WavWriter {
    /** How samples are stored. */
    public enum Encoding {
        /** Integers of 16 bits. */
        PCM_16(2),
        /** Integers of 24 bits. */
        PCM_24(3),
        /** Floating-point numbers of 32 bits: every clip comes back bit for bit. */
        FLOAT_32(4);

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }
    }

    private static final int BLOCK_SAMPLES = 1 << 14;

    /** Bytes of a float file between the size after "RIFF" and the samples. */
    private static final int MOST_HEADER_BYTES = 50;

    private WavWriter() {}

    /**
     * Writes a file, replacing one that is there.
     *
     * @param clip of fewer than 4 GiB in this encoding
     * @param file in a folder that exists
     * @throws IllegalArgumentException if the clip is too long for the format
     * @throws IOException if the file cannot be written; what was there before is untouched
     */
    public static void write(AudioClip clip, Path file, Encoding encoding) throws IOException {
        byte[] header = header(clip.length(), clip.sampleRateHz(), encoding);
        WholeFile.write(file, out -> {
            out.write(header);
            writeSamples(clip, out, encoding);
        });
    }

    private static void writeSamples(AudioClip clip, OutputStream out, Encoding encoding) throws IOException {
        float[] samples = new float[BLOCK_SAMPLES];
        byte[] block = new byte[BLOCK_SAMPLES * encoding.bytes];
        for (int from = 0; from < clip.length(); from += BLOCK_SAMPLES) {
            int count = Math.min(BLOCK_SAMPLES, clip.length() - from);
            clip.copyTo(from, samples, 0, count);
            ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                put(bytes, samples[i], encoding);
            }
            out.write(block, 0, bytes.position());
        }
        if ((long) clip.length() * encoding.bytes % 2 == 1) {
            out.write(0);
        }
    }

    private static void put(ByteBuffer bytes, float sample, Encoding encoding) {
        switch (encoding) {
            case PCM_16 -> bytes.putShort((short) integer(sample, 1 << 15));
            case PCM_24 -> {
                int value = integer(sample, 1 << 23);
                bytes.putShort((short) value).put((byte) (value >> 16));
            }
            case FLOAT_32 -> bytes.putFloat(sample);
        }
    }

    private static int integer(float sample, int fullScale) {
        return (int) Math.rint(Math.max(-fullScale, Math.min(fullScale - 1.0, (double) sample * fullScale)));
    }

    /** Everything before the samples. Floats need a longer {@code fmt} chunk and a {@code fact} chunk. */
    static byte[] header(int samples, int sampleRateHz, Encoding encoding) {
        long dataBytes = (long) samples * encoding.bytes;
        if (!(dataBytes + MOST_HEADER_BYTES + 1 <= 0xffff_ffffL)) {
            throw new IllegalArgumentException(
                    samples + " samples need " + dataBytes + " bytes, expected fewer than 4 GiB in a WAV file");
        }
        boolean floats = encoding == Encoding.FLOAT_32;
        int headerBytes = floats ? 58 : 44;
        ByteBuffer header = ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (headerBytes - 8 + dataBytes + dataBytes % 2));
        header.put(ascii("WAVEfmt ")).putInt(floats ? 18 : 16);
        header.putShort((short) (floats ? 3 : 1)).putShort((short) 1);
        header.putInt(sampleRateHz).putInt(sampleRateHz * encoding.bytes);
        header.putShort((short) encoding.bytes).putShort((short) (8 * encoding.bytes));
        if (floats) {
            header.putShort((short) 0).put(ascii("fact")).putInt(4).putInt(samples);
        }
        return header.put(ascii("data")).putInt((int) dataBytes).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
