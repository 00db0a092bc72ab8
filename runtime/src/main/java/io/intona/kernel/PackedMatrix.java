package io.intona.kernel;

/**
 * The right-hand factor of a product, in the layout that its kernels like best. Filled once per training step by
 * {@link Kernels#pack} or {@link Kernels#packTransposed} and then used for many products by the same kernels. Grows to
 * what is packed into it and is then reused. Not thread-safe while it is being packed.
 */
public final class PackedMatrix {
    private float[][] lines = new float[0][];
    private int lineLength;
    private int rows;
    private int columns;

    /** Makes it a matrix of this shape, whose rows are then all to be packed. */
    public void resize(int newRows, int newColumns) {
        rows = newRows;
        columns = newColumns;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** At least that many arrays of at least that length; what they hold is kept unless they must grow. */
    float[][] lines(int count, int length) {
        if (count > lines.length || length > lineLength) {
            lineLength = Math.max(length, lineLength);
            lines = new float[Math.max(count, lines.length)][lineLength];
        }
        return lines;
    }

    /** What has been packed. */
    float[][] lines() {
        return lines;
    }
}
