package io.intona.lab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.intona.lab.stats.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One run of a model: everything that tables, figures and tests are computed from, and nothing that depends on where,
 * when or how often interrupted it was made. A single finished fold has the same form, with one fold in it.
 *
 * @param schema version of this form, {@value #SCHEMA}
 * @param model name of the architecture
 * @param protocol all switches of the protocol
 * @param run from 1
 * @param seed of the evaluation; a run's random numbers follow from seed, run and fold
 * @param labels in the corpus's order
 * @param uar unweighted average recall of the pooled confusion matrix, in [0, 1]: the mean over the labels in
 *     alphabetical order, so that its digits are those that scikit-learn computes from the predictions
 * @param confusion counts pooled over the folds, rows the truth
 * @param folds in ascending order
 * @param predictions of the test clips, fold by fold, each fold in the corpus's order
 * @param validationPredictions of the validation clips by the network that was tested, in the same order
 * @param settings all else that the result depends on: corpus, features, training
 */
@JsonPropertyOrder({
    "schema",
    "model",
    "protocol",
    "run",
    "seed",
    "labels",
    "uar",
    "confusion",
    "folds",
    "predictions",
    "validation_predictions",
    "settings"
})
public record RunRecord(
        int schema,
        String model,
        Map<String, String> protocol,
        int run,
        long seed,
        List<String> labels,
        double uar,
        List<List<Integer>> confusion,
        List<FoldRecord> folds,
        List<Prediction> predictions,
        @JsonProperty("validation_predictions") List<Prediction> validationPredictions,
        Map<String, Object> settings) {
    /** The version of records that this class writes, and the only one that it reads. */
    public static final int SCHEMA = 1;

    public RunRecord {
        protocol = Collections.unmodifiableMap(new LinkedHashMap<>(protocol));
        labels = List.copyOf(labels);
        confusion = confusion.stream().map(List::copyOf).toList();
        folds = List.copyOf(folds);
        predictions = List.copyOf(predictions);
        validationPredictions = List.copyOf(validationPredictions);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** A record whose scores are computed from its predictions. */
    static RunRecord of(
            RecordHead head, int run, List<FoldRecord> folds, List<Prediction> test, List<Prediction> validation) {
        ConfusionMatrix matrix = confusion(head.labels(), test);
        return new RunRecord(
                SCHEMA,
                head.model(),
                head.protocol(),
                run,
                head.seed(),
                head.labels(),
                uar(head.labels(), test),
                rows(matrix),
                folds,
                test,
                validation,
                head.settings());
    }

    /**
     * The mean recall, added up in the alphabetical order of the labels, as scikit-learn's {@code balanced_accuracy_score}
     * does with labels that are words: its last digit depends on the order.
     */
    private static double uar(List<String> labels, List<Prediction> predictions) {
        return confusion(labels.stream().sorted().toList(), predictions).unweightedAverageRecall();
    }

    /** The run that consists of the given folds, pooled in the order given. */
    static RunRecord pool(RecordHead head, int run, List<RunRecord> parts) {
        List<FoldRecord> folds = new ArrayList<>();
        List<Prediction> test = new ArrayList<>();
        List<Prediction> validation = new ArrayList<>();
        for (RunRecord part : parts) {
            folds.addAll(part.folds);
            test.addAll(part.predictions);
            validation.addAll(part.validationPredictions);
        }
        return of(head, run, folds, test, validation);
    }

    /** What this record has in common with all others of its evaluation. */
    RecordHead head() {
        return new RecordHead(model, protocol, seed, labels, settings);
    }

    /** The pooled confusion matrix of the test clips. */
    public ConfusionMatrix confusionMatrix() {
        return confusion(labels, predictions);
    }

    /** The confusion matrix of each fold's test clips, by fold. */
    public SortedMap<Integer, ConfusionMatrix> byFold() {
        SortedMap<Integer, ConfusionMatrix> matrices = new TreeMap<>();
        for (FoldRecord fold : folds) {
            matrices.put(fold.fold(), only(prediction -> prediction.fold() == fold.fold()));
        }
        return matrices;
    }

    /** The confusion matrix of each test speaker's clips, by speaker. */
    public SortedMap<String, ConfusionMatrix> bySpeaker() {
        SortedMap<String, ConfusionMatrix> matrices = new TreeMap<>();
        for (FoldRecord fold : folds) {
            for (String speaker : fold.test()) {
                matrices.put(speaker, only(prediction -> prediction.speaker().equals(speaker)));
            }
        }
        return matrices;
    }

    private ConfusionMatrix only(Predicate<Prediction> wanted) {
        return confusion(labels, predictions.stream().filter(wanted).toList());
    }

    private static ConfusionMatrix confusion(List<String> labels, List<Prediction> predictions) {
        return ConfusionMatrix.of(
                labels.size(),
                predictions.stream()
                        .mapToInt(each -> labels.indexOf(each.truth()))
                        .toArray(),
                predictions.stream()
                        .mapToInt(each -> labels.indexOf(each.predicted()))
                        .toArray());
    }

    private static List<List<Integer>> rows(ConfusionMatrix matrix) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : matrix.counts()) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return rows;
    }
}
