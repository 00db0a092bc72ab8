package io.intona.lab.experiment;

import io.intona.lab.train.Dataset;
import io.intona.lab.train.Example;
import io.intona.lab.train.Fold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The unit of work of one model: one training.
 *
 * @param run from 1
 * @param fold who is trained on, validates and is tested
 * @param trainFrames frames of one epoch
 */
record Job(int run, Fold fold, long trainFrames) {
    /** All trainings of an evaluation: run by run, so that runs become complete, and the longest of each run first. */
    static List<Job> of(Dataset dataset, List<Fold> folds, int runs) {
        List<Job> jobs = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            for (Fold fold : folds) {
                jobs.add(new Job(run, fold, framesOfEpoch(dataset, fold)));
            }
        }
        jobs.sort(Comparator.comparingInt(Job::run)
                .thenComparing(Comparator.comparingLong(Job::trainFrames).reversed())
                .thenComparingInt(job -> job.fold().index()));
        return List.copyOf(jobs);
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
}
