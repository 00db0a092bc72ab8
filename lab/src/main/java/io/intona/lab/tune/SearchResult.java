package io.intona.lab.tune;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a search has found: of each study, its best trials and the winner. Immutable.
 *
 * @param name of the study, or of the folder of those that a nested search has
 * @param studies in the order of their folds
 */
public record SearchResult(String name, List<StudyResult> studies) {
    public SearchResult {
        studies = List.copyOf(studies);
    }

    /**
     * One study.
     *
     * @param name in the file
     * @param fold whose it is; empty if there is one for all
     * @param attributes what the study is for, JSON by name
     * @param asked how many trials it is to have
     * @param topK how many of the best are to be trained again
     * @param repeats how often each of those
     * @param trials all of them, by number
     * @param finalists the best trials with what they were worth when trained again, the winner first
     * @param finished whether all that was asked for is done
     */
    public record StudyResult(
            String name,
            OptionalInt fold,
            Map<String, String> attributes,
            int asked,
            int topK,
            int repeats,
            List<Trial> trials,
            List<Finalist> finalists,
            boolean finished) {
        public StudyResult {
            trials = List.copyOf(trials);
            finalists = List.copyOf(finalists);
        }

        /** What the study is for, in one respect; JSON. */
        String attribute(String field) {
            String json = attributes.get(field);
            if (json == null) {
                throw new IllegalArgumentException(
                        "study '" + name + "' does not say its " + field + "; was it made by another program?");
            }
            return json;
        }

        /** Number of trials in a state. */
        public int count(TrialState state) {
            return (int) trials.stream().filter(trial -> trial.state() == state).count();
        }
    }

    /**
     * A trial that was among the best.
     *
     * @param trial as it was, its value flattered by its being chosen
     * @param repeats values of trainings with the same parameters and fresh random numbers; empty if none were asked for
     */
    public record Finalist(Trial trial, List<Double> repeats) {
        public Finalist {
            repeats = List.copyOf(repeats);
        }

        /** What it is judged by: the mean of its repeats; its own value if there are none. */
        public double score() {
            return repeats.stream().mapToDouble(Double::doubleValue).average().orElse(trial.value());
        }
    }
}
