package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SpeakerBootstrapTest {
    private static final int DRAWS = 10_000;

    /** Ends from two lots of 10,000 draws differ by about 1 % of the interval's width. */
    private static final double OF_WIDTH = 0.04;

    @Test
    void intervalsAreThoseOfNumPyButForChance() {
        JsonNode golden = Golden.read("scipy.json").get("bootstrap");
        List<Map<String, ConfusionMatrix>> first = runs(golden, "first");
        List<Map<String, ConfusionMatrix>> second = runs(golden, "second");
        agrees(SpeakerBootstrap.ofUar(first, DRAWS, 1), golden.get("uar"), golden.get("interval"));
        agrees(
                SpeakerBootstrap.ofDifference(first, second, DRAWS, 1),
                golden.get("difference"),
                golden.get("difference_interval"));
    }

    /** Runs of the golden file differ so much that the interval is wider by 0.05 than that of speakers alone. */
    @Test
    void pairsOfRunsAreDrawnAsNumPyDrawsThemButForChance() {
        JsonNode runs = Golden.read("scipy.json").get("bootstrap");
        JsonNode golden = Golden.read("pairs.json");
        agrees(
                SpeakerBootstrap.ofPairs(runs(runs, "first"), runs(runs, "second"), DRAWS, 1),
                golden.get("difference"),
                golden.get("interval"));
    }

    /** Of 2² draws of two runs a quarter has the first twice and a quarter the second twice: the ends are certain. */
    @Test
    void whereSpeakersAreAlikeTheRunsAloneDecide() {
        Map<String, ConfusionMatrix> half = named(List.of(matrix(5, 5, 5, 5), matrix(5, 5, 5, 5)));
        Map<String, ConfusionMatrix> more = named(List.of(matrix(6, 4, 5, 5), matrix(6, 4, 5, 5)));
        Map<String, ConfusionMatrix> most = named(List.of(matrix(9, 1, 5, 5), matrix(9, 1, 5, 5)));
        SpeakerBootstrap pairs = SpeakerBootstrap.ofPairs(List.of(half, more), List.of(more, most), DRAWS, 1);
        assertThat(pairs.estimate()).isCloseTo(0.1, within(1e-12));
        assertThat(pairs.low()).isCloseTo(0.05, within(1e-12));
        assertThat(pairs.high()).isCloseTo(0.15, within(1e-12));
    }

    private static void agrees(SpeakerBootstrap bootstrap, JsonNode estimate, JsonNode interval) {
        double low = interval.get(0).asDouble();
        double high = interval.get(1).asDouble();
        assertThat(bootstrap.estimate()).isCloseTo(estimate.asDouble(), within(1e-12));
        assertThat(bootstrap.low()).isCloseTo(low, within(OF_WIDTH * (high - low)));
        assertThat(bootstrap.high()).isCloseTo(high, within(OF_WIDTH * (high - low)));
    }

    private static List<Map<String, ConfusionMatrix>> runs(JsonNode golden, String model) {
        int clips = golden.get("clips").asInt();
        int[] truth = Golden.ints(golden.get("truth"));
        List<Map<String, ConfusionMatrix>> runs = new ArrayList<>();
        for (JsonNode run : golden.get(model)) {
            int[] predicted = Golden.ints(run);
            Map<String, ConfusionMatrix> speakers = new LinkedHashMap<>();
            for (int from = 0; from < truth.length; from += clips) {
                speakers.put(
                        "speaker " + from,
                        ConfusionMatrix.of(
                                4,
                                Arrays.copyOfRange(truth, from, from + clips),
                                Arrays.copyOfRange(predicted, from, from + clips)));
            }
            runs.add(speakers);
        }
        return runs;
    }

    /** Of 4⁴ equally likely draws of four speakers each UAR has a known share, unlike clips and a missing class included. */
    @Test
    void theEndsAreThoseOfAllPossibleDraws() {
        List<ConfusionMatrix> speakers =
                List.of(matrix(9, 1, 2, 8), matrix(5, 5, 6, 1), matrix(3, 0, 0, 0), matrix(1, 8, 0, 7));
        double[] all = new double[256];
        for (int draw = 0; draw < all.length; draw++) {
            all[draw] = speakers.get(draw & 3)
                    .plus(speakers.get(draw >> 2 & 3))
                    .plus(speakers.get(draw >> 4 & 3))
                    .plus(speakers.get(draw >> 6))
                    .unweightedAverageRecall();
        }
        Arrays.sort(all);
        SpeakerBootstrap bootstrap = SpeakerBootstrap.ofUar(List.of(named(speakers)), 200_000, 7);
        assertThat(share(all, bootstrap.low())).isCloseTo(0.025, within(0.5 / 64));
        assertThat(share(all, bootstrap.high())).isCloseTo(0.975, within(0.5 / 64));
    }

    /** Share of values below x, those equal to it counted half. */
    private static double share(double[] values, double x) {
        double below = Arrays.stream(values).filter(value -> value < x - 1e-12).count();
        double equal = Arrays.stream(values)
                .filter(value -> Math.abs(value - x) <= 1e-12)
                .count();
        return (below + equal / 2) / values.length;
    }

    @Test
    void aClassOfWhichTheDrawnSpeakersHaveNoClipsStaysOutOfThatDraw() {
        Map<String, ConfusionMatrix> run = named(List.of(matrix(3, 1, 0, 0), matrix(0, 0, 0, 4)));
        assertThat(SpeakerBootstrap.ofUar(List.of(run), DRAWS, 1)).isEqualTo(new SpeakerBootstrap(0.875, 0.75, 1));
    }

    @Test
    void runsThatAgreeTellNothingOfOtherSpeakers() {
        Map<String, ConfusionMatrix> run = named(List.of(matrix(9, 1, 1, 9), matrix(5, 5, 5, 5), matrix(7, 3, 4, 6)));
        double[] uars = {0.7, 0.7, 0.7};
        MeanInterval overRuns = MeanInterval.of(Spread.of(uars));
        SpeakerBootstrap overSpeakers = SpeakerBootstrap.ofUar(List.of(run, run, run), DRAWS, 1);
        assertThat(overRuns.high() - overRuns.low()).isCloseTo(0, within(1e-12));
        assertThat(overSpeakers.high() - overSpeakers.low()).isGreaterThan(0.3);
        assertThat(overSpeakers).isEqualTo(SpeakerBootstrap.ofUar(List.of(run), DRAWS, 1));
    }

    @Test
    void modelsThatDifferAlikeForEverySpeakerDifferForCertain() {
        Map<String, ConfusionMatrix> first = named(List.of(matrix(9, 1, 1, 9), matrix(4, 6, 6, 4)));
        Map<String, ConfusionMatrix> second = named(List.of(matrix(10, 0, 1, 9), matrix(5, 5, 6, 4)));
        SpeakerBootstrap bootstrap = SpeakerBootstrap.ofDifference(List.of(first, first), List.of(second), DRAWS, 1);
        assertThat(List.of(bootstrap.estimate(), bootstrap.low(), bootstrap.high()))
                .allSatisfy(value -> assertThat(value).isCloseTo(0.05, within(1e-12)));
    }

    @Test
    void aSeedDecidesTheDraws() {
        List<Map<String, ConfusionMatrix>> runs = runs(Golden.read("scipy.json").get("bootstrap"), "first");
        assertThat(SpeakerBootstrap.ofUar(runs, 100, 5)).isEqualTo(SpeakerBootstrap.ofUar(runs, 100, 5));
        assertThat(SpeakerBootstrap.ofUar(runs, 100, 5)).isNotEqualTo(SpeakerBootstrap.ofUar(runs, 100, 6));
    }

    static Stream<Arguments> badInput() {
        ConfusionMatrix some = matrix(1, 0, 0, 1);
        Map<String, ConfusionMatrix> two = named(List.of(some, some));
        Map<String, ConfusionMatrix> three = named(List.of(some, some, some));
        return Stream.of(
                bad(() -> SpeakerBootstrap.ofUar(List.of(), 10, 1), "a bootstrap of no runs, expected at least 1"),
                bad(() -> SpeakerBootstrap.ofUar(List.of(two), 0, 1), "a bootstrap of 0 draws, expected at least 1"),
                bad(
                        () -> SpeakerBootstrap.ofUar(List.of(named(List.of(some))), 10, 1),
                        "a bootstrap over 1 speakers, expected at least 2"),
                bad(
                        () -> SpeakerBootstrap.ofUar(List.of(two, three), 10, 1),
                        "runs of a model on different speakers: [0, 1] and [0, 1, 2]"),
                bad(
                        () -> SpeakerBootstrap.ofDifference(List.of(three), List.of(two), 10, 1),
                        "two models compared on different speakers: [0, 1, 2] and [0, 1]"),
                bad(
                        () -> SpeakerBootstrap.ofPairs(List.of(two), List.of(two), 10, 1),
                        "a bootstrap over pairs of 1 and 1 runs, expected at least 2 and as many of each"),
                bad(
                        () -> SpeakerBootstrap.ofPairs(List.of(two, two), List.of(two, two, two), 10, 1),
                        "a bootstrap over pairs of 2 and 3 runs, expected at least 2 and as many of each"),
                bad(
                        () -> SpeakerBootstrap.ofPairs(List.of(two, three), List.of(two, two), 10, 1),
                        "two models compared on different speakers: [0, 1] and [0, 1, 2]"),
                bad(
                        () -> SpeakerBootstrap.ofPairs(List.of(two, two), List.of(two, three), 10, 1),
                        "two models compared on different speakers: [0, 1] and [0, 1, 2]"),
                bad(
                        () -> SpeakerBootstrap.ofUar(
                                List.of(named(List.of(some, new ConfusionMatrix(new int[3][3])))), 10, 1),
                        "speaker 1 has a confusion matrix of 3 classes, 0 one of 2"),
                bad(
                        () -> SpeakerBootstrap.ofUar(List.of(named(List.of(some, matrix(0, 0, 0, 0)))), 10, 1),
                        "speaker 1 has no clips, expected at least 1"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void runsThatCannotBeResampledAreRefused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    private static Arguments bad(Runnable call, String message) {
        return Arguments.of(message, call);
    }

    private static ConfusionMatrix matrix(int... counts) {
        return new ConfusionMatrix(new int[][] {{counts[0], counts[1]}, {counts[2], counts[3]}});
    }

    private static Map<String, ConfusionMatrix> named(List<ConfusionMatrix> matrices) {
        Map<String, ConfusionMatrix> speakers = new TreeMap<>();
        for (ConfusionMatrix matrix : matrices) {
            speakers.put(Integer.toString(speakers.size()), matrix);
        }
        return speakers;
    }
}
