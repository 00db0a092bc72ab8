package io.intona.lab.stats;

/**
 * Sums of doubles in the order in which NumPy adds a contiguous array ({@code pairwise_sum} of its ufunc loops): fewer
 * than 8 values one after the other; up to 128 in eight interleaved partial sums, which are then added as a tree; longer
 * arrays as two halves, the first a multiple of 8 long. The error grows with log n instead of n, and a mean of recalls
 * has the digits of {@code numpy.mean}.
 */
final class PairwiseSum {
    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private PairwiseSum() {}

    static double of(double[] values) {
        return of(values, 0, values.length);
    }

    static double mean(double[] values) {
        return of(values) / values.length;
    }

    private static double of(double[] values, int from, int count) {
        if (count < LANES) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[from + i];
            }
            return sum;
        }
        if (count > BLOCK) {
            int half = count / 2;
            half -= half % LANES;
            return of(values, from, half) + of(values, from + half, count - half);
        }
        return block(values, from, count);
    }

    private static double block(double[] values, int from, int count) {
        double[] lanes = new double[LANES];
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i++) {
            lanes[i % LANES] += values[from + i];
        }
        double sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        for (int i = whole; i < count; i++) {
            sum += values[from + i];
        }
        return sum;
    }
}
