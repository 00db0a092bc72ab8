package io.intona.lab.feature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers the sample hash of recordings, so that an unchanged file need not be decoded to be known: one sealed file for
 * each recording, named after its path. An entry counts only for exactly the path, size and time of change it was made
 * for. Safe for several threads and processes: entries are replaced as a whole, and any of them may be lost at any time.
 */
final class SampleIndex {
    /** Ending of its files. */
    static final String ENDING = ".samples";

    /** Raise it when a reader decodes other samples from the same bytes than before: then no entry counts any more. */
    static final int DECODING_VERSION = 1;

    private final Path folder;

    SampleIndex(Path folder) {
        this.folder = folder;
    }

    /**
     * The hash of a recording that was remembered in this state.
     *
     * @throws IOException if its entry cannot be read or is damaged
     */
    Optional<SampleHash> find(FileState state) throws IOException {
        String description = description(state);
        return SealedFile.read(entry(state))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> text.startsWith(description))
                .map(text -> text.substring(description.length()))
                .filter(SampleHash::isHash)
                .map(SampleHash::new);
    }

    void remember(FileState state, SampleHash hash) throws IOException {
        SealedFile.write(entry(state), (description(state) + hash.hex()).getBytes(StandardCharsets.UTF_8));
    }

    private Path entry(FileState state) {
        return folder.resolve(Sha256.hex(state.path().toString()) + ENDING);
    }

    private static String description(FileState state) {
        return "intona sample index\ndecoding " + DECODING_VERSION + "\npath " + state.path() + "\nbytes "
                + state.bytes() + "\nmodified " + state.modifiedNanos() + "\nhash ";
    }
}
