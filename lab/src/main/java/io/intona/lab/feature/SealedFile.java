package io.intona.lab.feature;

import io.intona.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file that ends with the SHA-256 of all that comes before: whatever happened to it on disk, it is either read as it was
 * written or recognised as damaged.
 */
final class SealedFile {
    private SealedFile() {}

    /** Writes content and seal, and the folder if need be. */
    static void write(Path file, byte[] content) throws IOException {
        byte[] seal = Sha256.digest().digest(content);
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        WholeFile.writeUnforced(file, out -> {
            out.write(content);
            out.write(seal);
        });
    }

    /**
     * The content, or nothing if there is no such file.
     *
     * @throws IOException if it cannot be read or the seal does not fit
     */
    static Optional<byte[]> read(Path file) throws IOException {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int length = all.length - Sha256.BYTES;
        if (!(length >= 0)) {
            throw new IOException(file + ": " + all.length + " bytes, expected at least " + Sha256.BYTES);
        }
        byte[] content = Arrays.copyOf(all, length);
        byte[] seal = Arrays.copyOfRange(all, length, all.length);
        if (!MessageDigest.isEqual(seal, Sha256.digest().digest(content))) {
            throw new IOException(file + ": content and checksum do not fit");
        }
        return Optional.of(content);
    }
}
