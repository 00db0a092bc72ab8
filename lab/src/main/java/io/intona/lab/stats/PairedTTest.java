package io.intona.lab.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t-test of whether two models differ, paired by run. With d the differences second − first of n pairs and s
 * their standard deviation (divisor n − 1),
 *
 * <pre>
 *   t  = mean(d) / (s / √n)        n − 1 degrees of freedom
 *   p  = P(|T| ≥ |t|)              two-sided
 *   dz = mean(d) / s               Cohen's effect size of paired samples
 * </pre>
 *
 * It takes the runs' differences as independent and normal around a common mean. Independent are a run's initial weights
 * and batches; the speakers are the same in all runs, so a small p speaks of these speakers: see {@link SpeakerBootstrap}.
 *
 * <p>Student, Biometrika 6 (1908) 1, doi 10.1093/biomet/6.1.1. D. Lakens, Calculating and reporting effect sizes,
 * Frontiers in Psychology 4 (2013) 863, doi 10.3389/fpsyg.2013.00863, equation 6 (dz).
 *
 * @param pairs number of pairs
 * @param difference mean of second − first
 * @param interval {@value MeanInterval#LEVEL} confidence interval of the difference
 * @param t NaN if all differences are equal, which this test cannot judge
 * @param degreesOfFreedom pairs − 1
 * @param p two-sided; NaN where t is
 * @param effectSize Cohen's dz; NaN where t is
 */
public record PairedTTest(
        int pairs,
        double difference,
        MeanInterval interval,
        double t,
        int degreesOfFreedom,
        double p,
        double effectSize) {
    /**
     * Compares two models.
     *
     * @param first a value for each run of the first model
     * @param second the values of the same runs of the second model
     * @throws IllegalArgumentException if there are fewer than two pairs, the arrays differ in length or a value is no
     *     finite number
     */
    public static PairedTTest of(double[] first, double[] second) {
        Spread differences = Spread.of(Pairs.differences(first, second));
        int pairs = differences.count();
        if (!(pairs >= 2)) {
            throw new IllegalArgumentException("a paired t-test of " + pairs + " pairs, expected at least 2");
        }
        boolean equal = differences.sampleDeviation() < Pairs.EQUAL;
        double effectSize = equal ? Double.NaN : differences.mean() / differences.sampleDeviation();
        double t = effectSize * Math.sqrt(pairs);
        double p = 2 * TDistribution.of(pairs - 1).survivalProbability(Math.abs(t));
        return new PairedTTest(pairs, differences.mean(), MeanInterval.of(differences), t, pairs - 1, p, effectSize);
    }
}
