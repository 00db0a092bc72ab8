package io.intona.app.cli;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recordings that a command line names: files as they are, folders with all recordings below them, and what patterns
 * such as {@code 'calls/*.mp3'} fit that no shell has taken before.
 */
final class AudioFiles {
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");
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
            if (Files.isDirectory(path)) {
                List<Found> inside = inside(path, within -> true);
                if (inside.isEmpty()) {
                    throw new IOException(
                            path + ": no recordings in this folder, expected files such as .wav or .flac");
                }
                found.addAll(inside);
            } else if (isWild(path) && !Files.exists(path)) {
                List<Found> fitting = fitting(path);
                if (fitting.isEmpty()) {
                    throw new IOException(path + ": no recordings fit this pattern");
                }
                found.addAll(fitting);
            } else {
                found.add(new Found(path, path.getFileName()));
            }
        }
        return found;
    }

    private static boolean isWild(Path path) {
        return WILD.matcher(path.toString()).find();
    }

    /** The recordings that fit a pattern, below the folder up to which it names no pattern. */
    private static List<Found> fitting(Path pattern) throws IOException {
        Path folder = pattern.getRoot() == null ? Path.of("") : pattern.getRoot();
        int plain = 0;
        while (!isWild(pattern.getName(plain))) {
            folder = folder.resolve(pattern.getName(plain++));
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher =
                pattern.getFileSystem().getPathMatcher("glob:" + pattern.subpath(plain, pattern.getNameCount()));
        return inside(folder, matcher::matches);
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
        } catch (OutOfMemoryError | ArithmeticException e) { // an array too long for the heap, or for Java
            throw new IOException(file + ": " + Failures.NO_MEMORY + ", or cut the recording", e);
        }
    }

    private static List<Found> inside(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> isRecording(folder.relativize(file)) && wanted.test(folder.relativize(file)))
                    .filter(Files::isRegularFile)
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
