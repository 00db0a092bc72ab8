package io.intona.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * RIFF WAVE: integers of 8, 16, 24 and 32 bits, floats of 32 and 64, plain or extensible, any number of channels.
 *
 * <p>A file is {@code "RIFF" size "WAVE"} and then chunks, each {@code id size content} and one more byte if the size is
 * odd. {@code fmt} must come before {@code data}, other chunks are skipped, and what follows the samples is not looked
 * at. The size after "RIFF" is not believed: recorders that crash or stream leave it wrong while the samples are whole.
 * A {@code data} chunk must hold what it claims, unless it claims 0, 0xFFFFFFFF or 0x7FFFF000, which programs write when
 * they cannot know yet (SoX and eSpeak the last): then the samples go on to the end of the file. Only where a chunk follows
 * that ends within the size after "RIFF" somebody has known all sizes, and 0 means that there are no samples.
 *
 * <p>Stateless and thread-safe.
 */
public final class WavReader implements AudioReader {
    private static final int BLOCK_BYTES = 1 << 14;
    private static final int RIFF_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final long SIZE_UNKNOWN = 0xffff_ffffL;
    private static final long SIZE_UNKNOWN_SOX = 0x7fff_f000L;

    @Override
    public String format() {
        return "WAV";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 4 && text(head, 0).equals("RIFF");
    }

    @Override
    public void decode(AudioInput input, SampleSink sink) throws IOException {
        byte[] header = new byte[RIFF_HEADER_BYTES];
        input.readExactly(header, 0, RIFF_HEADER_BYTES, "a RIFF header");
        if (!text(header, 8).equals("WAVE")) {
            throw input.fault(8, "\"" + text(header, 8) + "\"", "\"WAVE\"");
        }
        long riffSize = size(header);
        Optional<WavFormat> format = Optional.empty();
        while (true) {
            long at = input.position();
            int got = input.readNBytes(header, 0, CHUNK_HEADER_BYTES);
            if (got == 0) {
                throw input.fault(at, "end of file", "a data chunk");
            }
            if (got < CHUNK_HEADER_BYTES) {
                throw input.fault(at, got + " bytes", "a chunk header of " + CHUNK_HEADER_BYTES);
            }
            String id = text(header, 0);
            long size = size(header);
            if (id.equals("data")) {
                if (format.isEmpty()) {
                    throw input.fault(at, "data chunk", "a fmt chunk before it");
                }
                if (size > 0 || !isEmpty(input, riffSize)) {
                    decodeSamples(input, sink, format.get(), size);
                }
                return;
            }
            if (id.equals("fmt ")) {
                if (format.isPresent()) {
                    throw input.fault(at, "a second fmt chunk", "one");
                }
                format = Optional.of(WavFormat.read(input, size, sink));
            }
            skipToEndOfChunk(input, at, id, size);
        }
    }

    private static void skipToEndOfChunk(AudioInput input, long at, String id, long size) throws IOException {
        long content = at + CHUNK_HEADER_BYTES;
        long padded = content + size + (size & 1);
        input.skip(padded - input.position());
        if (input.position() < content + size) {
            throw input.fault(
                    at + 4,
                    "chunk \"" + id + "\" of " + size + " bytes",
                    "no more than the " + (input.position() - content) + " that follow");
        }
    }

    /** Whether there are no samples after a data chunk's header that claims 0 bytes, but the end or another chunk. */
    private static boolean isEmpty(AudioInput input, long riffSize) throws IOException {
        byte[] next = input.peek(CHUNK_HEADER_BYTES);
        if (next.length < CHUNK_HEADER_BYTES) {
            return next.length == 0;
        }
        long end = input.position() + CHUNK_HEADER_BYTES + size(next);
        return riffSize != SIZE_UNKNOWN
                && end <= CHUNK_HEADER_BYTES + riffSize
                && !text(next, 0).contains(".");
    }

    private static void decodeSamples(AudioInput input, SampleSink sink, WavFormat format, long size)
            throws IOException {
        long at = input.position();
        boolean open = size == 0 || size == SIZE_UNKNOWN || size == SIZE_UNKNOWN_SOX;
        int frameBytes = format.frameBytes();
        if (!open && size % frameBytes != 0) {
            throw input.fault(at - 4, size + " bytes of samples", "a multiple of the " + frameBytes + " a frame");
        }
        if (input.bytesLeft() < frameBytes) {
            throw input.fault(
                    at, input.bytesLeft() + " bytes of samples", "at least the " + frameBytes + " of a frame");
        }
        sink.expect((open ? input.bytesLeft() : size) / frameBytes);
        int blockFrames = Math.max(1, BLOCK_BYTES / frameBytes);
        ByteBuffer bytes = ByteBuffer.allocate(blockFrames * frameBytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[blockFrames * format.channels()];
        long left = open ? Long.MAX_VALUE : size;
        int wanted;
        int got;
        do {
            long blockAt = input.position();
            wanted = (int) Math.min(bytes.capacity(), left);
            got = input.readNBytes(bytes.array(), 0, wanted);
            int frames = got / frameBytes;
            format.encoding().decode(bytes, samples, frames * format.channels());
            checkMagnitudes(input, samples, frames * format.channels(), blockAt, format.encoding());
            sink.accept(samples, frames);
            left -= got;
        } while (got == wanted && left > 0);
        if (!open && left > 0) {
            throw input.fault(input.position(), "end of file", left + " more bytes of samples");
        }
        if (got % frameBytes != 0) {
            throw input.fault(
                    input.position(), "end of file " + got % frameBytes + " bytes into a frame", "whole frames");
        }
    }

    /** Once more in the sink, but here it is known where. */
    private static void checkMagnitudes(AudioInput input, float[] samples, int count, long at, SampleEncoding encoding)
            throws AudioFormatException {
        for (int i = 0; i < count; i++) {
            if (!(Math.abs(samples[i]) <= SampleSink.MAX_MAGNITUDE)) {
                throw input.fault(
                        at + (long) i * encoding.bytes(),
                        "sample " + samples[i],
                        "a number from -" + SampleSink.MAX_MAGNITUDE + " to " + SampleSink.MAX_MAGNITUDE);
            }
        }
    }

    /** What a chunk's header, or the file's, says to follow it. */
    private static long size(byte[] header) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
    }

    private static String text(byte[] bytes, int offset) {
        return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    }
}
