package io.intona.lab.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Confidence interval of the mean that a sample was drawn around, by Student's t:
 *
 * <pre>
 *   mean ± t(0.975; n − 1) · s / √n        s: standard deviation with divisor n − 1
 * </pre>
 *
 * Of a model's runs it says how well the mean over endless runs <em>on these speakers</em> is known; for other speakers
 * see {@link SpeakerBootstrap}. Values that are all equal give an interval of no width, up to rounding.
 *
 * <p>Student, The probable error of a mean, Biometrika 6 (1908) 1, doi 10.1093/biomet/6.1.1.
 *
 * @param low lower end; NaN for fewer than two values
 * @param high upper end; NaN for fewer than two values
 */
public record MeanInterval(double low, double high) {
    /** How often such intervals cover what they estimate: all intervals of this package have this level. */
    public static final double LEVEL = 0.95;

    /** The interval around the mean of a sample. */
    public static MeanInterval of(Spread sample) {
        if (sample.count() < 2) {
            return new MeanInterval(Double.NaN, Double.NaN);
        }
        double quantile = TDistribution.of(sample.count() - 1).inverseSurvivalProbability((1 - LEVEL) / 2);
        double margin = quantile * sample.sampleDeviation() / Math.sqrt(sample.count());
        return new MeanInterval(sample.mean() - margin, sample.mean() + margin);
    }
}
