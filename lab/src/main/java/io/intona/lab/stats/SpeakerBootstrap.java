package io.intona.lab.stats;

import io.intona.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * UAR, or a difference of UARs, with an interval that counts the speakers as a sample of all speakers, and for two models
 * the runs as a sample of all runs, too.
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
 * that mean. It speaks of these networks before other speakers: in {@link #ofUar} and {@link #ofDifference} all runs are in
 * every draw. That will do for one set of networks under two conditions, but not for two models, whose runs differ between
 * them even where the models do not. So {@link #ofPairs} draws both: of R pairs of runs R with replacement and,
 * independently, S speakers; each drawn pair is judged by the drawn speakers, and the R differences are averaged. Crossed
 * draws like these err, if at all, on the wide side (Owen 2007).
 *
 * <p>Networks are not trained anew in a draw: that the training speakers might have been others is in no interval.
 * With few speakers (RAVDESS has 24) and few runs percentile intervals are somewhat too narrow.
 *
 * <p>No p-value is computed: the draws are scattered around the estimate and not around 0, so they are no sample under the
 * null hypothesis. What may be said is whether the interval contains 0.
 *
 * <p>C. A. Field and A. H. Welsh, Bootstrapping clustered data, Journal of the Royal Statistical Society B 69 (2007) 369,
 * doi 10.1111/j.1467-9868.2007.00593.x. M. Bisani and H. Ney, Bootstrap estimates for confidence intervals in ASR
 * performance evaluation, ICASSP 2004, doi 10.1109/ICASSP.2004.1326009 (speakers as units, differences of systems).
 * A. B. Owen, The pigeonhole bootstrap, Annals of Applied Statistics 1 (2007) 386, doi 10.1214/07-AOAS122 (two kinds of
 * units that cross).
 *
 * @param estimate UAR, or second − first, of the speakers and runs as they are; not resampled
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
        return of(
                times -> tally.uar(times[0]), resamples, seed, tally.speakers().size());
    }

    /**
     * UAR of the second set of runs minus that of the first, all runs in every draw.
     *
     * @param first runs, as {@link #ofUar} takes them
     * @param second runs on the same speakers; there may be more or fewer
     * @param resamples number of draws B
     * @param seed of the draws
     * @throws IllegalArgumentException as {@link #ofUar}, and if the speakers differ
     */
    public static SpeakerBootstrap ofDifference(
            List<? extends Map<String, ConfusionMatrix>> first,
            List<? extends Map<String, ConfusionMatrix>> second,
            int resamples,
            long seed) {
        SpeakerTally one = new SpeakerTally(first);
        SpeakerTally other = new SpeakerTally(second);
        requireTheSame(one, other);
        return of(
                times -> other.uar(times[0]) - one.uar(times[0]),
                resamples,
                seed,
                one.speakers().size());
    }

    /**
     * Mean UAR of the second model's runs minus that of the first model's, pairs of runs and speakers drawn anew.
     *
     * @param first the first model's runs, as {@link #ofUar} takes them
     * @param second as many runs of the second model on the same speakers, each the partner of the first's
     * @param resamples number of draws B
     * @param seed of the draws
     * @throws IllegalArgumentException as {@link #ofUar}, and if the speakers differ, a run has no partner, or there are
     *     fewer than two pairs
     */
    public static SpeakerBootstrap ofPairs(
            List<? extends Map<String, ConfusionMatrix>> first,
            List<? extends Map<String, ConfusionMatrix>> second,
            int resamples,
            long seed) {
        int pairs = first.size();
        if (!(pairs >= 2 && second.size() == pairs)) {
            throw new IllegalArgumentException("a bootstrap over pairs of " + pairs + " and " + second.size()
                    + " runs, expected at least 2 and as many of each");
        }
        List<SpeakerTally> ones = new ArrayList<>();
        List<SpeakerTally> others = new ArrayList<>();
        for (int run = 0; run < pairs; run++) {
            ones.add(new SpeakerTally(List.of(first.get(run))));
            others.add(new SpeakerTally(List.of(second.get(run))));
            requireTheSame(ones.get(0), ones.get(run));
            requireTheSame(ones.get(0), others.get(run));
        }
        ToDoubleFunction<int[][]> difference = times -> {
            double sum = 0;
            for (int run = 0; run < pairs; run++) {
                if (times[1][run] > 0) {
                    sum += times[1][run]
                            * (others.get(run).uar(times[0]) - ones.get(run).uar(times[0]));
                }
            }
            return sum / pairs;
        };
        return of(difference, resamples, seed, ones.get(0).speakers().size(), pairs);
    }

    private static void requireTheSame(SpeakerTally one, SpeakerTally other) {
        if (!one.speakers().equals(other.speakers())) {
            throw new IllegalArgumentException(
                    "two models compared on different speakers: " + one.speakers() + " and " + other.speakers());
        }
    }

    /** Draws of each kind of unit as many as there are; the statistic is told how often each one is drawn. */
    private static SpeakerBootstrap of(
            ToDoubleFunction<int[][]> statistic, int resamples, long seed, int... numbersOfUnits) {
        if (!(resamples >= 1)) {
            throw new IllegalArgumentException("a bootstrap of " + resamples + " draws, expected at least 1");
        }
        RandomGenerator random = RandomStreams.of(seed, 0, 0, "speaker bootstrap", 0);
        double[] values = new double[resamples];
        int[][] times =
                Arrays.stream(numbersOfUnits).mapToObj(units -> new int[units]).toArray(int[][]::new);
        for (int draw = 0; draw < resamples; draw++) {
            for (int[] each : times) {
                Arrays.fill(each, 0);
                for (int i = 0; i < each.length; i++) {
                    each[random.nextInt(each.length)]++;
                }
            }
            values[draw] = statistic.applyAsDouble(times);
        }
        Arrays.sort(values);
        for (int[] each : times) {
            Arrays.fill(each, 1);
        }
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
