package io.intona.lab.feature;

import io.intona.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one kind in one folder. Only what is named as the cache names its files counts, so that deleting spares
 * anything else, wherever a cache was put. Folders stay: another process may be about to write into them.
 *
 * @param settings what the folder is called in listings
 * @param folder where the files are
 */
record CacheEntries(String settings, Path folder) {
    private static final Pattern ENTRY =
            Pattern.compile("[0-9a-f]{64}(" + FeatureFile.ENDING + "|" + SampleIndex.ENDING + ")");
    private static final Pattern TEMPORARY =
            Pattern.compile(ENTRY.pattern() + "\\.[0-9a-f-]{36}\\" + WholeFile.TEMPORARY_ENDING);
    /** A temporary file of this age has been left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    /** Number and size of the entries. */
    CacheUsage usage() throws IOException {
        long entries = 0;
        long bytes = 0;
        for (Path file : files(ENTRY)) {
            try {
                bytes += Files.size(file);
                entries++;
            } catch (NoSuchFileException e) {
                continue; // deleted by another process meanwhile
            }
        }
        return new CacheUsage(settings, entries, bytes);
    }

    /** Deletes the entries and what killed processes left. */
    void delete() throws IOException {
        for (Path file : files(ENTRY)) {
            Files.deleteIfExists(file);
        }
        Instant limit = Instant.now().minus(ABANDONED);
        for (Path file : files(TEMPORARY)) {
            try {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException e) {
                continue; // renamed by the process that was writing it
            }
        }
    }

    private List<Path> files(Pattern name) throws IOException {
        return sortedChildren(folder).stream()
                .filter(file -> name.matcher(file.getFileName().toString()).matches())
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** The folder's children by name; none if there is no such folder. */
    static List<Path> sortedChildren(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
