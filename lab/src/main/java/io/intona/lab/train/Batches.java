package io.intona.lab.train;

import io.intona.random.RandomStreams;
import java.util.random.RandomGenerator;

/**
 * Which clips go together: all clips in some order, cut into batches. The last batch is what is left over; if that is a
 * single clip it joins the batch before, because one clip has no variance to normalise by. Not thread-safe.
 */
final class Batches {
    private final int[] order; // (clips): positions in the set
    private final int batchSize;
    private final int count;

    /** The clips in the order of the set, which {@link #shuffle} may change. */
    Batches(int clips, int batchSize) {
        this.order = new int[clips];
        this.batchSize = batchSize;
        int whole = clips / batchSize;
        int left = clips % batchSize;
        this.count = left == 0 || left == 1 && whole > 0 ? whole : whole + 1;
        restore();
    }

    private void restore() {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Puts the clips into an order that depends on the generator alone, not on any shuffle before. */
    void shuffle(RandomGenerator random) {
        restore();
        RandomStreams.shuffle(order, random);
    }

    /** Number of batches. */
    int count() {
        return count;
    }

    /** Positions in the set, batch after batch; shared. */
    int[] order() {
        return order;
    }

    /** The first place of a batch in {@link #order()}. */
    int from(int batch) {
        return batch * batchSize;
    }

    /** The place after the last of a batch in {@link #order()}. */
    int to(int batch) {
        return batch == count - 1 ? order.length : (batch + 1) * batchSize;
    }
}
