package io.intona.lab.experiment;

import io.intona.lab.train.Dataset;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is evaluated: everything that the records depend on, and nothing else.
 *
 * @param dataset the clips
 * @param model name of the architecture, such as {@code LSTM-h64-v8}
 * @param protocol the rules
 * @param settings of every training, or, found by nested tuning, of each fold's trainings; all with as many epochs
 * @param runs how many, from 1; more may be added later
 * @param seed of all randomness: run k, fold j has the streams of (seed, k, j)
 */
public record EvaluationPlan(
        Dataset dataset, String model, Protocol protocol, List<TrainingSettings> settings, int runs, long seed) {
    /** Most runs that one evaluation may have. */
    public static final int MAX_RUNS = 1000;

    private static final String EPOCHS = "epochs";

    /** @throws IllegalArgumentException if the model's name, the number of runs or the settings are not possible */
    public EvaluationPlan {
        settings = List.copyOf(settings);
        if (!(runs >= 1 && runs <= MAX_RUNS)) {
            throw new IllegalArgumentException(runs + " runs, expected 1 to " + MAX_RUNS);
        }
        if (!(settings.size() == 1 || settings.size() == Folds.COUNT)) {
            throw new IllegalArgumentException(
                    settings.size() + " settings, expected one for all folds or " + Folds.COUNT);
        }
        if (!(settings.stream().mapToInt(TrainingSettings::epochs).distinct().count() == 1)) {
            throw new IllegalArgumentException("settings of folds with different epochs, expected as many in each");
        }
        settings.forEach(each -> each.check(protocol));
        Architecture.parse(
                model, dataset.features().size(), dataset.corpus().labels().size());
    }

    /** A plan with the same settings for all folds. */
    public EvaluationPlan(
            Dataset dataset, String model, Protocol protocol, TrainingSettings settings, int runs, long seed) {
        this(dataset, model, protocol, List.of(settings), runs, seed);
    }

    /** The network's shape. */
    public Architecture architecture() {
        return Architecture.parse(
                model, dataset.features().size(), dataset.corpus().labels().size());
    }

    /** The settings of a fold's trainings. */
    public TrainingSettings settings(int fold) {
        return settings.get(settings.size() == 1 ? 0 : fold);
    }

    /** Epochs of every training. */
    public int epochs() {
        return settings.get(0).epochs();
    }

    /** The folds of every run. */
    List<Fold> folds() {
        return Folds.of(dataset.corpus(), seed);
    }

    /** What the records have in common. */
    RecordHead head() {
        Map<String, Object> all = new LinkedHashMap<>(dataset.fields());
        all.putAll(fields(settings));
        return new RecordHead(model, protocol.switches(), seed, dataset.corpus().labels(), all);
    }

    /**
     * Settings by the names that records give them: those of all folds, or the epochs and under {@code by_fold} the rest
     * fold by fold.
     */
    static Map<String, Object> fields(List<TrainingSettings> settings) {
        if (settings.size() == 1) {
            return settings.get(0).fields();
        }
        List<Map<String, Object>> folds = new ArrayList<>();
        for (TrainingSettings each : settings) {
            Map<String, Object> fields = each.fields();
            fields.remove(EPOCHS);
            folds.add(fields);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(EPOCHS, settings.get(0).epochs());
        fields.put("by_fold", folds);
        return fields;
    }

    /** Where its records lie within a folder. */
    OutputFolder folder(Path out) {
        return new OutputFolder(out, head(), Folds.COUNT, dataset.examples().size());
    }
}
