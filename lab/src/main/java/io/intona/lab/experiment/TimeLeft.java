package io.intona.lab.experiment;

import io.intona.lab.experiment.ExperimentStatus.ModelStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * About how long the rest of an experiment takes. An epoch of a model of which no training is done yet is reckoned from
 * the others by number of parameters, for each multiplies about once a frame. What runs counts as half done.
 */
final class TimeLeft {
    private final int epochs;
    private final List<Part> parts = new ArrayList<>();

    /**
     * One model's part.
     *
     * @param parameters of the model
     * @param trainings that are left
     * @param running how many of them run now
     * @param epochSeconds how long an epoch takes; NaN if that is not known
     */
    private record Part(int parameters, double trainings, int running, double epochSeconds) {
        boolean isMeasured() {
            return !Double.isNaN(epochSeconds);
        }
    }

    /** @param epochs of each training */
    TimeLeft(int epochs) {
        this.epochs = epochs;
    }

    void add(int parameters, ModelStatus status, double epochSeconds) {
        parts.add(new Part(parameters, status.left() + status.running() / 2.0, status.running(), epochSeconds));
    }

    /** In seconds; NaN if nothing was measured yet. */
    double seconds() {
        double perParameter = parts.stream()
                .filter(Part::isMeasured)
                .mapToDouble(part -> part.epochSeconds() / part.parameters())
                .average()
                .orElse(Double.NaN);
        double seconds = 0;
        for (Part part : parts) {
            double each = part.isMeasured() ? part.epochSeconds() : perParameter * part.parameters();
            seconds += part.trainings() == 0 ? 0 : part.trainings() * epochs * each;
        }
        int running = parts.stream().mapToInt(Part::running).sum();
        return seconds / (running > 0 ? running : Runtime.getRuntime().availableProcessors());
    }
}
