package io.intona.lab.feature;

import io.intona.audio.AudioClip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names a clip by what is heard: SHA-256 over its sample rate (int32) and its samples (float32), little-endian. The same
 * recording as FLAC and as WAV has the same hash.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record SampleHash(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int CHUNK_SAMPLES = 16_384;

    public SampleHash {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "sample hash '" + hex + "', expected 64 hexadecimal digits in lower case");
        }
    }

    /** The hash of a clip. */
    public static SampleHash of(AudioClip clip) {
        MessageDigest digest = Sha256.digest();
        float[] samples = new float[Math.min(CHUNK_SAMPLES, clip.length())];
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.max(1, samples.length) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        digest.update(bytes.putInt(0, clip.sampleRateHz()).array(), 0, Integer.BYTES);
        for (int from = 0; from < clip.length(); from += samples.length) {
            int count = Math.min(samples.length, clip.length() - from);
            clip.copyTo(from, samples, 0, count);
            bytes.clear().asFloatBuffer().put(samples, 0, count);
            digest.update(bytes.array(), 0, count * Float.BYTES);
        }
        return new SampleHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** Whether a text is a hash. */
    static boolean isHash(String text) {
        return HEX.matcher(text).matches();
    }

    @Override
    public String toString() {
        return hex;
    }
}
