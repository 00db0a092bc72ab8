package io.intona.lab.corpus;

import io.intona.audio.AudioClip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the samples of an utterance come from: a file, or a synthesis. Reading is repeatable and thread-safe. */
@FunctionalInterface
public interface ClipSource {
    /**
     * The whole clip at its own sample rate; the same samples each time.
     *
     * @throws IOException if it cannot be read; the message names the file
     */
    AudioClip read() throws IOException;

    /** The file behind it, if there is one. */
    default Optional<Path> file() {
        return Optional.empty();
    }
}
