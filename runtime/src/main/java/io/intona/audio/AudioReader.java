package io.intona.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * One file format. The readers that are present are found by {@link java.util.ServiceLoader}: the runtime brings WAV, the
 * module {@code codecs} adds others, and so can anyone. A reader only decodes: the limits, the averaging of channels and
 * the memory for samples are {@link SampleSink}'s, the same for every format. Readers have no state and are thread-safe.
 *
 * <p>{@link #read(Path)} is the front door: a file in, an {@link AudioClip} out.
 */
public interface AudioReader {
    /** How many bytes of a file's start {@link #recognises} gets to see, fewer if the file is shorter. */
    int HEAD_BYTES = 64;

    /** What people call the format, such as {@code WAV}. */
    String format();

    /**
     * Whether a file that starts so is of this format, by its signature alone: everything else is for {@link #decode} to
     * check.
     *
     * @param head the first {@value #HEAD_BYTES} bytes, fewer if the file is shorter
     */
    boolean recognises(byte[] head);

    /**
     * Decodes a recording from its first byte.
     *
     * @param input at the start of a file that {@link #recognises} accepted
     * @param sink told the format once, then given the samples in order
     * @throws AudioFormatException if the file is malformed
     * @throws IOException if it cannot be read
     */
    void decode(AudioInput input, SampleSink sink) throws IOException;

    /**
     * Reads a recording, within {@link AudioLimits#DEFAULT}.
     *
     * @param file of any format whose reader is present
     * @return its samples, channels averaged, at the file's own rate
     * @throws AudioFormatException if the format is unknown, or the file malformed, empty or beyond the limits
     * @throws IOException if it cannot be read
     */
    static AudioClip read(Path file) throws IOException {
        return read(file, AudioLimits.DEFAULT);
    }

    /**
     * Reads a recording, within limits.
     *
     * @param file of any format whose reader is present
     * @param limits on the file's size and the recording's length
     * @return its samples, channels averaged, at the file's own rate
     * @throws AudioFormatException if the format is unknown, or the file malformed, empty or beyond the limits
     * @throws IOException if it cannot be read
     */
    static AudioClip read(Path file, AudioLimits limits) throws IOException {
        return AudioFormats.read(file, limits);
    }

    /**
     * Reads a recording without keeping it: memory is constant, whatever its length. If it turns out to be malformed, what
     * came before has already been told.
     *
     * @param file of any format whose reader is present
     * @param limits on the file's size and the recording's length
     * @param listener told the rate, then the samples
     * @throws AudioFormatException if the format is unknown, or the file malformed, empty or beyond the limits
     * @throws IOException if it cannot be read
     */
    static void listen(Path file, AudioLimits limits, SampleListener listener) throws IOException {
        AudioFormats.listen(file, limits, listener);
    }

    /**
     * Reads a recording from a stream, such as an upload, without a file. Reads on to the stream's end or as far as the
     * format needs, and does not close it.
     *
     * @param stream at the recording's first byte; need not be buffered
     * @param name what errors call it
     * @param limits on its bytes and the recording's length
     * @return its samples, channels averaged, at the recording's own rate
     * @throws AudioFormatException if the format is unknown, or the recording malformed, empty or beyond the limits
     * @throws IOException if the stream cannot be read
     */
    static AudioClip read(InputStream stream, String name, AudioLimits limits) throws IOException {
        return AudioFormats.read(stream, name, limits);
    }
}
