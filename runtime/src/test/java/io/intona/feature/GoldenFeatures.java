package io.intona.feature;

import io.intona.audio.AudioClip;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The synthetic clips of the test resources and what librosa computed from them. */
public final class GoldenFeatures {
    private static final float TOLERANCE = 5e-4f;
    private static final float CHROMA_TOLERANCE = 1e-5f;

    private static final String FOLDER = "/golden/features/";
    private static final int WAV_HEADER_BYTES = 44;

    /**
     * One golden file.
     *
     * @param clip name of the clip
     * @param spec what was computed
     * @param frames number of frames
     * @param file name of the file
     */
    public record Golden(String clip, FeatureSpec spec, int frames, String file) {
        /** librosa's values. */
        public FeatureMatrix expected() {
            return matrix(bytes(file), frames, spec.size());
        }

        @Override
        public String toString() {
            return file;
        }
    }

    /** How far a value of such features may lie from librosa's. */
    public static float tolerance(FeatureSpec spec) {
        return spec.has(FeatureSpec.Kind.CHROMA) ? CHROMA_TOLERANCE : TOLERANCE;
    }

    private GoldenFeatures() {}

    /** Every golden file of the test resources. */
    public static List<Golden> all() {
        return new String(bytes("index.csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(field -> new Golden(
                        field[0],
                        FeatureSpec.parse(field[1])
                                .withFrame(Integer.parseInt(field[2]), Integer.parseInt(field[3]))
                                .withSampleRateHz(Integer.parseInt(field[4])),
                        Integer.parseInt(field[5]),
                        field[7]))
                .toList();
    }

    /** The synthetic clip of that name: a WAV file with a plain header, mono, 16 bits. */
    public static AudioClip clip(String name) {
        ByteBuffer wav = ByteBuffer.wrap(bytes(name + ".wav")).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[(wav.capacity() - WAV_HEADER_BYTES) / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = wav.getShort(WAV_HEADER_BYTES + 2 * i) / 32768f;
        }
        return new AudioClip(samples, wav.getInt(24));
    }

    /** Little-endian float32 values as a matrix. */
    public static FeatureMatrix matrix(byte[] bytes, int frames, int size) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new FeatureMatrix(frames, size, values);
    }

    /** Largest difference between two matrices of the same shape. */
    public static float largestDifference(FeatureMatrix a, FeatureMatrix b) {
        if (a.frames() != b.frames() || a.size() != b.size()) {
            throw new AssertionError(a + " against " + b);
        }
        float largest = 0;
        float[] left = a.values();
        float[] right = b.values();
        for (int i = 0; i < left.length; i++) {
            largest = Math.max(largest, Math.abs(left[i] - right[i]));
        }
        return largest;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = GoldenFeatures.class.getResourceAsStream(FOLDER + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
