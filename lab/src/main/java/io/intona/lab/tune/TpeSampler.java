package io.intona.lab.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * The tree-structured Parzen estimator [1] as Optuna [2] has it. The history is {@linkplain Split cut} into the best
 * trials and the others, each side becomes a {@link ParzenEstimator}, l of the best and g of the others; points are drawn
 * from l, and the one with the greatest l/g is proposed, which is the one of greatest expected improvement.
 *
 * <p>Parameters are modelled one by one, or jointly: then all that every trial of the history has with the same
 * distribution. Before there are {@value #STARTUP_TRIALS} trials to learn from, parameters are drawn at random. Running
 * trials count among the others, so that workers at the same study keep away from each other.
 *
 * <p>[1] J. Bergstra, R. Bardenet, Y. Bengio, B. Kégl, Algorithms for hyper-parameter optimization, NIPS 2011. [2] T. Akiba
 * et al., Optuna, KDD 2019, doi 10.1145/3292500.3330701; S. Watanabe, arXiv 2304.11127, explains its TPE.
 *
 * @param profile which version of it
 * @param joint whether parameters are modelled jointly
 * @param direction which values are good
 */
record TpeSampler(TpeProfile profile, boolean joint, Direction direction) implements Sampler {
    static final int STARTUP_TRIALS = 10;
    static final int CANDIDATES = 24;

    /** What was drawn from l, and how good it looks: (candidates, parameters) and ln l − ln g of each. */
    record Candidates(List<String> parameters, double[][] points, double[] scores) {
        int best() {
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            return best;
        }
    }

    @Override
    public Map<String, Double> sample(List<Trial> history, Map<String, Distribution> space, DoubleSupplier uniform) {
        if (Split.counted(history) < STARTUP_TRIALS) {
            return new RandomSampler().sample(history, space, uniform);
        }
        Map<String, Double> drawn = new LinkedHashMap<>();
        Map<String, Distribution> together = joint ? commonSpace(history, space) : Map.of();
        if (!together.isEmpty()) {
            draw(candidates(history, together, true, uniform), drawn);
        }
        Map<String, Double> sample = new LinkedHashMap<>();
        space.forEach((name, distribution) -> {
            if (distribution.isSingle()) {
                sample.put(name, RandomSampler.draw(distribution, uniform));
            } else {
                if (!drawn.containsKey(name)) {
                    draw(candidates(history, Map.of(name, distribution), false, uniform), drawn);
                }
                sample.put(name, drawn.get(name));
            }
        });
        return sample;
    }

    /** The parameters that every trial worth learning from has with the same distribution, in the order of drawing. */
    private Map<String, Distribution> commonSpace(List<Trial> history, Map<String, Distribution> space) {
        Map<String, Distribution> common = profile.categoricalFirst() ? new TreeMap<>() : new LinkedHashMap<>();
        space.forEach((name, distribution) -> {
            boolean everywhere = history.stream()
                    .filter(trial -> trial.state().counts())
                    .allMatch(trial -> hasWith(trial, name, distribution));
            if (everywhere && !distribution.isSingle()) {
                common.put(name, distribution);
            }
        });
        return common;
    }

    private static boolean hasWith(Trial trial, String name, Distribution distribution) {
        Parameter parameter = trial.parameters().get(name);
        return parameter != null && parameter.distribution().equals(distribution);
    }

    private static void draw(Candidates candidates, Map<String, Double> drawn) {
        double[] best = candidates.points()[candidates.best()];
        for (int j = 0; j < best.length; j++) {
            drawn.put(candidates.parameters().get(j), best[j]);
        }
    }

    /** @param together whether the parameters are modelled jointly, even if it is only one */
    Candidates candidates(
            List<Trial> history, Map<String, Distribution> parameters, boolean together, DoubleSupplier uniform) {
        Split split = Split.of(history, direction, true);
        ParzenEstimator l = estimator(split.below(), parameters, together);
        ParzenEstimator g = estimator(split.above(), parameters, together);
        double[][] points = l.draw(CANDIDATES, profile, uniform);
        double[] scores = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            scores[i] = l.logDensity(points[i]) - g.logDensity(points[i]);
        }
        return new Candidates(List.copyOf(l.models().keySet()), points, scores);
    }

    private ParzenEstimator estimator(List<Trial> side, Map<String, Distribution> parameters, boolean together) {
        return ParzenEstimator.of(Split.having(side, parameters), parameters, together, profile);
    }
}
