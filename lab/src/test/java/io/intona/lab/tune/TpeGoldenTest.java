package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Agrees with Optuna: special functions, split, estimators, densities, draws, whole optimisations. */
class TpeGoldenTest {
    private static final JsonNode GOLDEN = TpeGolden.read("golden");
    private static final Map<String, Distribution> SPACE = TpeGolden.space(GOLDEN);
    private static final double SPECIAL = 1e-12;
    private static final double ESTIMATOR = 1e-12;
    private static final double DENSITY = 1e-9;

    /** |a − b| / max(1, |b|), the measure of the golden file. */
    private static void assertClose(double actual, double expected, double tolerance, String what) {
        assertThat(actual).as(what).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
    }

    private static void assertRelative(double actual, double expected, double tolerance, String what) {
        assertThat(actual).as(what).isCloseTo(expected, within(tolerance * Math.abs(expected)));
    }

    // ---- A: special functions
    // -----------------------------------------------------------------------------------------

    @Test
    void specialFunctionsKeepTwelveDigits() {
        JsonNode special = GOLDEN.get("special");
        JsonNode cdf = special.get("log_ndtr");
        for (int i = 0; i < cdf.get("x").size(); i++) {
            double x = cdf.get("x").get(i).asDouble();
            assertRelative(TruncatedNormal.logCdf(x), cdf.get("y").get(i).asDouble(), SPECIAL, "ln Φ(" + x + ")");
        }
        JsonNode mass = special.get("log_gauss_mass");
        for (int i = 0; i < mass.get("a").size(); i++) {
            double a = mass.get("a").get(i).asDouble();
            double b = mass.get("b").get(i).asDouble();
            double expected = mass.get("y").get(i).asDouble();
            assertRelative(TruncatedNormal.logMass(a, b), expected, SPECIAL, "M(" + a + ", " + b + ")");
        }
        JsonNode ppf = special.get("truncnorm_ppf");
        for (int i = 0; i < ppf.get("a").size(); i++) {
            double a = ppf.get("a").get(i).asDouble();
            double b = ppf.get("b").get(i).asDouble();
            double q = ppf.get("q").get(i).asDouble();
            double expected = ppf.get("y").get(i).asDouble();
            assertClose(TruncatedNormal.quantile(a, b, q), expected, SPECIAL, "ppf(" + a + ", " + b + ", " + q + ")");
        }
    }

    @Test
    void countsAndWeightsAreOptunas() {
        GOLDEN.get("gamma")
                .properties()
                .forEach(each -> assertThat(Split.belowCount(Integer.parseInt(each.getKey())))
                        .isEqualTo(each.getValue().asInt()));
        GOLDEN.get("default_weights")
                .properties()
                .forEach(each -> assertThat(ParzenEstimator.observationWeights(Integer.parseInt(each.getKey())))
                        .containsExactly(TpeGolden.doubles(each.getValue()), within(1e-15)));
    }

    @Test
    void theRandomNumbersOfTheseTestsAreNumPys() {
        GOLDEN.get("rng").get("random_sample").properties().forEach(each -> {
            MersenneTwister twister = new MersenneTwister(Integer.parseInt(each.getKey()));
            for (JsonNode expected : each.getValue()) {
                assertThat(twister.getAsDouble()).isEqualTo(expected.asDouble());
            }
        });
    }

    // ---- B to E: scenarios
    // --------------------------------------------------------------------------------------------

    static Stream<Arguments> scenarios() {
        return GOLDEN.get("scenarios")
                .valueStream()
                .map(scenario -> Arguments.of(scenario.get("name").asString(), scenario));
    }

    private static Direction direction(JsonNode node) {
        return Direction.valueOf(node.get("direction").asString().toUpperCase(java.util.Locale.ROOT));
    }

    private static Split split(JsonNode scenario) {
        return Split.of(
                TpeGolden.trials(scenario.get("trials"), SPACE),
                direction(scenario),
                scenario.get("constant_liar").asBoolean());
    }

    private static Stream<JsonNode> cases(JsonNode scenario) {
        return Stream.concat(scenario.get("univariate").valueStream(), Stream.of(scenario.get("multivariate")));
    }

    private static Map<String, Distribution> parameters(JsonNode part) {
        Map<String, Distribution> parameters = new LinkedHashMap<>();
        part.get("order").valueStream().map(JsonNode::asString).forEach(name -> parameters.put(name, SPACE.get(name)));
        return parameters;
    }

    private static ParzenEstimator estimator(List<Trial> side, JsonNode part, TpeProfile profile) {
        Map<String, Distribution> parameters = parameters(part);
        return ParzenEstimator.of(Split.having(side, parameters), parameters, parameters.size() > 1, profile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void theHistoryIsCutWhereOptunaCutsIt(String name, JsonNode scenario) {
        Split split = split(scenario);
        assertThat(Split.belowCount(scenario.get("n").asInt()))
                .isEqualTo(scenario.get("n_below").asInt());
        assertThat(split.below())
                .extracting(trial -> (double) trial.number())
                .containsExactly(boxed(scenario, "below"));
        assertThat(split.above())
                .extracting(trial -> (double) trial.number())
                .containsExactly(boxed(scenario, "above"));
    }

    private static Double[] boxed(JsonNode node, String field) {
        return java.util.Arrays.stream(TpeGolden.doubles(node.get(field)))
                .boxed()
                .toArray(Double[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void estimatorsAreOptunas(String name, JsonNode scenario) {
        Split split = split(scenario);
        for (TpeProfile profile : TpeProfile.values()) {
            cases(scenario).forEach(part -> {
                checkEstimator(estimator(split.below(), part, profile), part.get("below"), profile);
                checkEstimator(estimator(split.above(), part, profile), part.get("above"), profile);
            });
        }
    }

    private static void checkEstimator(ParzenEstimator actual, JsonNode side, TpeProfile profile) {
        JsonNode expected = side.get("estimator");
        assertThat(actual.weights()).containsExactly(TpeGolden.doubles(expected.get("weights")), within(ESTIMATOR));
        actual.models().forEach((parameter, model) -> {
            JsonNode arrays = expected.get("params").get(parameter);
            if (model instanceof NumericModel numeric) {
                JsonNode sigmas = profile == TpeProfile.O3_1
                        ? arrays.get("sigmas")
                        : side.get("sigmas_by_profile").get(profile.toString()).get(parameter);
                assertThat(numeric.means())
                        .as(parameter)
                        .containsExactly(TpeGolden.doubles(arrays.get("mus")), within(ESTIMATOR));
                assertThat(numeric.sigmas())
                        .as(parameter)
                        .containsExactly(TpeGolden.doubles(sigmas), within(ESTIMATOR));
            } else if (model instanceof CategoricalModel categorical) {
                JsonNode rows = arrays.get("categorical_weights");
                assertThat(categorical.weights())
                        .hasDimensions(rows.size(), rows.get(0).size());
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(categorical.weights()[i])
                            .containsExactly(TpeGolden.doubles(rows.get(i)), within(ESTIMATOR));
                }
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void densitiesAndScoresAreOptunas(String name, JsonNode scenario) {
        Split split = split(scenario);
        for (TpeProfile profile : TpeProfile.values()) {
            cases(scenario).forEach(part -> {
                ParzenEstimator l = estimator(split.below(), part, profile);
                ParzenEstimator g = estimator(split.above(), part, profile);
                double[] scores =
                        new double[part.get("points").values().iterator().next().size()];
                for (int j = 0; j < scores.length; j++) {
                    int at = j;
                    double[] point = part.get("order")
                            .valueStream()
                            .mapToDouble(each -> part.get("points")
                                    .get(each.asString())
                                    .get(at)
                                    .asDouble())
                            .toArray();
                    String what = profile + " " + part.get("order") + " point " + j;
                    double logL = l.logDensity(point);
                    double logG = g.logDensity(point);
                    scores[j] = logL - logG;
                    assertClose(logL, expected(part, "log_l", profile, j), DENSITY, what);
                    assertClose(logG, expected(part, "log_g", profile, j), DENSITY, what);
                    assertClose(scores[j], expected(part, "acquisition", profile, j), DENSITY, what);
                }
                int best = part.get("argmax").get(profile.toString()).asInt();
                assertThat(scores[best])
                        .isCloseTo(java.util.Arrays.stream(scores).max().orElseThrow(), within(DENSITY));
            });
        }
    }

    private static double expected(JsonNode part, String field, TpeProfile profile, int point) {
        return part.get(field).get(profile.toString()).get(point).asDouble();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void candidatesDrawnWithNumPysRandomNumbersAreOptunas(String name, JsonNode scenario) {
        List<Trial> history = TpeGolden.trials(scenario.get("trials"), SPACE).stream()
                .filter(trial -> scenario.get("constant_liar").asBoolean() || trial.state() != TrialState.RUNNING)
                .toList();
        cases(scenario).forEach(part -> {
            Map<String, Distribution> parameters = parameters(part);
            JsonNode draw = part.get("draw");
            TpeSampler sampler = new TpeSampler(TpeProfile.O3_1, parameters.size() > 1, direction(scenario));
            TpeSampler.Candidates candidates = sampler.candidates(
                    history,
                    parameters,
                    parameters.size() > 1,
                    new MersenneTwister(draw.get("seed").asInt()));
            List<String> order = candidates.parameters();
            for (int i = 0; i < TpeSampler.CANDIDATES; i++) {
                for (int j = 0; j < order.size(); j++) {
                    double expected =
                            draw.get("candidates").get(order.get(j)).get(i).asDouble();
                    assertRelative(candidates.points()[i][j], expected, 1e-9, order.get(j) + " of candidate " + i);
                }
                assertClose(
                        candidates.scores()[i], draw.get("acquisition").get(i).asDouble(), 1e-9, "score " + i);
            }
            double best = candidates.scores()[draw.get("argmax").asInt()];
            assertThat(candidates.scores()[candidates.best()]).isCloseTo(best, within(1e-9));
        });
    }

    // ---- F: whole optimisations
    // ---------------------------------------------------------------------------------------

    static Stream<Arguments> trajectories() {
        return Stream.concat(
                        GOLDEN.get("trajectories").valueStream(),
                        TpeGolden.read("trajectories_4.9.0").valueStream())
                .filter(run -> !run.get("profile").asString().equals("o5.0"))
                .map(run -> Arguments.of(
                        run.get("profile").asString() + (run.get("multivariate").asBoolean() ? " joint" : " single")
                                + " seed " + run.get("seed") + " "
                                + run.path("source").asString("optuna 4.9.0"),
                        run));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trajectories")
    void everyStepOfARecordedOptimisationIsOneOfOursAndAsGoodAsTheBest(String name, JsonNode run) {
        TpeProfile profile = TpeProfile.parse(run.get("profile").asString());
        boolean joint = run.get("multivariate").asBoolean();
        TpeSampler sampler = new TpeSampler(profile, joint, direction(run));
        List<Trial> recorded = TpeGolden.trials(run.get("trials"), SPACE);
        DoubleSupplier startup = new MersenneTwister(run.get("seed").asInt());
        DoubleSupplier tpe = new MersenneTwister(run.get("seed").asInt());
        for (int t = 0; t < recorded.size(); t++) {
            List<Trial> history = recorded.subList(0, t);
            Map<String, Double> expected = Trial.values(recorded.get(t).parameters());
            Map<String, Double> sampled;
            if (t < TpeSampler.STARTUP_TRIALS) {
                sampled = sampler.sample(history, SPACE, startup);
                checkPoint(sampled, expected, Set.of(), "trial " + t);
            } else if (joint) {
                Map<String, Distribution> order = profile == TpeProfile.O3_1 ? SPACE : new java.util.TreeMap<>(SPACE);
                checkCandidates(sampler.candidates(history, order, true, tpe), expected, "trial " + t);
            } else {
                for (Map.Entry<String, Distribution> each : SPACE.entrySet()) {
                    Map<String, Distribution> one = Map.of(each.getKey(), each.getValue());
                    checkCandidates(sampler.candidates(history, one, false, tpe), expected, "trial " + t);
                }
            }
        }
    }

    private static void checkCandidates(TpeSampler.Candidates candidates, Map<String, Double> expected, String what) {
        double best = candidates.scores()[candidates.best()];
        boolean found = false;
        for (int i = 0; i < candidates.points().length && !found; i++) {
            boolean same = best - candidates.scores()[i] <= 1e-9;
            for (int j = 0; j < candidates.parameters().size(); j++) {
                double value = expected.get(candidates.parameters().get(j));
                same &= Math.abs(candidates.points()[i][j] - value) <= 1e-9 * Math.abs(value);
            }
            found = same;
        }
        assertThat(found).as(what + " " + candidates.parameters()).isTrue();
    }

    private static void checkPoint(
            Map<String, Double> actual, Map<String, Double> expected, Set<String> ties, String what) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, value) -> {
            if (!ties.contains(name)) {
                assertRelative(actual.get(name), value, 1e-9, what + " " + name);
            }
        });
    }

    /** The same without the teacher, up to the first step that rounding decides. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("trajectories")
    void aFreeRunTakesTheSamePathUntilTheFirstTie(String name, JsonNode run) {
        boolean joint = run.get("multivariate").asBoolean();
        TpeSampler sampler = new TpeSampler(TpeProfile.parse(run.get("profile").asString()), joint, direction(run));
        List<Trial> recorded = TpeGolden.trials(run.get("trials"), SPACE);
        DoubleSupplier startup = new MersenneTwister(run.get("seed").asInt());
        DoubleSupplier tpe = new MersenneTwister(run.get("seed").asInt());
        List<Trial> history = new ArrayList<>();
        for (int t = 0; t < recorded.size(); t++) {
            Set<String> ties = new HashSet<>();
            run.get("trials").get(t).path("ties").forEach(tie -> ties.add(tie.asString()));
            Map<String, Double> sampled = sampler.sample(history, SPACE, t < TpeSampler.STARTUP_TRIALS ? startup : tpe);
            checkPoint(sampled, Trial.values(recorded.get(t).parameters()), ties, "trial " + t);
            if (!ties.isEmpty() && !joint) {
                return;
            }
            history.add(recorded.get(t));
        }
        assertThat(history).hasSize(60);
    }
}
