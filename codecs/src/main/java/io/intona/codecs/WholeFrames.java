package io.intona.codecs;

import io.intona.audio.AudioInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The frames of a FLAC stream, one after the other, each only once its checksum holds. To the decoder it is an input
 * stream that ends with the frame; {@link #next} goes on to the next one.
 *
 * <p>A frame does not say how long it is, and decoding is the only sure way to know. But where a frame ends, its CRC-16
 * comes out as 0, and there either the file ends or another header follows, with its sync code and its CRC-8. All three
 * together happen by chance once in 2⁴⁰ bytes. So damage is found here, with its place, and the decoder, which would
 * replace a damaged frame by silence, search on for the next, or fail in some other way, never sees it.
 */
final class WholeFrames extends InputStream {
    private static final int BUFFER_BYTES = 1 << 15;

    private final AudioInput input;
    private final StreamInfo info;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferOffset; // byte of the file at buffer[0]
    private int start; // of the current frame in the buffer
    private int end; // of the current frame
    private int limit; // of the bytes in the buffer
    private int read; // what the decoder has taken
    private int samples; // of a channel in the current frame
    private long frames; // before the current one
    private long samplesBefore; // of a channel, before the current frame

    /** The frames from where {@code input} is. */
    WholeFrames(AudioInput input, StreamInfo info) {
        this.input = input;
        this.info = info;
        this.bufferOffset = input.position();
    }

    /** Goes on to the next frame; false at the end of the file. */
    boolean next() throws IOException {
        if (end > 0) {
            frames++;
            samplesBefore += samples;
            samples = 0;
        }
        start = end;
        read = start;
        if (!available(1)) {
            return false;
        }
        available(FrameHeader.MAX_BYTES);
        FrameHeader header = header();
        samples = header.samples();
        int bytes = length(header); // may move the start
        end = start + bytes;
        return true;
    }

    /** Byte of the file where the current frame starts. */
    long offset() {
        return bufferOffset + start;
    }

    /** Samples a channel in the current frame. */
    int samples() {
        return samples;
    }

    /** Samples a channel up to the end of the current frame. */
    long samplesSoFar() {
        return samplesBefore + samples;
    }

    private FrameHeader header() throws IOException {
        if (!FrameHeader.sync(buffer, start, limit)) {
            throw input.fault(offset(), "no frame", "the sync code FF F8 or FF F9");
        }
        Optional<FrameHeader> parsed = FrameHeader.parse(buffer, start, limit);
        if (parsed.isEmpty()) {
            throw input.fault(offset(), "a damaged frame header", "one whose checksum holds");
        }
        FrameHeader header = parsed.get();
        long expected = header.bySample() ? samplesBefore : frames;
        if (header.number() != expected) {
            throw input.fault(offset(), "frame number " + header.number(), "number " + expected);
        }
        if (!(header.samples() <= info.maxBlock())) {
            throw input.fault(offset(), "a frame of " + header.samples() + " samples", "at most " + info.maxBlock());
        }
        if (header.channels() != info.channels()) {
            throw input.fault(offset(), "a frame of " + header.channels() + " channels", info.channels() + "");
        }
        if (!(header.bits() == 0 || header.bits() == info.bits())) {
            throw input.fault(offset(), "a frame of " + header.bits() + " bits a sample", info.bits() + "");
        }
        if (!(header.sampleRateHz() == 0 || header.sampleRateHz() == info.sampleRateHz())) {
            throw input.fault(offset(), "a frame at " + header.sampleRateHz() + " Hz", info.sampleRateHz() + " Hz");
        }
        return header;
    }

    /** Length of the current frame in bytes. */
    private int length(FrameHeader header) throws IOException {
        int most = mostBytes(header);
        int damagedHeaderAt = 0; // where the checksum holds and a sync code follows, but not a good header
        int crc = 0;
        for (int at = 0; at < most; at++) {
            available(at + FrameHeader.MAX_BYTES);
            if (start + at == limit) {
                if (crc == 0 && (damagedHeaderAt == 0 || last())) {
                    return at;
                }
                break;
            }
            if (at > 0 && crc == 0 && FrameHeader.sync(buffer, start + at, limit)) {
                Optional<FrameHeader> next = FrameHeader.parse(buffer, start + at, limit);
                if (next.isPresent()) {
                    return damagedHeaderAt == 0 || follows(next.get()) ? at : damagedHeaderAt;
                }
                damagedHeaderAt = damagedHeaderAt == 0 ? at : damagedHeaderAt;
            }
            crc = Checksums.crc16(crc, buffer[start + at]);
        }
        if (damagedHeaderAt == 0) {
            throw input.fault(offset(), "a damaged or incomplete frame", "one whose checksum holds");
        }
        return damagedHeaderAt;
    }

    private boolean last() {
        return info.samples() == 0 || samplesSoFar() >= info.samples();
    }

    private boolean follows(FrameHeader next) {
        return next.number() == (next.bySample() ? samplesSoFar() : frames + 1);
    }

    /** Twice what a frame takes that stores its samples as they are, which no encoder in its right mind exceeds. */
    private int mostBytes(FrameHeader header) {
        return FrameHeader.MAX_BYTES + 2 * header.channels() * (header.samples() * (info.bits() + 1) / 8 + 8);
    }

    /** Reads on until the buffer holds so many bytes from the start of the frame, or says that the file ends before. */
    private boolean available(int count) throws IOException {
        while (limit - start < count) {
            if (limit == buffer.length) {
                makeRoom();
            }
            int got = input.read(buffer, limit, buffer.length - limit);
            if (got < 0) {
                return false;
            }
            limit += got;
        }
        return true;
    }

    private void makeRoom() {
        if (start == 0) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        bufferOffset += start;
        limit -= start;
        end = 0;
        read = 0;
        start = 0;
    }

    @Override
    public int read() {
        return read < end ? buffer[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] destination, int offset, int count) {
        if (read == end) {
            return -1;
        }
        int taken = Math.min(count, end - read);
        System.arraycopy(buffer, read, destination, offset, taken);
        read += taken;
        return taken;
    }
}
