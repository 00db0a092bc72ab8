package io.intona.lab.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to work on something that only one thread of one process may work on. It is a lock of the operating system
 * on a file, so it ends when the process dies, however it dies.
 *
 * <p>Such a lock belongs to the process, not the thread: a second thread that opened and closed the same file would drop
 * it. So threads of this process first agree among themselves, in a set of claimed files, and only the winner opens the
 * file. Lock files are never deleted: a process that still holds a deleted file would exclude nobody.
 *
 * <p>Thread-safe.
 */
public final class Claim implements AutoCloseable {
    private static final Set<Path> CLAIMED_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Claim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * The claim, or nothing if a thread of this or another process has it.
     *
     * @param folder made if it is not there
     * @param name of the lock file
     */
    public static Optional<Claim> tryTo(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.toRealPath().resolve(name);
        if (!CLAIMED_HERE.add(file)) {
            return Optional.empty();
        }
        boolean claimed = false;
        try {
            Optional<FileChannel> channel = lock(file);
            claimed = channel.isPresent();
            return channel.map(open -> new Claim(file, open));
        } finally {
            if (!claimed) {
                CLAIMED_HERE.remove(file);
            }
        }
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            return locked ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /** Waits for the claim. */
    public static Claim waitFor(Path folder, String name, long pollMillis) throws IOException, InterruptedException {
        while (true) {
            Optional<Claim> claim = tryTo(folder, name);
            if (claim.isPresent()) {
                return claim.get();
            }
            Thread.sleep(pollMillis);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close(); // releases the lock
        } finally {
            CLAIMED_HERE.remove(file);
        }
    }
}
