package io.intona.kernel;

/**
 * The right-hand factor of a product, in the layout that its kernels like best. Packed once per training step by
 * {@link Kernels#pack} or {@link Kernels#packTransposed} and then used for many products by the same kernels. Grows to
 * what is packed into it and is then reused. Not thread-safe while it is being packed.
 */
public final class PackedMatrix {
    private float[][] values = new float[0][]; // (rows, columns): each row an array of its own
    private int capacity; // length of each array
    private int rows;
    private int columns;

    /** Number of rows of what was packed last. */
    public int rows() {
        return rows;
    }

    /** Number of columns of what was packed last. */
    public int columns() {
        return columns;
    }

    /** Makes room for a matrix, whose values are then to be written into the rows returned. */
    float[][] resize(int newRows, int newColumns) {
        if (newRows > values.length || newColumns > capacity) {
            capacity = Math.max(newColumns, capacity);
            values = new float[Math.max(newRows, values.length)][capacity];
        }
        rows = newRows;
        columns = newColumns;
        return values;
    }

    float[][] values() {
        return values;
    }
}
