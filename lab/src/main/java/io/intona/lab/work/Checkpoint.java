package io.intona.lab.work;

import io.intona.file.WholeFile;
import io.intona.lab.train.Trainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A training on disk, as it was at the end of an epoch: a version, what it belongs to, the code that worked on it, the
 * {@link io.intona.lab.train.TrainingState}, and SHA-256 of all that. A file that is damaged, of another version or of
 * another training counts as absent: the training then starts from its beginning, which costs time but no bits.
 *
 * @param code that worked on it, oldest first
 * @param state as the state wrote it
 */
public record Checkpoint(List<CodeIdentity> code, byte[] state) {
    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 32;

    /**
     * Writes what a training has come to.
     *
     * @param key what the training depends on
     */
    public static void write(Path file, Path temporary, String key, List<CodeIdentity> code, Trainer trainer)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.write(sha256(key.getBytes(StandardCharsets.UTF_8)));
            out.writeInt(code.size());
            for (CodeIdentity each : code) {
                out.writeUTF(each.revision());
                out.writeUTF(each.kernels());
                out.writeInt(each.java());
            }
            trainer.state().write(out);
            out.flush();
            out.write(sha256(bytes.toByteArray()));
        }
        WholeFile.write(file, temporary, bytes::writeTo);
    }

    /** What is in the file, if it is a whole checkpoint of the training with that key. */
    public static Optional<Checkpoint> read(Path file, String key) throws IOException {
        byte[] bytes;
        try {
            bytes = WholeFile.read(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int length = bytes.length - DIGEST_BYTES;
        if (length < 0
                || !Arrays.equals(
                        sha256(Arrays.copyOf(bytes, length)), Arrays.copyOfRange(bytes, length, bytes.length))) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            if (in.readInt() != VERSION
                    || !Arrays.equals(in.readNBytes(DIGEST_BYTES), sha256(key.getBytes(StandardCharsets.UTF_8)))) {
                return Optional.empty();
            }
            List<CodeIdentity> code = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                code.add(new CodeIdentity(in.readUTF(), in.readUTF(), in.readInt()));
            }
            return Optional.of(new Checkpoint(code, in.readAllBytes()));
        }
    }

    /** Sets a training of the same key to where this one was. */
    public void restore(Trainer trainer) throws IOException {
        trainer.resume(new DataInputStream(new ByteArrayInputStream(state)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
