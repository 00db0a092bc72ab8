package io.intona.audio;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one recording: knows its name and how far it has been read, so that every error can say where, and ends
 * the reading at the limit on bytes. Not thread-safe.
 */
public final class AudioInput extends InputStream {
    /** Bytes that a recording of unknown size is taken to have left. */
    private static final long UNKNOWN_LEFT = 1 << 16;

    private final InputStream bytes; // supports mark
    private final String name;
    private final long length; // in bytes, negative if unknown
    private final long maxBytes;
    private long position;

    private AudioInput(InputStream bytes, String name, long length, AudioLimits limits) {
        this.bytes = bytes;
        this.name = name;
        this.length = length;
        this.maxBytes = limits.bytes();
    }

    /** A file of known size; {@code bytes} must support mark. */
    static AudioInput ofFile(InputStream bytes, String name, long length, AudioLimits limits)
            throws AudioFormatException {
        AudioInput input = new AudioInput(bytes, name, length, limits);
        if (!(length <= limits.bytes())) {
            throw input.beyond(
                    AudioLimits.Kind.BYTES, 0, "a file of " + length + " bytes", "at most " + limits.bytes());
        }
        return input;
    }

    /** A stream of unknown size; {@code bytes} must support mark. */
    static AudioInput ofStream(InputStream bytes, String name, AudioLimits limits) {
        return new AudioInput(bytes, name, -1, limits);
    }

    /** What errors call the recording. */
    public String name() {
        return name;
    }

    /** How many bytes have been read. */
    public long position() {
        return position;
    }

    /** How many bytes may follow: what is left of a file, a small guess for a stream. Memory may be asked for so many. */
    long bytesLeft() {
        return length >= 0 ? Math.max(0, length - position) : UNKNOWN_LEFT; // a file may grow while it is read
    }

    /** The next bytes without reading them, fewer at the end. */
    byte[] peek(int count) throws IOException {
        bytes.mark(count);
        byte[] head = bytes.readNBytes(count);
        bytes.reset();
        return head;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int got = bytes.read(buffer, offset, count);
        if (got < 0) {
            return got;
        }
        position += got;
        if (!(position <= maxBytes)) {
            throw beyond(AudioLimits.Kind.BYTES, maxBytes, "more bytes", "at most " + maxBytes);
        }
        return got;
    }

    /**
     * Reads exactly {@code count} bytes.
     *
     * @param what they are, for the error
     * @throws AudioFormatException if the file ends before
     */
    public void readExactly(byte[] buffer, int offset, int count, String what) throws IOException {
        int got = readNBytes(buffer, offset, count);
        if (got < count) {
            throw fault(position, "end of file", (count - got) + " more bytes of " + what);
        }
    }

    /** The error that something at a byte of this recording is wrong. */
    public AudioFormatException fault(long offset, String found, String expected) {
        return new AudioFormatException(name, offset, found, expected);
    }

    /** The error that this recording passes a limit. */
    AudioLimitException beyond(AudioLimits.Kind limit, long offset, String found, String expected) {
        return new AudioLimitException(limit, name, offset, found, expected);
    }
}
