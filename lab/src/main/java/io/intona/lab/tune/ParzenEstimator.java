package io.intona.lab.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * A density over one parameter, or over several jointly, made of one kernel for each observation and one for the prior:
 *
 * <pre>
 *   p(x) = Σ_i w_i · Π_j c_ij(x_j)
 * </pre>
 *
 * The product over parameters is inside the sum, so what goes together stays together. Observations weigh the same until
 * there are 25 of them; of more, the oldest weigh less.
 *
 * @param weights (kernels), adding up to 1, the prior's last
 * @param models one for each parameter, in the order of their drawing
 */
record ParzenEstimator(double[] weights, Map<String, ParameterModel> models) {
    private static final int FULL_WEIGHT = 25;

    /**
     * @param trials observations that all have the parameters, oldest first
     * @param parameters in the order of their drawing
     * @param joint whether this is one of several parameters that are drawn together, even if it is the only one
     */
    static ParzenEstimator of(
            List<Trial> trials, Map<String, Distribution> parameters, boolean joint, TpeProfile profile) {
        Map<String, ParameterModel> models = new LinkedHashMap<>();
        parameters.forEach((name, distribution) -> {
            double[] observed = ParameterModel.values(trials, name);
            models.put(
                    name,
                    distribution instanceof Distribution.Categorical categorical
                            ? CategoricalModel.of(
                                    observed, categorical.choices().size())
                            : NumericModel.of(observed, Axis.of(distribution), profile, joint ? parameters.size() : 0));
        });
        return new ParzenEstimator(normalized(trials.size()), models);
    }

    private static double[] normalized(int k) {
        double[] weights = Arrays.copyOf(observationWeights(k), k + 1);
        weights[k] = 1; // the prior's
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Weights of k observations, oldest first, before they are made to add up to 1. */
    static double[] observationWeights(int k) {
        double[] weights = new double[k];
        Arrays.fill(weights, 1);
        int ramp = k - FULL_WEIGHT;
        for (int i = 0; i < ramp; i++) {
            weights[i] = ramp == 1 ? 1.0 / k : 1.0 / k + i * ((1 - 1.0 / k) / (ramp - 1));
        }
        return weights;
    }

    /** ln p at a point, given in the order of the models. */
    double logDensity(double[] point) {
        double[] terms = new double[weights.length];
        List<ParameterModel> each = new ArrayList<>(models.values());
        for (int kernel = 0; kernel < weights.length; kernel++) {
            terms[kernel] = StrictMath.log(weights[kernel]);
            for (int j = 0; j < point.length; j++) {
                terms[kernel] += each.get(j).logDensity(kernel, point[j]);
            }
        }
        return logSumExp(terms);
    }

    private static double logSumExp(double[] terms) {
        double greatest = Arrays.stream(terms).max().orElseThrow();
        if (Double.isInfinite(greatest)) {
            return greatest;
        }
        double sum = 0;
        for (double term : terms) {
            sum += StrictMath.exp(term - greatest);
        }
        return greatest + StrictMath.log(sum);
    }

    /** Points drawn from this density; (points, parameters). */
    double[][] draw(int count, TpeProfile profile, DoubleSupplier uniform) {
        int[] kernels = kernels(count, uniform);
        List<ParameterModel> each = new ArrayList<>(models.values());
        double[][] points = new double[count][each.size()];
        for (int j : drawingOrder(each, profile)) {
            for (int point = 0; point < count; point++) {
                points[point][j] = each.get(j).draw(kernels[point], uniform.getAsDouble());
            }
        }
        return points;
    }

    private int[] kernels(int count, DoubleSupplier uniform) {
        double[] cumulative = weights.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        double total = cumulative[cumulative.length - 1];
        double[] shares = Arrays.stream(cumulative).map(sum -> sum / total).toArray();
        return IntStream.range(0, count)
                .map(i -> ParameterModel.countUpTo(shares, uniform.getAsDouble()))
                .toArray();
    }

    private static int[] drawingOrder(List<ParameterModel> models, TpeProfile profile) {
        IntStream all = IntStream.range(0, models.size());
        return profile.categoricalFirst()
                ? all.boxed()
                        .sorted(Comparator.comparing(j -> models.get(j) instanceof NumericModel))
                        .mapToInt(Integer::intValue)
                        .toArray()
                : all.toArray();
    }
}
