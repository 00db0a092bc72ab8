package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * How good whole optimisations with our own random numbers are, beside those of Optuna 3.1.0; {@code -Dintona.statistics}
 * runs all and prints medians and p values. See {@code README.md} in the resources for the objective.
 */
class TpeStatisticsTest {
    private static final JsonNode BENCH = TpeGolden.read("bench");
    private static final Map<String, Distribution> SPACE = TpeGolden.space(TpeGolden.read("golden"));
    private static final int[] MARKS = {20, 30, 40, 60};
    private static final int SEEDS = 40;
    private static final double ACCEPT = 0.01 / MARKS.length;

    private static double objective(Map<String, Double> parameters) {
        double a = Math.log(parameters.get("lr") / 9e-5);
        double b = Math.log(parameters.get("weight_decay") / 1e-3);
        double c = parameters.get("dropout") - 0.3;
        double t = new double[] {.04, .02, 0, .01, .03}[parameters.get("T0").intValue()];
        int batch = new int[] {16, 32, 64}[parameters.get("batch_size").intValue()];
        double s = new double[] {.02, 0, .03}[parameters.get("batch_size").intValue()];
        return 0.70
                - 0.08 * a * a
                - 0.01 * b * b
                - 0.9 * c * c
                - t
                - s
                + 0.03 * a * Math.log(batch / 32.0)
                - 0.01 * a * b;
    }

    /** The objective is the one that the recorded runs optimised. */
    @Test
    void theObjectiveIsTheRecordedOne() {
        for (JsonNode run : TpeGolden.read("golden").get("trajectories")) {
            for (Trial trial : TpeGolden.trials(run.get("trials"), SPACE)) {
                assertThat(Math.abs(objective(Trial.values(trial.parameters())) - trial.value()))
                        .isLessThan(1e-12);
            }
        }
    }

    /**
     * Best values of one run after each mark.
     *
     * @param workers how many trials run at once: each is proposed while the others before it are still running
     */
    private static double[] run(Sampler sampler, long seed, int workers) {
        List<Trial> history = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        double[] marks = new double[MARKS.length];
        for (int n = 0; n < MARKS[MARKS.length - 1]; n++) {
            int ended = n - (workers - 1);
            if (ended > 0) {
                history.set(ended - 1, complete(history.get(ended - 1)));
            }
            RandomGenerator random = RandomStreams.of(seed, 0, 0, "sampler", n);
            Map<String, Double> sample = sampler.sample(history, SPACE, () -> RandomStreams.uniform(random));
            history.add(TpeGolden.trial(n, TrialState.RUNNING, Double.NaN, sample, SPACE, new TreeMap<>()));
            if (workers == 1) {
                history.set(n, complete(history.get(n)));
            }
            best = Math.max(best, objective(sample));
            for (int mark = 0; mark < MARKS.length; mark++) {
                marks[mark] = n + 1 == MARKS[mark] ? best : marks[mark];
            }
        }
        return marks;
    }

    private static Trial complete(Trial trial) {
        Map<String, Double> values = Trial.values(trial.parameters());
        return TpeGolden.trial(trial.number(), TrialState.COMPLETE, objective(values), values, SPACE, new TreeMap<>());
    }

    private static double[][] runs(Sampler sampler, int workers) {
        return IntStream.range(0, SEEDS)
                .mapToObj(seed -> run(sampler, 5000 + seed, workers))
                .toArray(double[][]::new);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static double[][] optunas(String name) {
        return BENCH.get("best_so_far")
                .get(name)
                .valueStream()
                .map(TpeGolden::doubles)
                .toArray(double[][]::new);
    }

    /** Mann and Whitney, two-sided, by the normal approximation: samples of 40, ties are rare. */
    private static double p(double[] x, double[] y) {
        double u = 0;
        for (double a : x) {
            for (double b : y) {
                u += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        double mean = x.length * y.length / 2.0;
        double deviation = Math.sqrt(x.length * y.length * (x.length + y.length + 1) / 12.0);
        return 2 * TruncatedNormal.cdf(-Math.abs(u - mean) / deviation);
    }

    private static void print(String name, double[][] rows, Map<String, double[]> peers) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s", name));
        for (int mark = 0; mark < MARKS.length; mark++) {
            double[] sorted = column(rows, mark);
            Arrays.sort(sorted);
            line.append(String.format(Locale.ROOT, " %.4f", (sorted[SEEDS / 2 - 1] + sorted[SEEDS / 2]) / 2));
        }
        peers.forEach((peer, values) -> {
            line.append("   p against ").append(peer);
            for (double value : values) {
                line.append(String.format(Locale.ROOT, " %.2g", value));
            }
        });
        System.out.println(line);
    }

    private static double[] against(double[][] rows, double[][] peer) {
        return IntStream.range(0, MARKS.length)
                .mapToDouble(mark -> p(column(rows, mark), column(peer, mark)))
                .toArray();
    }

    @Test
    @EnabledIfSystemProperty(named = "intona.statistics", matches = ".*")
    void wholeOptimisationsAreAsGoodAsOptunas() {
        double[][] random = optunas("random");
        Map<String, double[][]> peers = new LinkedHashMap<>();
        peers.put("random", random);
        peers.put("univariate", optunas("univariate"));
        peers.put("multivariate", optunas("multivariate"));
        Map<String, Sampler> ours = new LinkedHashMap<>();
        ours.put("random", new RandomSampler());
        ours.put("univariate", new TpeSampler(TpeProfile.O3_1, false, Direction.MAXIMIZE));
        ours.put("multivariate", new TpeSampler(TpeProfile.O3_1, true, Direction.MAXIMIZE));
        ours.forEach((name, sampler) -> {
            double[][] rows = runs(sampler, 1);
            double[] same = against(rows, peers.get(name));
            print("o3.1 " + name, rows, Map.of("Optuna's " + name, same));
            assertThat(Arrays.stream(same).min().orElseThrow()).as(name).isGreaterThan(ACCEPT);
            if (!name.equals("random")) {
                assertThat(against(rows, random)[MARKS.length - 1]).isLessThan(0.001);
            }
        });
        double[][] sequential = runs(Bowl.tpe(), 1);
        print("o4.9 multivariate", sequential, Map.of("Optuna's random", against(sequential, random)));
        assertThat(against(sequential, random)[MARKS.length - 1]).isLessThan(0.001);
        for (int workers : new int[] {2, 3}) {
            double[][] together = runs(Bowl.tpe(), workers);
            double[] same = against(together, sequential);
            print("o4.9 with " + workers + " workers", together, Map.of("one worker", same));
            assertThat(Arrays.stream(same).min().orElseThrow())
                    .as("%d workers", workers)
                    .isGreaterThan(ACCEPT);
        }
    }

    // ---- draws of an estimator against its density
    // ------------------------------------------------------------------------

    static Stream<Arguments> ranges() {
        return Stream.of(
                Arguments.of(new Distribution.FloatRange(-1, 3, false, 0), false),
                Arguments.of(new Distribution.FloatRange(1e-3, 2, true, 0), true),
                Arguments.of(new Distribution.FloatRange(0, 1, false, 0.125), true),
                Arguments.of(new Distribution.IntRange(1, 9, false, 2), false),
                Arguments.of(new Distribution.IntRange(1, 40, true, 1), true),
                Arguments.of(new Distribution.Categorical(List.of("a", "b", "c", "d")), true));
    }

    /** Kolmogorov and Smirnov: 20,000 draws against the integral of the density, or the sum of the masses. */
    @ParameterizedTest
    @MethodSource("ranges")
    void drawsFollowTheDensity(Distribution distribution, boolean joint) {
        RandomGenerator random = RandomStreams.of(3, 0, 0, "draws", 0);
        List<Trial> trials = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            Map<String, Double> value = Map.of("x", RandomSampler.draw(distribution, random::nextDouble));
            trials.add(TpeGolden.trial(n, TrialState.COMPLETE, 0, value, Map.of("x", distribution), new TreeMap<>()));
        }
        ParzenEstimator estimator = ParzenEstimator.of(trials, Map.of("x", distribution), joint, TpeProfile.O4_9);
        int count = 20_000;
        double[] draws = Arrays.stream(estimator.draw(count, TpeProfile.O4_9, random::nextDouble))
                .mapToDouble(point -> point[0])
                .sorted()
                .toArray();
        assertThat(Arrays.stream(draws).allMatch(distribution::contains)).isTrue();
        boolean discrete = !(distribution instanceof Distribution.FloatRange range) || range.step() > 0;
        double distance = 0;
        double share = 0;
        if (discrete) {
            for (double value : Arrays.stream(draws).distinct().toArray()) {
                share += Math.exp(estimator.logDensity(new double[] {value}));
                double here = share;
                distance = Math.max(
                        distance,
                        Math.abs(Arrays.stream(draws)
                                                .filter(draw -> draw <= value)
                                                .count()
                                        / (double) count
                                - here));
            }
        } else {
            Axis axis = Axis.of(distribution);
            int steps = 20_000;
            double width = axis.range() / steps;
            int at = 0;
            for (int step = 0; step < steps; step++) {
                double middle = axis.low() + (step + 0.5) * width;
                double value = axis.outward(middle);
                share += width * Math.exp(estimator.logDensity(new double[] {value}));
                while (at < count && axis.inward(draws[at]) <= middle + width / 2) {
                    at++;
                }
                distance = Math.max(distance, Math.abs(at / (double) count - share));
            }
        }
        assertThat(share).as("the whole").isBetween(0.999, 1.001);
        assertThat(distance).isLessThan(1.95 / Math.sqrt(count)); // p = 0.001
    }
}
