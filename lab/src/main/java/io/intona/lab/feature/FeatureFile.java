package io.intona.lab.feature;

import io.intona.feature.FeatureMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The features of one clip in a sealed file, little-endian: a mark with the version of this format, the key (64 characters), frames and size (int32), the
 * values row after row (float32). The key inside shows whether the file is the one its name says.
 */
final class FeatureFile {
    /** Ending of its files. */
    static final String ENDING = ".features";

    private static final String MARK = "intona features 1 ";
    private static final int KEY_CHARACTERS = 2 * Sha256.BYTES;
    private static final int HEADER_BYTES = MARK.length() + KEY_CHARACTERS + 2 * Integer.BYTES;

    private FeatureFile() {}

    static void write(Path file, String key, FeatureMatrix features) throws IOException {
        float[] values = features.values();
        ByteBuffer content =
                ByteBuffer.allocate(HEADER_BYTES + values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        content.put((MARK + key).getBytes(StandardCharsets.US_ASCII));
        content.putInt(features.frames()).putInt(features.size());
        content.asFloatBuffer().put(values);
        SealedFile.write(file, content.array());
    }

    /**
     * The features of that key with that many values a frame, or nothing if there is no such file.
     *
     * @throws IOException if the file cannot be read or is not what was written for this key
     */
    static Optional<FeatureMatrix> read(Path file, String key, int size) throws IOException {
        Optional<byte[]> sealed = SealedFile.read(file);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer content = ByteBuffer.wrap(sealed.get()).order(ByteOrder.LITTLE_ENDIAN);
        if (!(content.capacity() >= HEADER_BYTES)) {
            throw new IOException(file + ": " + content.capacity() + " bytes, expected at least " + HEADER_BYTES);
        }
        String mark = text(content, MARK.length());
        if (!mark.equals(MARK)) {
            throw new IOException(file + ": starts with '" + mark + "', expected '" + MARK + "'");
        }
        String written = text(content, KEY_CHARACTERS);
        if (!written.equals(key)) {
            throw new IOException(file + ": features of " + written + ", expected of " + key);
        }
        int frames = content.getInt();
        int valuesAFrame = content.getInt();
        if (!(valuesAFrame == size && content.remaining() == (long) frames * size * Float.BYTES)) {
            throw new IOException(file + ": " + content.remaining() + " bytes for " + frames + " frames of "
                    + valuesAFrame + " values, expected " + size + " values");
        }
        float[] values = new float[frames * size];
        content.asFloatBuffer().get(values);
        return Optional.of(new FeatureMatrix(frames, size, values));
    }

    private static String text(ByteBuffer content, int length) {
        byte[] bytes = new byte[length];
        content.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
