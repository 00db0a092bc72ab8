package io.intona.audio;

import java.io.IOException;

/**
 * A recording that cannot be read. The message names the file, the byte where reading stopped making sense, what was
 * found there and what was expected: {@code a.wav: byte 22: 0 channels, expected 1 to 65535}.
 */
public sealed class AudioFormatException extends IOException permits AudioLimitException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final String found;
    private final String expected;

    /**
     * @param file name of the file, without its folder
     * @param offset in bytes from the start of the file
     * @param found what is there
     * @param expected what would have been right
     */
    public AudioFormatException(String file, long offset, String found, String expected) {
        super(file + ": byte " + offset + ": " + found + ", expected " + expected);
        this.file = file;
        this.offset = offset;
        this.found = found;
        this.expected = expected;
    }

    /** Name of the file, without its folder. */
    public String file() {
        return file;
    }

    /** Where, in bytes from the start of the file. */
    public long offset() {
        return offset;
    }

    /** What is there. */
    public String found() {
        return found;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }
}
