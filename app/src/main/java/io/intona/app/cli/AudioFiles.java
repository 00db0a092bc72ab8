package io.intona.app.cli;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The recordings that a command line names: files as they are, folders with all recordings below them. */
final class AudioFiles {
    private static final Set<String> ENDINGS = Set.of("wav", "wave", "flac", "mp3", "ogg", "oga");

    private AudioFiles() {}

    /**
     * One recording.
     *
     * @param file as it was named
     * @param within its path below the folder that was named, or its name
     */
    record Found(Path file, Path within) {}

    /**
     * In the order given, each folder's in the order of their names. Files need not exist or be recordings: whoever reads
     * them says so.
     *
     * @throws IOException if a folder has no recordings
     */
    static List<Found> find(List<Path> named) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path path : named) {
            if (!Files.isDirectory(path)) {
                found.add(new Found(path, path.getFileName()));
                continue;
            }
            List<Found> inside = inside(path);
            if (inside.isEmpty()) {
                throw new IOException(path + ": no recordings in this folder, expected files such as .wav or .flac");
            }
            found.addAll(inside);
        }
        return found;
    }

    /**
     * The samples of a recording.
     *
     * @throws IOException if it cannot be read; the sentence begins with the file as it was named
     */
    private static AudioClip read(Path file) throws IOException {
        try {
            return AudioReader.read(file);
        } catch (AudioFormatException e) {
            throw new IOException(file + ": byte " + e.offset() + ": " + e.found() + ", expected " + e.expected(), e);
        }
    }

    /**
     * What is computed from a recording.
     *
     * @throws IOException if it cannot be read, or not be worked on: it has no samples, or too many for the memory there
     *     is; the sentence begins with the file as it was named
     */
    static <T> T hear(Path file, Function<AudioClip, T> work) throws IOException {
        try {
            return work.apply(read(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError | ArithmeticException e) { // an array too long for the heap, or for Java
            throw new IOException(file + ": " + Failures.NO_MEMORY + ", or cut the recording", e);
        }
    }

    private static List<Found> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> isRecording(folder.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .map(file -> new Found(file, folder.relativize(file)))
                    .toList();
        }
    }

    private static boolean isRecording(Path within) {
        for (Path part : within) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = within.toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
