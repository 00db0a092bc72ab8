package io.intona.lab.experiment;

import io.intona.lab.stats.Temperature;
import io.intona.model.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        List<float[]> probabilities = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (RunRecord run : runs) {
            for (Prediction prediction : run.validationPredictions()) {
                probabilities.add(prediction.probabilities());
                truth.add(run.labels().indexOf(prediction.truth()));
            }
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
    private static double confidence(float[] probabilities, double temperature) {
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
