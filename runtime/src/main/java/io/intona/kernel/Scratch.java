package io.intona.kernel;

/**
 * Memory that kernels use while an operation runs; what it holds between two operations means nothing. Grows to what is
 * asked of it and is then reused. One per thread.
 */
public final class Scratch {
    private float[][] rows = new float[0][];
    private int length;

    /** At least {@code count} arrays of at least {@code minLength} values each, holding anything. */
    float[][] rows(int count, int minLength) {
        if (count > rows.length || minLength > length) {
            length = Math.max(minLength, length);
            rows = new float[Math.max(count, rows.length)][length];
        }
        return rows;
    }
}
