package io.intona.lab.experiment;

import io.intona.lab.stats.Temperature;
import io.intona.model.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a cross-validation teaches about how sure a model may be. It is learnt from the validation clips of all folds, of
 * which the networks have chosen an epoch but no weight; the test clips are left to tell whether it is true.
 */
public final class ModelCalibration {
    /** Share of the clips whose answers are the least sure, and which a model would rather not answer. */
    public static final double ABSTAINING_SHARE = 0.2;

    private ModelCalibration() {}

    /**
     * Temperature ({@link Temperature}) and threshold: the greatest that leaves at most {@value #ABSTAINING_SHARE} of the
     * clips without an answer.
     *
     * @param runs of one model, with predictions for validation clips
     * @throws IllegalArgumentException if there are no such predictions
     */
    public static Calibration of(List<RunRecord> runs) {
        List<Prediction> predictions = runs.stream()
                .flatMap(run -> run.validationPredictions().stream())
                .toList();
        return of(runs.isEmpty() ? List.of() : runs.get(0).labels(), predictions);
    }

    /**
     * The same from the validation clips of one fold, for the network of that fold: nothing of its test speakers is in it.
     *
     * @return nothing if the record has no such predictions
     */
    public static Optional<Calibration> ofFold(RunRecord run, int fold) {
        List<Prediction> predictions = run.validationPredictions().stream()
                .filter(prediction -> prediction.fold() == fold)
                .toList();
        return predictions.isEmpty() ? Optional.empty() : Optional.of(of(run.labels(), predictions));
    }

    private static Calibration of(List<String> labels, List<Prediction> predictions) {
        List<float[]> probabilities = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (Prediction prediction : predictions) {
            probabilities.add(prediction.probabilities());
            truth.add(labels.indexOf(prediction.truth()));
        }
        float[][] all = probabilities.toArray(float[][]::new);
        double temperature =
                Temperature.fit(all, truth.stream().mapToInt(Integer::intValue).toArray());
        double[] confidence = new double[all.length];
        for (int clip = 0; clip < all.length; clip++) {
            confidence[clip] = confidence(all[clip], temperature);
        }
        Arrays.sort(confidence);
        return new Calibration(temperature, confidence[(int) (ABSTAINING_SHARE * confidence.length)]);
    }

    /** The greatest probability at a temperature, of probabilities at temperature 1. */
    public static double confidence(float[] probabilities, double temperature) {
        double greatest = 0;
        for (float probability : probabilities) {
            greatest = Math.max(greatest, probability);
        }
        double sum = 0;
        for (float probability : probabilities) {
            sum += Math.pow(probability / greatest, 1 / temperature);
        }
        return 1 / sum;
    }
}
