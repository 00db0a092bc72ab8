package io.intona.feature;

import java.util.Arrays;

/**
 * Features of one clip: {@code frames} rows of {@code size} values. Immutable and thread-safe.
 */
public final class FeatureMatrix {
    /** Most values of a matrix: as many as an array can hold. */
    static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final int frames;
    private final int size;
    private final float[] values; // (frames, size)

    /**
     * @param frames number of rows, at least 1
     * @param size values a row, at least 1
     * @param values row after row, copied
     */
    public FeatureMatrix(int frames, int size, float[] values) {
        if (!(frames >= 1 && size >= 1 && values.length == (long) frames * size)) {
            throw new IllegalArgumentException(
                    values.length + " values for " + frames + " frames of " + size + ", expected frames × size");
        }
        this.frames = frames;
        this.size = size;
        this.values = values.clone();
    }

    /** Number of rows. */
    public int frames() {
        return frames;
    }

    /** Values a row. */
    public int size() {
        return size;
    }

    /** Value {@code index} of row {@code frame}. */
    public float at(int frame, int index) {
        return values[frame * size + index];
    }

    /** Copies row {@code frame} to {@code destination[offset…offset + size)}. */
    public void copyFrame(int frame, float[] destination, int offset) {
        System.arraycopy(values, frame * size, destination, offset, size);
    }

    /** A copy of all values, row after row. */
    public float[] values() {
        return values.clone();
    }

    /** Same shape and the same values, bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureMatrix that && size == that.size && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + size;
    }

    @Override
    public String toString() {
        return frames + " frames of " + size;
    }
}
