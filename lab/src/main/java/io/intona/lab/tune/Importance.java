package io.intona.lab.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each parameter decides whether a trial is among the best: PED-ANOVA [1]. With p the density of the best quarter of
 * the complete trials over one parameter, and q that of all of them, both {@link ParzenEstimator}s,
 *
 * <pre>
 *   D = Σ_g q(g) · (p(g)/q(g) − 1)²         over the choices, or 50 even points of the axis,
 * </pre>
 *
 * Pearson's divergence, divided by the sum over all parameters. It says nothing of parameters that only matter together,
 * and little of a dozen trials.
 *
 * <p>[1] S. Watanabe, A. Bansal, F. Hutter, PED-ANOVA: efficiently quantifying hyperparameter importance in arbitrary
 * subspaces, IJCAI 2023, arXiv 2304.10255.
 */
final class Importance {
    private static final int POINTS = 50;
    private static final int BEST_OF = 4;

    private Importance() {}

    /** Shares that add up to 1, by name; all 0 if nothing can be told. */
    static Map<String, Double> of(List<Trial> trials, Direction direction) {
        List<Trial> complete = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        Map<String, Double> divergences = new LinkedHashMap<>();
        if (complete.isEmpty()) {
            return divergences;
        }
        List<Trial> best = ConfirmationAgenda.best(complete, Math.max(1, complete.size() / BEST_OF), direction);
        complete.get(0).parameters().forEach((name, parameter) -> {
            Map<String, Distribution> one = Map.of(name, parameter.distribution());
            divergences.put(
                    name,
                    parameter.distribution().isSingle()
                            ? 0
                            : divergence(Split.having(best, one), Split.having(complete, one), one));
        });
        double sum =
                divergences.values().stream().mapToDouble(Double::doubleValue).sum();
        divergences.replaceAll((name, divergence) -> sum > 0 ? divergence / sum : 0);
        return divergences;
    }

    private static double divergence(List<Trial> best, List<Trial> all, Map<String, Distribution> one) {
        double[] grid = grid(one.values().iterator().next());
        double[] p = shares(ParzenEstimator.of(best, one, true, TpeProfile.O4_9), grid);
        double[] q = shares(ParzenEstimator.of(all, one, true, TpeProfile.O4_9), grid);
        double divergence = 0;
        for (int g = 0; g < grid.length; g++) {
            divergence += q[g] * (p[g] / q[g] - 1) * (p[g] / q[g] - 1);
        }
        return divergence;
    }

    private static double[] grid(Distribution distribution) {
        List<Double> grid = new ArrayList<>();
        if (distribution instanceof Distribution.Categorical categorical) {
            for (int choice = 0; choice < categorical.choices().size(); choice++) {
                grid.add((double) choice);
            }
        } else {
            Axis axis = Axis.of(distribution);
            for (int point = 0; point < POINTS; point++) {
                double value = axis.outward(axis.low() + axis.range() * (point + 0.5) / POINTS);
                if (!grid.contains(value)) { // discrete ones have fewer
                    grid.add(value);
                }
            }
        }
        return grid.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] shares(ParzenEstimator estimator, double[] grid) {
        double[] shares = new double[grid.length];
        double sum = 0;
        for (int g = 0; g < grid.length; g++) {
            shares[g] = StrictMath.exp(estimator.logDensity(new double[] {grid[g]}));
            sum += shares[g];
        }
        for (int g = 0; g < grid.length; g++) {
            shares[g] /= sum;
        }
        return shares;
    }
}
