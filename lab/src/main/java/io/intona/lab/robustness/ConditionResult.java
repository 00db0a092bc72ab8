package io.intona.lab.robustness;

import io.intona.lab.robustness.Answers.Sure;
import io.intona.lab.stats.Calibration;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.lab.stats.SpeakerBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How well the networks do under one condition, over all runs.
 *
 * @param condition its name
 * @param unheard clips too short for an answer: not recognised, abstained from, and not in the calibration error
 * @param uar with an interval over speakers
 * @param difference of UAR from that of the clean recordings, in the same draws of speakers
 * @param recalls by label, in their order; nothing for a label without clips
 * @param calibrationError expected calibration error in bins of 10 %, at each fold's temperature; nothing if no clip is
 *     heard
 * @param abstained share of all clips whose answer is less sure than its fold's threshold
 * @param uarOfAnswered of the clips that are answered; nothing if there are none
 */
public record ConditionResult(
        String condition,
        int unheard,
        SpeakerBootstrap uar,
        SpeakerBootstrap difference,
        List<Optional<Double>> recalls,
        Optional<Double> calibrationError,
        double abstained,
        Optional<Double> uarOfAnswered) {
    /** Of the draws of speakers, the same for all conditions. */
    private static final long SEED = 1;

    public ConditionResult {
        recalls = List.copyOf(recalls);
    }

    static ConditionResult of(Condition condition, Answers answers, Answers clean) {
        List<Map<String, ConfusionMatrix>> bySpeaker = answers.bySpeaker();
        ConfusionMatrix all =
                pooled(bySpeaker.stream().flatMap(run -> run.values().stream()).toList());
        List<Sure> sure = answers.sure();
        List<ConfusionMatrix> answered =
                sure.stream().filter(Sure::answered).map(Sure::counts).toList();
        return new ConditionResult(
                condition.name(),
                answers.unheard(),
                SpeakerBootstrap.ofUar(bySpeaker, SpeakerBootstrap.RESAMPLES, SEED),
                SpeakerBootstrap.ofDifference(clean.bySpeaker(), bySpeaker, SpeakerBootstrap.RESAMPLES, SEED),
                recalls(all),
                calibrationError(sure),
                1 - (double) answered.size() / clips(all),
                answered.isEmpty()
                        ? Optional.empty()
                        : Optional.of(pooled(answered).unweightedAverageRecall()));
    }

    private static ConfusionMatrix pooled(List<ConfusionMatrix> matrices) {
        return matrices.stream().reduce(ConfusionMatrix::plus).orElseThrow();
    }

    private static int clips(ConfusionMatrix matrix) {
        int clips = 0;
        for (int[] row : matrix.counts()) {
            for (int count : row) {
                clips += count;
            }
        }
        return clips;
    }

    /** Of the labels, without the row of those that would be no label. */
    private static List<Optional<Double>> recalls(ConfusionMatrix all) {
        List<Optional<Double>> recalls = new ArrayList<>();
        DoubleStream.of(all.recalls())
                .limit(all.classes() - 1)
                .forEach(recall -> recalls.add(Double.isNaN(recall) ? Optional.empty() : Optional.of(recall)));
        return recalls;
    }

    private static Optional<Double> calibrationError(List<Sure> sure) {
        if (sure.isEmpty()) {
            return Optional.empty();
        }
        double[] confidence = sure.stream().mapToDouble(Sure::confidence).toArray();
        boolean[] recognised = new boolean[confidence.length];
        for (int i = 0; i < recognised.length; i++) {
            recognised[i] = sure.get(i).recognised();
        }
        return Optional.of(
                Calibration.of(Calibration.BINS, confidence, recognised).expectedError());
    }
}
