package io.intona.lab.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * By what an unchanged file is recognised without reading it.
 *
 * @param path absolute, links resolved
 * @param bytes its size
 * @param modifiedNanos time of its last change, since 1970
 */
record FileState(Path path, long bytes, long modifiedNanos) {
    /**
     * Age from which a file's time can be trusted to change with its next change: the coarsest time stamp of the file
     * systems in use is FAT's, 2 s.
     */
    static final Duration SETTLED = Duration.ofSeconds(3);

    static FileState of(Path file) throws IOException {
        Path path = file.toRealPath();
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileState(
                path, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    /** Whether the file was last changed so long ago that another change would show. */
    boolean isSettled(Instant now) {
        return modifiedNanos <= TimeUnit.MILLISECONDS.toNanos(now.minus(SETTLED).toEpochMilli());
    }
}
