package io.intona.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are there whole or not at all: whoever opens one sees the old content or the new, never a part, also when
 * several processes write it or one is killed. The content goes into a temporary file in the same folder, which is then
 * renamed. Errors name the file that was meant. Stateless and thread-safe.
 */
public final class WholeFile {
    /** Ending of temporary files; one that stays behind belonged to a process that was killed. */
    public static final String TEMPORARY_ENDING = ".tmp";

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes or replaces a file; once this returns it survives the loss of power.
     *
     * @throws FileSystemException if it cannot be written; what was there before is untouched
     */
    public static void write(Path file, Content content) throws IOException {
        write(file, neighbour(file), content, true);
    }

    /**
     * The same by way of a temporary file of a given name, so that killed processes leave no more than one.
     *
     * @param temporary in the same file system; what is there is overwritten, so only one thread may use it
     */
    public static void write(Path file, Path temporary, Content content) throws IOException {
        write(file, temporary, content, true);
    }

    /** The same faster, for what can be made again: power loss may damage the file. */
    public static void writeUnforced(Path file, Content content) throws IOException {
        write(file, neighbour(file), content, false);
    }

    private static Path neighbour(Path file) {
        return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY_ENDING);
    }

    private static void write(Path file, Path temporary, Content content, boolean force) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(), null, "cannot be written (this is a device or a pipe, expected a file's name)");
        }
        try {
            try (FileChannel channel = FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                content.writeTo(out);
                out.flush();
                if (force) {
                    channel.force(true);
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw cannotWrite(file, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
        if (force) {
            forceFolder(folder(file));
        }
    }

    /** Makes the new name last, too. Windows opens no folders, and some network file systems force none. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // no more can be done there
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    /** The error that a file cannot be written, whatever file the cause names. */
    public static FileSystemException cannotWrite(Path file, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchFileException) {
            reason = "there is no folder " + folder(file) + " that takes it";
        } else if (cause instanceof AccessDeniedException) {
            reason = "not allowed in the folder " + folder(file);
        } else if (cause instanceof FileSystemException known && known.getReason() != null) {
            reason = known.getReason();
        }
        FileSystemException failure =
                new FileSystemException(file.toString(), null, "cannot be written (" + reason + ")");
        failure.initCause(cause);
        return failure;
    }

    /**
     * All bytes of a file.
     *
     * @throws IOException if it cannot be read; the error names it
     */
    public static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (FileSystemException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new FileSystemException(file.toString(), null, "cannot be read (" + e.getMessage() + ")");
        }
    }
}
