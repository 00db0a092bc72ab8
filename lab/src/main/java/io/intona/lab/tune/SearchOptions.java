package io.intona.lab.tune;

import io.intona.kernel.Kernels;
import java.time.Duration;
import java.util.List;

/**
 * How a search is carried out.
 *
 * @param kernels what the networks compute with
 * @param threads how many trials go side by side in this process, from 1
 * @param parallel how many trials of one study may run at once, over all processes; with 1 each trial knows all earlier
 *     ones, and studies have the same bits whoever shares the work
 * @param folds which studies of a nested search to work on, from 0
 * @param acceptCodeChange whether to go on with work that other code has begun
 * @param checkpointInterval how much work may be lost when the process is killed
 * @param stamp of a study file that is made
 */
public record SearchOptions(
        Kernels kernels,
        int threads,
        int parallel,
        List<Integer> folds,
        boolean acceptCodeChange,
        Duration checkpointInterval,
        Stamp stamp) {
    /** How much work may be lost when the process is killed. */
    public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofMinutes(2);

    public SearchOptions {
        folds = List.copyOf(folds);
        if (!(threads >= 1)) {
            throw new IllegalArgumentException(threads + " threads, expected 1 or more");
        }
        if (!(parallel >= 1)) {
            throw new IllegalArgumentException(parallel + " trials of a study at once, expected 1 or more");
        }
        if (!(folds.size() >= 1)) {
            throw new IllegalArgumentException("no folds to search for, expected at least one");
        }
    }
}
