package io.intona.lab.robustness;

import io.intona.lab.experiment.KeptRun;
import io.intona.lab.experiment.ModelCalibration;
import io.intona.lab.experiment.Prediction;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.model.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the networks of all runs say of each clip under one condition. A clip that is too short for them has no answer: it
 * counts as not recognised, in a column of its own behind the labels, and as one that they abstained from.
 */
final class Answers {
    private final List<KeptRun> runs;
    private final List<List<Prediction>> records; // by run and clip
    private final float[][][] probabilities; // (run, clip, label), empty where nobody answers

    /** No answers yet. */
    Answers(List<KeptRun> runs, List<List<Prediction>> records) {
        this.runs = runs;
        this.records = records;
        this.probabilities = new float[runs.size()][records.get(0).size()][0];
    }

    /** Different clips may be put by different threads. */
    void put(int run, int clip, float[] answer) {
        probabilities[run][clip] = answer;
    }

    Optional<float[]> probabilities(int run, int clip) {
        float[] answer = probabilities[run][clip];
        return answer.length == 0 ? Optional.empty() : Optional.of(answer);
    }

    /** Clips that are too short for an answer. */
    int unheard() {
        int unheard = 0;
        for (float[] answer : probabilities[0]) {
            unheard += answer.length == 0 ? 1 : 0;
        }
        return unheard;
    }

    /** Of each run the confusion matrix of each speaker: the labels, then no answer. */
    List<Map<String, ConfusionMatrix>> bySpeaker() {
        List<Map<String, ConfusionMatrix>> matrices = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            Map<String, ConfusionMatrix> ofRun = new TreeMap<>();
            for (int clip = 0; clip < probabilities[run].length; clip++) {
                ofRun.merge(record(run, clip).speaker(), matrix(run, clip), ConfusionMatrix::plus);
            }
            matrices.add(ofRun);
        }
        return matrices;
    }

    /** Confidence and success of each answer of each run, after its fold's calibration. */
    List<Sure> sure() {
        List<Sure> all = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            List<Optional<Calibration>> calibrations = calibrations(runs.get(run));
            for (int clip = 0; clip < probabilities[run].length; clip++) {
                if (probabilities[run][clip].length > 0) {
                    Calibration calibration =
                            calibrations.get(record(run, clip).fold()).orElse(Calibration.NONE);
                    double confidence =
                            ModelCalibration.confidence(probabilities[run][clip], calibration.temperature());
                    boolean answered = confidence >= calibration.abstainThreshold();
                    all.add(new Sure(Math.min(1, confidence), matrix(run, clip), answered));
                }
            }
        }
        return all;
    }

    /** The calibration of each fold, where the record has clips to learn it from. */
    static List<Optional<Calibration>> calibrations(KeptRun run) {
        return run.record().folds().stream()
                .map(fold -> ModelCalibration.ofFold(run.record(), fold.fold()))
                .toList();
    }

    /**
     * One answer.
     *
     * @param confidence calibrated probability of the label
     * @param counts the answer as a confusion matrix
     * @param answered whether the network would give it
     */
    record Sure(double confidence, ConfusionMatrix counts, boolean answered) {
        boolean recognised() {
            return counts.weightedAccuracy() == 1;
        }
    }

    private Prediction record(int run, int clip) {
        return records.get(run).get(clip);
    }

    private ConfusionMatrix matrix(int run, int clip) {
        List<String> labels = runs.get(run).record().labels();
        int[] truth = {labels.indexOf(record(run, clip).truth())};
        int[] predicted = {best(probabilities[run][clip], labels.size())};
        return ConfusionMatrix.of(labels.size() + 1, truth, predicted);
    }

    /** The most probable label, the first of them if several are. */
    private static int best(float[] answer, int none) {
        if (answer.length == 0) {
            return none;
        }
        int best = 0;
        for (int i = 1; i < answer.length; i++) {
            best = answer[i] > answer[best] ? i : best;
        }
        return best;
    }
}
