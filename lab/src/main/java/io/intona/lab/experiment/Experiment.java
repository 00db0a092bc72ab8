package io.intona.lab.experiment;

import io.intona.feature.FeatureSpec;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.ExperimentSettings.Found;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table to be made: several models, evaluated alike. {@link ExperimentFile} reads it.
 *
 * @param name also that of its folder
 * @param corpus {@code ravdess}, {@code emodb} or {@code csv}, whose place differs from machine to machine, or a whole
 *     specification such as {@code synthetic:small}
 * @param models names of architectures, in the order of the table
 * @param runs of each model
 * @param seed of all randomness: run k, fold j of every model has the streams of (seed, k, j), so run k of one model is
 *     the pair of run k of another
 * @param protocol the rules
 * @param features what the models hear
 * @param settings of the trainings; if a search has found them, the protocol's tuning is that search's
 * @param order which trainings come first
 * @param comparisons the family of tests that was planned, which a correction for many tests goes by
 */
public record Experiment(
        String name,
        String corpus,
        List<String> models,
        int runs,
        long seed,
        Protocol protocol,
        FeatureSpec features,
        ExperimentSettings settings,
        WorkOrder order,
        List<Comparison> comparisons) {
    /** The version of {@link #toJson}. */
    static final int SCHEMA = 1;

    /**
     * Two models whose runs are compared pair by pair.
     *
     * @param first one of the experiment's models
     * @param second another
     */
    public record Comparison(String first, String second) {}

    public Experiment {
        models = List.copyOf(models);
        comparisons = List.copyOf(comparisons);
    }

    /** Whether the corpus is made and not found in some place. */
    public boolean isSynthetic() {
        return corpus.startsWith(ExperimentFile.SYNTHETIC);
    }

    /**
     * Makes sure, before any recording is heard, that the settings may be used on a corpus.
     *
     * @throws IllegalArgumentException if a search for settings has heard speakers that they would be tested on, or
     *     another corpus
     */
    public void check(Corpus corpus) {
        settings.checkConditions(Map.of("corpus", corpus.name()));
        settings.check(Folds.of(corpus, seed));
    }

    /** The same once all recordings have been heard. */
    void check(Dataset dataset) {
        check(dataset.corpus());
        settings.checkConditions(dataset.fields());
    }

    /** What is to be evaluated, one plan a model. */
    List<EvaluationPlan> plans(Dataset dataset) {
        return models.stream()
                .map(model -> new EvaluationPlan(dataset, model, protocol, settings.byFold(), runs, seed))
                .toList();
    }

    /** Those fields of the records that are known without the corpus. */
    Map<String, String> fields() {
        Map<String, Object> known = new LinkedHashMap<>(Dataset.fields(features));
        known.putAll(EvaluationPlan.fields(settings.byFold()));
        Map<String, String> fields =
                new RecordHead(models.get(0), protocol.switches(), seed, List.of(), known).fields();
        fields.remove("labels");
        return fields;
    }

    /**
     * All of it as JSON, for those who read the records later: {@code docs/schema/experiment.schema.json}.
     *
     * @param command that makes the records
     * @param planned those comparisons that count as planned, see {@link ExperimentNote}
     */
    String toJson(String command, List<Comparison> planned) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("name", name);
        fields.put("command", command);
        fields.put("corpus", corpus);
        fields.putAll(Dataset.fields(features));
        fields.put("protocol", protocol.switches());
        fields.put("seed", seed);
        fields.put("runs", runs);
        fields.put("settings", EvaluationPlan.fields(settings.byFold()));
        if (settings instanceof Found found) {
            fields.put("study", found.fields());
        }
        fields.put("order", order.toString());
        fields.put("models", models);
        fields.put("comparisons", pairs(planned));
        List<Comparison> later = new ArrayList<>(comparisons);
        later.removeAll(planned);
        if (!later.isEmpty()) {
            fields.put("later_comparisons", pairs(later));
        }
        return Json.lines(fields);
    }

    private static List<List<String>> pairs(List<Comparison> comparisons) {
        return comparisons.stream()
                .map(pair -> List.of(pair.first(), pair.second()))
                .toList();
    }
}
