package io.intona.lab.stats;

import io.intona.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * UAR of a model, or the difference between two, with an interval that counts the speakers as a sample of all speakers.
 *
 * <p>Runs of a model differ in their initial weights and batches alone: each is judged by the same clips of the same
 * speakers. Their spread therefore says nothing of what other speakers would give, and an interval over runs shrinks
 * towards nothing with more of them. Nor are the clips independent: who is hard to understand is so in all 60 clips. So
 * what is drawn anew is the speaker, with everything that any run said of that speaker's clips (a cluster bootstrap): with
 * S speakers, draw S of them with replacement, pool the counts of all clips of all runs of those drawn, compute UAR; repeat
 * it B times; the interval reaches from the 2.5th to the 97.5th percentile of the B values (interpolated linearly between
 * order statistics). In a difference both models are given the same speakers in each draw. A class of which the drawn
 * speakers have no clips stays out of that draw's UAR.
 *
 * <p>Every run judges the same clips, so UAR of the pooled counts is the mean of the runs' UARs, and the interval is of
 * that mean. Networks are not trained anew in a draw: that the training speakers might have been others is not in it.
 * With few speakers (RAVDESS has 24) percentile intervals are somewhat too narrow.
 *
 * <p>No p-value is computed: the draws are scattered around the estimate and not around 0, so they are no sample under the
 * null hypothesis. What may be said is whether the interval contains 0.
 *
 * <p>C. A. Field and A. H. Welsh, Bootstrapping clustered data, Journal of the Royal Statistical Society B 69 (2007) 369,
 * doi 10.1111/j.1467-9868.2007.00593.x. M. Bisani and H. Ney, Bootstrap estimates for confidence intervals in ASR
 * performance evaluation, ICASSP 2004, doi 10.1109/ICASSP.2004.1326009 (speakers as units, differences of systems).
 *
 * @param estimate UAR, or second − first, of the speakers as they are; not resampled
 * @param low lower end of the {@value MeanInterval#LEVEL} interval
 * @param high upper end
 */
public record SpeakerBootstrap(double estimate, double low, double high) {
    /** Number of draws where nothing else is asked for: the ends vary by about 1 % of the interval's width. */
    public static final int RESAMPLES = 10_000;

    /**
     * UAR of a model.
     *
     * @param runs for each run the confusion matrix of each speaker, by speaker
     * @param resamples number of draws B
     * @param seed of the draws
     * @throws IllegalArgumentException if there are no runs, the runs' speakers or the matrices' classes differ, a speaker has no clips,
     *     there are fewer than two speakers or no draws
     */
    public static SpeakerBootstrap ofUar(List<? extends Map<String, ConfusionMatrix>> runs, int resamples, long seed) {
        SpeakerTally tally = new SpeakerTally(runs);
        return of(tally.speakers().size(), tally::uar, resamples, seed);
    }

    /**
     * UAR of the second model minus that of the first.
     *
     * @param first the first model's runs, as {@link #ofUar} takes them
     * @param second the second model's runs on the same speakers; there may be more or fewer
     * @param resamples number of draws B
     * @param seed of the draws
     * @throws IllegalArgumentException as {@link #ofUar}, and if the models' speakers differ
     */
    public static SpeakerBootstrap ofDifference(
            List<? extends Map<String, ConfusionMatrix>> first,
            List<? extends Map<String, ConfusionMatrix>> second,
            int resamples,
            long seed) {
        SpeakerTally one = new SpeakerTally(first);
        SpeakerTally other = new SpeakerTally(second);
        if (!one.speakers().equals(other.speakers())) {
            throw new IllegalArgumentException(
                    "two models compared on different speakers: " + one.speakers() + " and " + other.speakers());
        }
        return of(one.speakers().size(), times -> other.uar(times) - one.uar(times), resamples, seed);
    }

    private static SpeakerBootstrap of(int speakers, ToDoubleFunction<int[]> statistic, int resamples, long seed) {
        if (!(resamples >= 1)) {
            throw new IllegalArgumentException("a bootstrap of " + resamples + " draws, expected at least 1");
        }
        RandomGenerator random = RandomStreams.of(seed, 0, 0, "speaker bootstrap", 0);
        double[] values = new double[resamples];
        int[] times = new int[speakers]; // how often each speaker is drawn
        for (int draw = 0; draw < resamples; draw++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < speakers; i++) {
                times[random.nextInt(speakers)]++;
            }
            values[draw] = statistic.applyAsDouble(times);
        }
        Arrays.sort(values);
        Arrays.fill(times, 1);
        double tail = (1 - MeanInterval.LEVEL) / 2;
        return new SpeakerBootstrap(statistic.applyAsDouble(times), quantile(values, tail), quantile(values, 1 - tail));
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
