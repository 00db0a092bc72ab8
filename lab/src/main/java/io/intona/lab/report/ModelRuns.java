package io.intona.lab.report;

import io.intona.lab.experiment.RunRecord;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.lab.stats.MeanInterval;
import io.intona.lab.stats.Spread;
import io.intona.nn.Architecture;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All runs of a model under the same conditions.
 *
 * @param runs in ascending order, at least one
 */
record ModelRuns(Architecture architecture, List<RunRecord> runs) {
    ModelRuns {
        runs = List.copyOf(runs);
    }

    String name() {
        return architecture.name();
    }

    /** UAR of each run, in the order of the runs. */
    double[] uars() {
        return runs.stream().mapToDouble(RunRecord::uar).toArray();
    }

    Spread uar() {
        return Spread.of(uars());
    }

    MeanInterval interval() {
        return MeanInterval.of(uar());
    }

    /** The run with the highest UAR, of equal ones the first. */
    RunRecord best() {
        return runs.stream()
                .max(Comparator.comparingDouble(RunRecord::uar)
                        .thenComparing(Comparator.comparingInt(RunRecord::run).reversed()))
                .orElseThrow();
    }

    /** Counts of all runs by speaker. */
    SortedMap<String, ConfusionMatrix> bySpeaker() {
        SortedMap<String, ConfusionMatrix> pooled = new TreeMap<>();
        for (RunRecord run : runs) {
            run.bySpeaker().forEach((speaker, matrix) -> pooled.merge(speaker, matrix, ConfusionMatrix::plus));
        }
        return pooled;
    }
}
