package io.intona.app.cli;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The recordings that a command line names: files as they are, folders with all recordings below them, and what patterns
 * such as {@code 'calls/*.mp3'} fit that no shell has taken before.
 */
final class AudioFiles {
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");

    private AudioFiles() {}

    /**
     * One recording, or why there is none.
     *
     * @param file as it was named, or found below the folder that was named
     * @param within its path below that folder, or its name; empty if there is none
     * @param trouble why the name leads to nothing
     */
    record Found(Path file, Path within, Optional<IOException> trouble) {
        static Found recording(Path file, Path within) {
            return new Found(file, within, Optional.empty());
        }

        static Found nothing(Path named, IOException trouble) {
            return new Found(named, Path.of(""), Optional.of(trouble));
        }

        /**
         * The recording.
         *
         * @throws IOException if there is none
         */
        Path recording() throws IOException {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            return file;
        }
    }

    /**
     * In the order given, each folder's in the order of their names; a name that leads to nothing has its place among them.
     * Files need not exist or be recordings: whoever reads them says so.
     */
    static List<Found> find(List<Path> named) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                found.addAll(orElse(
                        FolderWalk.below(path),
                        path,
                        "no recordings in this folder, expected files such as .wav or .flac"));
            } else if (isWild(path) && !Files.exists(path)) {
                found.addAll(fitting(path));
            } else {
                found.add(Found.recording(path, path.getFileName()));
            }
        }
        return found;
    }

    /** What was found, or what to say if it is nothing. */
    private static List<Found> orElse(List<Found> found, Path named, String sentence) {
        return found.isEmpty() ? List.of(Found.nothing(named, new IOException(named + ": " + sentence))) : found;
    }

    private static boolean isWild(Path path) {
        return WILD.matcher(path.toString()).find();
    }

    /** The recordings that fit a pattern, below the folder up to which it names no pattern. */
    private static List<Found> fitting(Path pattern) throws IOException {
        Path folder = pattern.getRoot() == null ? Path.of("") : pattern.getRoot();
        List<String> glob = new ArrayList<>();
        for (Path name : pattern) {
            if (glob.isEmpty() && !isWild(name)) {
                folder = folder.resolve(name);
            } else {
                glob.add(name.toString());
            }
        }
        try {
            List<Found> found = Files.isDirectory(folder) ? FolderWalk.below(folder, glob) : List.of();
            return orElse(found, pattern, "no such file, and no recordings fit this pattern");
        } catch (PatternSyntaxException e) {
            return orElse(List.of(), pattern, "no such file, and a broken pattern, expected one such as 'calls/*.mp3'");
        }
    }

    /**
     * What is computed from a recording.
     *
     * @throws IOException if it cannot be read, or not be worked on: it has no samples, or too many for the memory there
     *     is; the sentence begins with the file as it was named
     */
    static <T> T hear(Path file, Function<AudioClip, T> work) throws IOException {
        return attempt(file, () -> work.apply(AudioReader.read(file)));
    }

    /** What is computed from a recording in some way of its own. */
    interface Work<T> {
        T result() throws IOException;
    }

    /** The same for work that reads the recording itself. */
    static <T> T attempt(Path file, Work<T> work) throws IOException {
        try {
            return work.result();
        } catch (AudioFormatException e) {
            throw new IOException(file + ": byte " + e.offset() + ": " + e.found() + ", expected " + e.expected(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new IOException(file + ": " + Failures.NO_MEMORY + ", or cut the recording", e);
        }
    }
}
