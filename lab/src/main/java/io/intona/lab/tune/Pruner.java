package io.intona.lab.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Gives up trials that are worse than most were at the same step, as Optuna's PercentilePruner: the best report of a trial
 * so far is compared with what complete trials reported at exactly this step.
 *
 * @param percentile the share of trials to keep, in per cent; 50 is the median rule
 * @param startupTrials complete trials that must be there first
 * @param warmupSteps steps before which nothing is given up
 * @param intervalSteps distance of the steps at which is looked
 */
record Pruner(double percentile, int startupTrials, int warmupSteps, int intervalSteps) {
    /** Complete trials before the first is given up, as in Optuna. */
    static final int STARTUP_TRIALS = 5;

    Pruner {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile " + percentile + ", expected 0 to 100");
        }
        if (!(startupTrials >= 0 && warmupSteps >= 0 && intervalSteps >= 1)) {
            throw new IllegalArgumentException("pruner with " + startupTrials + " startup trials, " + warmupSteps
                    + " warm-up steps, interval " + intervalSteps + ", expected 0 or more, 0 or more, 1 or more");
        }
    }

    /** @param reports of the trial, not empty, the last one just made */
    boolean gives(SortedMap<Integer, Double> reports, List<Trial> others, Direction direction) {
        List<Trial> complete = others.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        int step = reports.lastKey();
        if (complete.isEmpty() || complete.size() < startupTrials || step < warmupSteps || !firstOfInterval(reports)) {
            return false;
        }
        OptionalDouble best = reports.values().stream()
                .filter(value -> !Double.isNaN(value))
                .mapToDouble(direction::key)
                .min();
        if (best.isEmpty()) {
            return true;
        }
        List<Double> keys = new ArrayList<>();
        for (Trial trial : complete) {
            Double value = trial.reports().get(step);
            if (value != null && !Double.isNaN(value)) {
                keys.add(direction.key(value));
            }
        }
        return !keys.isEmpty() && best.getAsDouble() > percentile(keys);
    }

    private boolean firstOfInterval(SortedMap<Integer, Double> reports) {
        int step = reports.lastKey();
        int intervalStart = Math.floorDiv(step - warmupSteps, intervalSteps) * intervalSteps + warmupSteps;
        SortedMap<Integer, Double> earlier = reports.headMap(step);
        return earlier.isEmpty() || earlier.lastKey() < intervalStart;
    }

    /** By linear interpolation. */
    private double percentile(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double position = percentile / 100 * (sorted.length - 1);
        int left = (int) Math.floor(position);
        int right = Math.min(left + 1, sorted.length - 1);
        return sorted[left] + (position - left) * (sorted[right] - sorted[left]);
    }
}
