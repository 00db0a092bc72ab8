package io.intona.kernel;

import java.util.Arrays;

/**
 * Memory that kernels use while an operation runs; what it holds between two operations means nothing. Grows to what is
 * asked of it and is then reused. One per thread.
 */
public final class Scratch {
    private float[][] arrays = new float[0][];

    /** The array of that number, of at least {@code minLength} values, holding anything. */
    float[] array(int index, int minLength) {
        return arrays(index, 1, minLength)[index];
    }

    /** The first {@code count} arrays, of at least {@code minLength} values each, holding anything. */
    float[][] arrays(int count, int minLength) {
        return arrays(0, count, minLength);
    }

    private float[][] arrays(int first, int count, int minLength) {
        if (first + count > arrays.length) {
            int known = arrays.length;
            arrays = Arrays.copyOf(arrays, first + count);
            Arrays.fill(arrays, known, arrays.length, new float[0]);
        }
        for (int i = first; i < first + count; i++) {
            if (arrays[i].length < minLength) {
                arrays[i] = new float[minLength];
            }
        }
        return arrays;
    }
}
