package io.intona.lab.experiment;

import io.intona.lab.train.Dataset;
import io.intona.lab.train.Example;
import io.intona.lab.train.Fold;
import io.intona.lab.work.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The unit of work: one training, that of one fold of one run of one model. Two jobs are equal only if they are one. */
final class Job {
    private final EvaluationPlan plan;
    private final OutputFolder folder;
    private final int run;
    private final Fold fold;
    private final long trainFrames;

    private Job(EvaluationPlan plan, OutputFolder folder, int run, Fold fold, long trainFrames) {
        this.plan = plan;
        this.folder = folder;
        this.run = run;
        this.fold = fold;
        this.trainFrames = trainFrames;
    }

    /** All trainings of a plan: run by run, so that runs become complete, and the longest of each run first. */
    static List<Job> of(EvaluationPlan plan, OutputFolder folder) {
        List<Fold> folds = plan.folds();
        List<Job> jobs = new ArrayList<>();
        for (int run = 1; run <= plan.runs(); run++) {
            for (Fold fold : folds) {
                jobs.add(new Job(plan, folder, run, fold, framesOfEpoch(plan.dataset(), fold)));
            }
        }
        jobs.sort(Comparator.comparingInt(Job::run)
                .thenComparing(Comparator.comparingLong(Job::trainFrames).reversed())
                .thenComparingInt(job -> job.fold.index()));
        return jobs;
    }

    private static long framesOfEpoch(Dataset dataset, Fold fold) {
        long frames = 0;
        for (Example example : dataset.examples()) {
            frames += fold.train().contains(example.speaker())
                    ? example.features().frames()
                    : 0;
        }
        return frames;
    }

    EvaluationPlan plan() {
        return plan;
    }

    OutputFolder folder() {
        return folder;
    }

    /** From 1. */
    int run() {
        return run;
    }

    /** Who is trained on, validates and is tested. */
    Fold fold() {
        return fold;
    }

    /** Frames of one epoch. */
    long trainFrames() {
        return trainFrames;
    }

    /** About how many multiplications an epoch takes forward: each parameter multiplies once a frame. */
    long cost() {
        return trainFrames * plan.architecture().parameterCount();
    }

    boolean isDone() {
        return folder.isDone(run, fold.index());
    }

    /** See {@link OutputFolder#claim}. */
    Optional<Claim> claim() throws IOException {
        return folder.claim(run, fold.index());
    }

    Path checkpoint() {
        return folder.checkpoint(run, fold.index());
    }

    Path temporary() {
        return folder.temporary(run, fold.index());
    }

    /** All that the training depends on, as text. */
    String key() {
        RecordHead head = plan.head();
        return String.join("\n", head.model(), head.fields().toString(), "run " + run, fold.toString());
    }
}
