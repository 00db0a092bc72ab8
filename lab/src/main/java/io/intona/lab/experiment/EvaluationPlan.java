package io.intona.lab.experiment;

import io.intona.lab.train.Dataset;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Architecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is evaluated: everything that the records depend on, and nothing else.
 *
 * @param dataset the clips
 * @param model name of the architecture, such as {@code LSTM-h64-v8}
 * @param protocol the rules
 * @param settings of every training
 * @param runs how many, from 1; more may be added later
 * @param seed of all randomness: run k, fold j has the streams of (seed, k, j)
 */
public record EvaluationPlan(
        Dataset dataset, String model, Protocol protocol, TrainingSettings settings, int runs, long seed) {
    /** Most runs that one evaluation may have. */
    public static final int MAX_RUNS = 1000;

    /** @throws IllegalArgumentException if the model's name or the number of runs is not possible */
    public EvaluationPlan {
        if (!(runs >= 1 && runs <= MAX_RUNS)) {
            throw new IllegalArgumentException(runs + " runs, expected 1 to " + MAX_RUNS);
        }
        Architecture.parse(
                model, dataset.features().size(), dataset.corpus().labels().size());
    }

    /** The network's shape. */
    public Architecture architecture() {
        return Architecture.parse(
                model, dataset.features().size(), dataset.corpus().labels().size());
    }

    /** The folds of every run. */
    List<Fold> folds() {
        return Folds.of(dataset.corpus(), seed);
    }

    /** What the records have in common. */
    RecordHead head() {
        Map<String, Object> all = new LinkedHashMap<>(dataset.fields());
        all.putAll(settings.fields());
        return new RecordHead(model, protocol.switches(), seed, dataset.corpus().labels(), all);
    }
}
