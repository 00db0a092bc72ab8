package io.intona.lab.experiment;

import io.intona.kernel.Kernels;
import java.time.Duration;

/**
 * How an evaluation is carried out. Nothing here changes a bit of its records, other kernels excepted.
 *
 * @param kernels what the networks compute with
 * @param threads how many trainings go side by side, from 1
 * @param acceptCodeChange whether to go on with work that other code has begun
 * @param checkpointInterval how much work may be lost when the process is killed
 * @param gzip whether the records of whole runs are compressed
 * @param keepModels whether the tested network of each fold is kept beside the records, as a model file
 */
public record EvaluationOptions(
        Kernels kernels,
        int threads,
        boolean acceptCodeChange,
        Duration checkpointInterval,
        boolean gzip,
        boolean keepModels) {
    /** How much work may be lost when the process is killed. */
    public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofMinutes(2);

    /** The same with records that are not compressed, and nothing else. */
    public EvaluationOptions(Kernels kernels, int threads, boolean acceptCodeChange, Duration checkpointInterval) {
        this(kernels, threads, acceptCodeChange, checkpointInterval, false, false);
    }

    public EvaluationOptions {
        if (!(threads >= 1)) {
            throw new IllegalArgumentException(threads + " threads, expected 1 or more");
        }
        if (checkpointInterval.isNegative()) {
            throw new IllegalArgumentException("checkpoints every " + checkpointInterval + ", expected 0 or more");
        }
    }
}
