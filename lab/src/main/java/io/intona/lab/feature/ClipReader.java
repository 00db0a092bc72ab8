package io.intona.lab.feature;

import io.intona.audio.AudioClip;
import java.io.IOException;

/** Reads one clip, the same samples each time. */
@FunctionalInterface
public interface ClipReader {
    /**
     * The whole clip at its own sample rate.
     *
     * @throws IOException if it cannot be read; the message names the file
     */
    AudioClip read() throws IOException;
}
