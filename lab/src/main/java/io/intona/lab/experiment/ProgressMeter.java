package io.intona.lab.experiment;

import io.intona.lab.train.TrainingState;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Counts the frames that all trainings have been through and tells the listener. Thread-safe. */
final class ProgressMeter {
    private final Progress.Listener listener;
    private final Map<Job, Long> framesDone = new IdentityHashMap<>();
    private final long framesTotal;
    private final long startNanos = System.nanoTime();
    private long framesHere;
    private boolean waitingTold;

    ProgressMeter(List<Job> jobs, Progress.Listener listener) {
        this.listener = listener;
        jobs.forEach(job -> framesDone.put(job, 0L));
        this.framesTotal = jobs.stream()
                .mapToLong(job -> job.trainFrames() * job.plan().epochs())
                .sum();
    }

    /** A training goes on from this epoch. */
    synchronized void begin(Job job, int epoch) {
        framesDone.put(job, epoch * job.trainFrames());
    }

    /** A training has been done by somebody. */
    void done(Job job) {
        begin(job, job.plan().epochs());
    }

    /** This process has nothing to do but to wait for others. */
    synchronized void waiting() {
        if (!waitingTold) {
            waitingTold = true;
            listener.waiting();
        }
    }

    /** A training of this process has ended an epoch. */
    synchronized void epochEnded(Job job, TrainingState state) {
        int epoch = state.epoch();
        framesHere += job.trainFrames();
        framesDone.put(job, epoch * job.trainFrames());
        long done = framesDone.values().stream().mapToLong(Long::longValue).sum();
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        listener.epochEnded(new Progress(
                job.plan().model(),
                job.run(),
                job.fold().index(),
                epoch,
                job.plan().epochs(),
                state.lastTrainLoss(),
                state.lastValidationUar(),
                done,
                framesTotal,
                framesHere / seconds));
    }
}
