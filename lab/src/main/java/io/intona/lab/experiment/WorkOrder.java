package io.intona.lab.experiment;

import java.util.Locale;

/** Which trainings of an experiment come first. It changes no result. */
public enum WorkOrder {
    /** Model by model as they stand in the file, run by run, the longest training of a run first. */
    MODELS,
    /** The first run of all models, then the second; within these the longest trainings first. */
    RUNS;

    /** The order of that name: {@code models} or {@code runs}. */
    static WorkOrder parse(String word) {
        return switch (word) {
            case "models" -> MODELS;
            case "runs" -> RUNS;
            default -> throw new IllegalArgumentException("order '" + word + "' is unknown, expected models or runs");
        };
    }

    /** The name that {@link #parse} reads. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
