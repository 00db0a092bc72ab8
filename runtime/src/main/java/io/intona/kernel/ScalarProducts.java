package io.intona.kernel;

import java.util.Arrays;

/**
 * Products as plain loops. They work on rows that are arrays of their own, because HotSpot's C2 vectorises
 * {@code c[j] += x·w[j]} but not {@code c[j] += x·w[offset + j]}: in the latter it cannot rule out that c and w overlap.
 */
final class ScalarProducts {
    private ScalarProducts() {}

    /** See {@link Kernels#pack}. */
    static void pack(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        float[][] lines = packed.lines(packed.rows(), columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(w, wOffset + i * columns, lines[firstRow + i], 0, columns);
        }
    }

    /** See {@link Kernels#packTransposed}. */
    static void packTransposed(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        float[][] lines = packed.lines(packed.rows(), rows);
        for (int j = 0; j < columns; j++) {
            float[] line = lines[firstRow + j];
            for (int i = 0; i < rows; i++) {
                line[i] = w[wOffset + i * columns + j];
            }
        }
    }

    /** See {@link Kernels#multiply}. */
    static void multiply(int rows, float[] a, int aOffset, PackedMatrix b, Scratch scratch, float[] c, int cOffset) {
        int terms = b.rows();
        int columns = b.columns();
        float[] sums = scratch.array(0, columns);
        for (int i = 0; i < rows; i++) {
            Arrays.fill(sums, 0, columns, 0f);
            addCombination(terms, columns, a, aOffset + i * terms, 1, b.lines(), sums);
            System.arraycopy(sums, 0, c, cOffset + i * columns, columns);
        }
    }

    /** See {@link Kernels#addMultiplyTransposed}. */
    static void addMultiplyTransposed(
            int terms,
            int rows,
            int columns,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            Scratch scratch,
            float[] c,
            int cOffset) {
        float[][] lines = scratch.arrays(4 + rows, columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(c, cOffset + i * columns, lines[4 + i], 0, columns);
        }
        for (int t = 0; t < terms; t += 4) {
            int count = Math.min(4, terms - t);
            for (int k = 0; k < count; k++) {
                System.arraycopy(b, bOffset + (t + k) * columns, lines[k], 0, columns);
            }
            for (int i = 0; i < rows; i++) {
                addCombination(count, columns, a, aOffset + t * rows + i, rows, lines, lines[4 + i]);
            }
        }
        for (int i = 0; i < rows; i++) {
            System.arraycopy(lines[4 + i], 0, c, cOffset + i * columns, columns);
        }
    }

    /** sums += Σ_k x[xOffset + k·stride] · lines[k], four lines at a time. */
    static void addCombination(
            int terms, int length, float[] x, int xOffset, int stride, float[][] lines, float[] sums) {
        int k = 0;
        for (; k + 4 <= terms; k += 4) {
            int at = xOffset + k * stride;
            addFour(
                    length,
                    x[at],
                    x[at + stride],
                    x[at + 2 * stride],
                    x[at + 3 * stride],
                    lines[k],
                    lines[k + 1],
                    lines[k + 2],
                    lines[k + 3],
                    sums);
        }
        for (; k < terms; k++) {
            addOne(length, x[xOffset + k * stride], lines[k], sums);
        }
    }

    private static void addFour(
            int length,
            float x0,
            float x1,
            float x2,
            float x3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] sums) {
        for (int j = 0; j < length; j++) {
            sums[j] += x0 * w0[j] + x1 * w1[j] + x2 * w2[j] + x3 * w3[j];
        }
    }

    private static void addOne(int length, float x, float[] w, float[] sums) {
        for (int j = 0; j < length; j++) {
            sums[j] += x * w[j];
        }
    }
}
