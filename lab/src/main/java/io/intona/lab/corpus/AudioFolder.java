package io.intona.lab.corpus;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.lab.corpus.Problem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A folder with recordings, at most two folders deep. Files that are no sound or film by their ending (licences, lists,
 * thumbnails) do not count.
 */
final class AudioFolder {
    private static final int DEPTH = 3;
    private static final Set<String> ENDINGS =
            Set.of("wav", "flac", "mp3", "ogg", "oga", "opus", "m4a", "aac", "aif", "aiff", "wma", "mp4", "avi", "mov");

    private final Path root;

    AudioFolder(Path root) {
        this.root = root;
    }

    /** What the folder is called in messages, without what lies above. */
    String name() {
        Path last = root.toAbsolutePath().normalize().getFileName();
        return last == null ? root.toString() : last.toString();
    }

    /**
     * The files in the order of their paths, the same on every system.
     *
     * @param listing is told of links that lead back to a folder above
     */
    List<Path> files(Listing listing) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && ENDINGS.contains(ending(file))) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (!(failure instanceof FileSystemLoopException)) {
                    throw failure;
                }
                listing.report(Kind.FOREIGN_NAME, relative(file), "a link to a folder that it is in, left out");
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(this::relative));
        return files;
    }

    /** The path below the folder, with slashes. */
    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** The file's name without its ending. */
    static String stem(Path file) {
        String name = fileName(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The file's name. */
    static String fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** The name of the folder a file is in. */
    static String folderName(Path file) {
        Path folder = file.getParent();
        return folder == null ? "" : fileName(folder);
    }

    /** What an exception of the file system says that a stream had to wrap. */
    static String reason(UncheckedIOException e) {
        return Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("");
    }

    private static String ending(Path file) {
        String name = fileName(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The samples of a file. */
    static ClipSource source(Path file) {
        return new RecordedClip(file);
    }

    private record RecordedClip(Path path) implements ClipSource {
        @Override
        public AudioClip read() throws IOException {
            return AudioReader.read(path);
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }
    }
}
