package io.intona.lab.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that goes with all that is in it when it is closed, or when the process is asked to end before that. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final Thread atExit;

    /** @param prefix what its name begins with */
    public TemporaryFolder(String prefix) throws IOException {
        this.path = Files.createTempDirectory(prefix);
        this.atExit = new Thread(this::deleteAtExit);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook at work
        }
        delete();
    }

    private void deleteAtExit() {
        try {
            delete();
        } catch (IOException | UncheckedIOException e) {
            return; // a thread of the ending process was still writing
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
