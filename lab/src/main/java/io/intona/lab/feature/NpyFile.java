package io.intona.lab.feature;

import io.intona.feature.FeatureMatrix;
import io.intona.file.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes a matrix as NumPy's {@code .npy}, version 1.0: float32, little-endian, C order, shape (frames, size), the data
 * from a multiple of 64 bytes on. Source: NumPy's documentation, {@code numpy.lib.format}.
 */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /** Writes or replaces the file as a whole. */
    public static void write(Path file, FeatureMatrix features) throws IOException {
        WholeFile.write(file, out -> write(out, features));
    }

    /** Writes to a stream, which stays open. */
    public static void write(OutputStream out, FeatureMatrix features) throws IOException {
        out.write(header(features));
        float[] row = new float[features.size()];
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < features.frames(); t++) {
            features.copyFrame(t, row, 0);
            bytes.asFloatBuffer().put(row);
            out.write(bytes.array());
        }
    }

    private static byte[] header(FeatureMatrix features) {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + features.frames() + ", "
                + features.size() + "), }";
        int unpadded = MAGIC.length + Short.BYTES + dictionary.length() + 1;
        int total = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String padded = dictionary + " ".repeat(total - unpadded) + "\n";
        return ByteBuffer.allocate(total)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
