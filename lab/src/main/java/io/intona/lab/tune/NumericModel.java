package io.intona.lab.tune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A number, as normal distributions on its {@link Axis}, cut off at the ends: one around each observation, and the prior's
 * in the middle, as wide as the axis. Continuous values have a density, discrete ones the mass of their cell. The factor
 * 1/x of a logarithmic axis is left out; it cancels in the ratio of two estimators.
 *
 * <p>How wide an observation's kernel is: alone, the greater of the distances to its neighbours, where the outermost do not
 * see the ends of the axis; jointly with other parameters, Scott's rule, 0.2 · k^(−1/(d+4)) of the axis for k observations
 * of d parameters. Never less than 1/min(100, k + 2) of the axis, never more than the axis.
 */
final class NumericModel implements ParameterModel {
    private static final double SCOTT_FACTOR = 0.2;
    private static final double MOST_KERNELS_ACROSS = 100;

    private final Axis axis;
    private final boolean normalized;
    private final boolean integerCells;
    private final double[] means; // (kernels)
    private final double[] sigmas; // (kernels)
    private final double[] logMasses; // (kernels)

    private NumericModel(Axis axis, TpeProfile profile, double[] means, double[] sigmas) {
        this.axis = axis;
        this.normalized = profile.normalized();
        this.integerCells = profile.integerCells();
        this.means = means;
        this.sigmas = sigmas;
        this.logMasses = IntStream.range(0, means.length)
                .mapToDouble(i -> TruncatedNormal.logMass(standard(i, axis.low()), standard(i, axis.high())))
                .toArray();
    }

    /**
     * @param observed values, oldest first
     * @param parameters how many are modelled jointly; 0 for this one alone
     */
    static NumericModel of(double[] observed, Axis axis, TpeProfile profile, int parameters) {
        int k = observed.length;
        double[] means = new double[k + 1];
        for (int i = 0; i < k; i++) {
            means[i] = axis.inward(observed[i]);
        }
        means[k] = 0.5 * (axis.low() + axis.high());
        double[] sigmas = parameters > 0 ? scott(k, axis, parameters) : neighbours(means, axis, profile);
        double least = axis.range() / Math.min(MOST_KERNELS_ACROSS, k + 2);
        for (int i = 0; i < k; i++) {
            sigmas[i] = Math.min(Math.max(sigmas[i], least), axis.range());
        }
        sigmas[k] = axis.range();
        return new NumericModel(axis, profile, means, sigmas);
    }

    private static double[] scott(int k, Axis axis, int parameters) {
        double[] sigmas = new double[k + 1];
        Arrays.fill(sigmas, SCOTT_FACTOR * StrictMath.pow(Math.max(k, 1), -1.0 / (parameters + 4)) * axis.range());
        return sigmas;
    }

    private static double[] neighbours(double[] means, Axis axis, TpeProfile profile) {
        int points = profile.priorIsNeighbour() ? means.length : means.length - 1;
        int[] order = IntStream.range(0, points)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> means[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sigmas = new double[means.length];
        for (int j = 0; j < points; j++) {
            double left = means[order[j]] - (j > 0 ? means[order[j - 1]] : axis.low());
            double right = (j < points - 1 ? means[order[j + 1]] : axis.high()) - means[order[j]];
            if (points >= 2 && j == 0) {
                left = right;
            } else if (points >= 2 && j == points - 1) {
                right = left;
            }
            sigmas[order[j]] = Math.max(left, right);
        }
        return sigmas;
    }

    double[] means() {
        return means.clone();
    }

    double[] sigmas() {
        return sigmas.clone();
    }

    private double standard(int kernel, double coordinate) {
        return (coordinate - means[kernel]) / sigmas[kernel];
    }

    @Override
    public double logDensity(int kernel, double value) {
        if (!axis.contains(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        if (axis.step() > 0 && (!axis.log() || integerCells)) {
            double left = inward(value - axis.step() / 2);
            double right = inward(value + axis.step() / 2);
            return TruncatedNormal.logMass(
                            standard(kernel, Math.max(left, axis.low())),
                            standard(kernel, Math.min(right, axis.high())))
                    - logMasses[kernel];
        }
        double z = standard(kernel, axis.inward(value));
        double logDensity = -z * z / 2 - TruncatedNormal.LOG_SQRT_TWO_PI - logMasses[kernel];
        return normalized ? logDensity - StrictMath.log(sigmas[kernel]) : logDensity;
    }

    private double inward(double value) {
        return axis.inward(value);
    }

    @Override
    public double draw(int kernel, double u) {
        double z = TruncatedNormal.quantile(standard(kernel, axis.low()), standard(kernel, axis.high()), u);
        return axis.outward(means[kernel] + sigmas[kernel] * z);
    }
}
