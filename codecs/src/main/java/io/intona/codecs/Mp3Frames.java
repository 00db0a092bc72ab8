package io.intona.codecs;

import io.intona.audio.AudioInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The frames of an MP3 file, one after the other, whole. To the decoder it is an input stream that ends with the frame;
 * {@link #next} goes on to the next one.
 *
 * <p>A frame tells its own length, so the next one begins where it ends: something else there is damage, found here with
 * its place, where a decoder would search on for what looks like a frame. Tags before the frames (ID3v2, and zeros behind
 * them) and behind them (ID3v1, APE, Lyrics3, zeros) are passed over.
 */
final class Mp3Frames extends InputStream {
    private static final int ID3_HEADER_BYTES = 10;
    private static final int ID3_FOOTER_FLAG = 0x10;
    private static final Set<String> TAGS_BEHIND = Set.of("TAG", "APE", "LYR", "ID3");

    private final AudioInput input;
    private final byte[] frame = new byte[1 << 12]; // the longest there is has 1441
    private Optional<Mp3Header> header = Optional.empty(); // of the current frame
    private long offset;
    private int read; // what the decoder has taken
    private int end; // of the frame

    /** The frames from the start of the file. */
    Mp3Frames(AudioInput input) {
        this.input = input;
    }

    /** Goes on to the next frame; false behind the last. */
    boolean next() throws IOException {
        offset = input.position();
        int got = input.readNBytes(frame, 0, Mp3Header.BYTES);
        if (header.isEmpty()) {
            got = skipTagsBefore(got);
        }
        read = 0;
        end = 0;
        if (got == 0 || got >= 3 && TAGS_BEHIND.contains(text()) || isRestZero(got)) {
            return false;
        }
        if (got < Mp3Header.BYTES) {
            throw input.fault(offset, got + " bytes", "a frame's header of " + Mp3Header.BYTES);
        }
        Optional<Mp3Header> found = Mp3Header.parse(frame, 0);
        if (found.isEmpty()) {
            throw input.fault(offset, "no frame", "the header of an MPEG layer III frame of told bit rate");
        }
        if (header.isPresent() && !found.get().fits(header.get())) {
            throw input.fault(offset, "a frame of " + what(found.get()), what(header.get()));
        }
        header = found;
        end = found.get().bytes();
        input.readExactly(frame, Mp3Header.BYTES, end - Mp3Header.BYTES, "a frame");
        return true;
    }

    /** What the current frame says of itself. */
    Mp3Header header() {
        return header.orElseThrow();
    }

    /** Byte of the file where the current frame starts. */
    long offset() {
        return offset;
    }

    /** The current frame, from the array's first byte on. */
    byte[] bytes() {
        return frame;
    }

    private static String what(Mp3Header header) {
        return header.samples() + " samples, " + header.channels() + " channels at " + header.sampleRateHz() + " Hz";
    }

    private String text() {
        return new String(frame, 0, 3, StandardCharsets.US_ASCII);
    }

    /** With the first bytes of the file in the buffer; leaves there the first that belong to no tag. */
    private int skipTagsBefore(int got) throws IOException {
        while (got == Mp3Header.BYTES && text().equals("ID3")) {
            input.readExactly(frame, got, ID3_HEADER_BYTES - got, "an ID3 tag's header");
            long size = 0;
            for (int i = 6; i < ID3_HEADER_BYTES; i++) {
                if (frame[i] < 0) {
                    throw input.fault(offset + i, "a size with its high bits set", "an ID3 tag's size, which has none");
                }
                size = size << 7 | frame[i];
            }
            size += (frame[5] & ID3_FOOTER_FLAG) != 0 ? ID3_HEADER_BYTES : 0;
            long skipped = input.skip(size);
            if (skipped < size) {
                throw input.fault(
                        offset + 6, "an ID3 tag of " + size + " bytes", "no more than the " + skipped + " that follow");
            }
            offset = input.position();
            got = input.readNBytes(frame, 0, Mp3Header.BYTES);
        }
        while (got == Mp3Header.BYTES && frame[0] == 0 && offset > 0) {
            System.arraycopy(frame, 1, frame, 0, Mp3Header.BYTES - 1);
            offset++;
            got = Mp3Header.BYTES - 1 + input.readNBytes(frame, Mp3Header.BYTES - 1, 1);
        }
        return got;
    }

    /** Whether there are only zeros to the end of the file. */
    private boolean isRestZero(int got) throws IOException {
        if (frame[0] != 0) {
            return false;
        }
        for (int i = 0; i < got; i++) {
            if (frame[i] != 0) {
                return false;
            }
        }
        int next;
        do {
            next = input.read();
        } while (next == 0);
        if (next > 0) {
            throw input.fault(offset, "zeros", "the header of an MPEG layer III frame of told bit rate");
        }
        return true;
    }

    @Override
    public int read() {
        return read < end ? frame[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] destination, int at, int count) {
        if (read == end) {
            return -1;
        }
        int taken = Math.min(count, end - read);
        System.arraycopy(frame, read, destination, at, taken);
        read += taken;
        return taken;
    }
}
