package io.intona.lab.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A history cut in two: the best trials and the others, both in the order of their numbers.
 *
 * <p>The best are γ(n) = min(⌈n/10⌉, 25) of the n trials that are complete or pruned. Complete ones rank first, by value;
 * then pruned ones, those that went further first, then by their last report; then pruned ones that reported nothing;
 * running ones, of which nothing good is assumed ("constant liar"), last.
 */
record Split(List<Trial> below, List<Trial> above) {
    private static final int MOST_BELOW = 25;

    static Split of(List<Trial> history, Direction direction, boolean constantLiar) {
        List<Trial> ranked = new ArrayList<>(history.stream()
                .filter(trial -> trial.state().counts() || constantLiar && trial.state() == TrialState.RUNNING)
                .sorted(Comparator.comparingInt(Trial::number))
                .toList());
        ranked.sort(Comparator.<Trial>comparingDouble(Split::group)
                .thenComparingDouble(trial -> key(trial, direction))); // stable
        int count = belowCount((int) counted(history));
        List<Trial> below = new ArrayList<>(ranked.subList(0, count));
        List<Trial> above = new ArrayList<>(ranked.subList(count, ranked.size()));
        below.sort(Comparator.comparingInt(Trial::number));
        above.sort(Comparator.comparingInt(Trial::number));
        return new Split(below, above);
    }

    /** Number of trials that the sampler learns from. */
    static long counted(List<Trial> history) {
        return history.stream().filter(trial -> trial.state().counts()).count();
    }

    /** γ(n). */
    static int belowCount(int n) {
        return Math.min((n + 9) / 10, MOST_BELOW);
    }

    private static double group(Trial trial) {
        return switch (trial.state()) {
            case COMPLETE -> Double.NEGATIVE_INFINITY;
            case PRUNED -> trial.reports().isEmpty() ? 1 : -trial.reports().lastKey();
            case RUNNING, FAIL, WAITING -> Double.POSITIVE_INFINITY;
        };
    }

    private static double key(Trial trial, Direction direction) {
        return switch (trial.state()) {
            case COMPLETE -> direction.key(trial.value());
            case PRUNED -> trial.reports().isEmpty() ? 0 : direction.key(trial.lastReport());
            case RUNNING, FAIL, WAITING -> 0;
        };
    }

    /** The trials that have all these parameters. */
    static List<Trial> having(List<Trial> trials, Map<String, Distribution> parameters) {
        return trials.stream()
                .filter(trial -> trial.parameters().keySet().containsAll(parameters.keySet()))
                .toList();
    }
}
