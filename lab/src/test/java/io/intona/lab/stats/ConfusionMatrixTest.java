package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ConfusionMatrixTest {
    private static final double LAST_DIGITS = 1e-15;

    static Stream<Arguments> goldenCases() {
        JsonNode classification = Golden.read("statistics.json").get("classification");
        return Stream.concat(
                Stream.of(Arguments.of(8, classification)),
                Golden.read("scikit-learn.json")
                        .get("cases")
                        .valueStream()
                        .map(golden -> Arguments.of(golden.get("classes").asInt(), golden)));
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void scoresAreThoseOfScikitLearn(int classes, JsonNode golden) {
        ConfusionMatrix matrix = matrix(classes, golden);
        assertThat(matrix.unweightedAverageRecall()).isEqualTo(golden.get("uar").asDouble());
        assertThat(matrix.weightedAccuracy()).isEqualTo(golden.get("war").asDouble());
        assertThat(matrix.macroF1()).isCloseTo(golden.get("macro_f1").asDouble(), within(LAST_DIGITS));
    }

    @Test
    void countsAreThoseOfScikitLearn() {
        JsonNode golden = Golden.read("statistics.json").get("classification");
        int[][] counts = golden.get("confusion").valueStream().map(Golden::ints).toArray(int[][]::new);
        assertThat(matrix(8, golden)).isEqualTo(new ConfusionMatrix(counts)).hasSameHashCodeAs(matrix(8, golden));
        assertThat(matrix(8, golden).counts()).isDeepEqualTo(counts);
    }

    @Test
    void aClassWithoutClipsHasNoRecallAndStaysOutOfTheAverage() {
        ConfusionMatrix matrix = new ConfusionMatrix(new int[][] {{3, 1, 0}, {0, 0, 0}, {0, 2, 2}});
        assertThat(matrix.recalls()).containsExactly(0.75, Double.NaN, 0.5);
        assertThat(matrix.unweightedAverageRecall()).isEqualTo(0.625);
    }

    @Test
    void aClassOnlyEverPredictedCountsInMacroF1AndOneNeverSeenDoesNot() {
        ConfusionMatrix matrix = new ConfusionMatrix(new int[][] {{2, 2, 0}, {0, 0, 0}, {0, 0, 0}});
        assertThat(matrix.macroF1()).isEqualTo((2 * 2.0 / (4 + 2) + 0) / 2);
    }

    @Test
    void withoutClipsThereAreNoScores() {
        ConfusionMatrix matrix = new ConfusionMatrix(new int[2][2]);
        assertThat(List.of(matrix.unweightedAverageRecall(), matrix.weightedAccuracy(), matrix.macroF1()))
                .containsOnly(Double.NaN);
    }

    @Test
    void poolingAddsCounts() {
        int[] truth = {0, 1, 2, 2, 1};
        int[] predicted = {0, 2, 2, 1, 1};
        ConfusionMatrix first = ConfusionMatrix.of(3, new int[] {0, 1}, new int[] {0, 2});
        ConfusionMatrix second = ConfusionMatrix.of(3, new int[] {2, 2, 1}, new int[] {2, 1, 1});
        assertThat(first.plus(second)).isEqualTo(ConfusionMatrix.of(3, truth, predicted));
    }

    @Test
    void theMatrixKeepsItsOwnCounts() {
        int[][] counts = {{1, 0}, {0, 1}};
        ConfusionMatrix matrix = new ConfusionMatrix(counts);
        counts[0][0] = 9;
        matrix.counts()[1][1] = 9;
        assertThat(matrix.count(0, 0)).isEqualTo(1);
        assertThat(matrix.count(1, 1)).isEqualTo(1);
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                bad(
                        "row 1 of a confusion matrix of 2 classes has 1 counts",
                        () -> new ConfusionMatrix(new int[][] {{1, 2}, {3}})),
                bad(
                        "confusion matrix has -1 in row 0, column 1, expected 0 or more",
                        () -> new ConfusionMatrix(new int[][] {{1, -1}, {3, 4}})),
                bad("1 predictions for 2 clips", () -> ConfusionMatrix.of(2, new int[2], new int[1])),
                bad("class 2, expected 0 to 1", () -> ConfusionMatrix.of(2, new int[] {0}, new int[] {2})),
                bad(
                        "a confusion matrix of 3 classes cannot be added to one of 2 classes",
                        () -> new ConfusionMatrix(new int[2][2]).plus(new ConfusionMatrix(new int[3][3]))));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void countsThatCannotBeAreRefused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    private static Arguments bad(String message, Runnable call) {
        return Arguments.of(message, call);
    }

    private static ConfusionMatrix matrix(int classes, JsonNode golden) {
        return ConfusionMatrix.of(classes, Golden.ints(golden.get("labels")), Golden.ints(golden.get("predicted")));
    }
}
