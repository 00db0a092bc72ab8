package io.intona.lab.stats;

import java.util.Arrays;

/**
 * Gaussian kernel density estimate of a sample x₁ … x_n with Scott's bandwidth:
 *
 * <pre>
 *   h    = s · n^(−1/5)                                  s: standard deviation with divisor n − 1
 *   f(x) = 1/(n h √(2π)) Σ_i exp(−(x − x_i)² / (2h²))
 * </pre>
 *
 * as {@code scipy.stats.gaussian_kde} computes it. Immutable and thread-safe.
 *
 * <p>D. W. Scott, Multivariate Density Estimation, Wiley 1992, doi 10.1002/9780470316849.
 */
public final class KernelDensity {
    private final double[] values;
    private final double bandwidth;

    /**
     * The density of a sample, which is copied.
     *
     * @throws IllegalArgumentException if there are fewer than two values, or they are all equal or not finite
     */
    public KernelDensity(double... values) {
        Spread spread = Spread.of(values);
        double minimum = Arrays.stream(values).min().orElse(Double.NaN);
        if (!(minimum < spread.maximum() && Double.isFinite(spread.sampleDeviation()))) {
            throw new IllegalArgumentException("a density of " + values.length + " values from " + minimum + " to "
                    + spread.maximum() + ", expected at least two that differ, all finite");
        }
        this.values = values.clone();
        this.bandwidth = spread.sampleDeviation() * StrictMath.pow(values.length, -1.0 / 5);
    }

    /** Standard deviation h of each kernel, in the unit of the values. */
    public double bandwidth() {
        return bandwidth;
    }

    /** The density f(x), in 1 by the unit of the values. */
    public double at(double x) {
        double[] kernels = new double[values.length];
        for (int i = 0; i < kernels.length; i++) {
            double z = (x - values[i]) / bandwidth;
            kernels[i] = StrictMath.exp(-z * z / 2);
        }
        return PairwiseSum.mean(kernels) / (bandwidth * Math.sqrt(2 * Math.PI));
    }
}
