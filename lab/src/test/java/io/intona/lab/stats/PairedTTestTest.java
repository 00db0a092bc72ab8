package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PairedTTestTest {
    private static final double DIGITS = 1e-9;

    @Test
    void meanIntervalAndTestAreThoseOfSciPy() {
        JsonNode golden = Golden.read("statistics.json").get("paired");
        double[] first = Golden.doubles(golden.get("a"));
        MeanInterval interval = MeanInterval.of(Spread.of(first));
        assertThat(interval.low()).isCloseTo(golden.get("ci95_a").get(0).asDouble(), within(DIGITS));
        assertThat(interval.high()).isCloseTo(golden.get("ci95_a").get(1).asDouble(), within(DIGITS));
        PairedTTest test = PairedTTest.of(first, Golden.doubles(golden.get("b")));
        assertThat(test.t()).isCloseTo(golden.get("t").asDouble(), within(DIGITS));
        assertThat(test.p()).isCloseTo(golden.get("p_two_sided").asDouble(), within(DIGITS));
        assertThat(test.effectSize()).isCloseTo(golden.get("cohen_dz").asDouble(), within(DIGITS));
        assertThat(test.pairs()).isEqualTo(10);
        assertThat(test.degreesOfFreedom()).isEqualTo(9);
    }

    static Stream<JsonNode> samples() {
        return Golden.read("scipy.json").get("paired").valueStream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samplesOfAnySizeAreTestedAsSciPyDoes(JsonNode golden) {
        double[] first = Golden.doubles(golden.get("first"));
        double[] second = Golden.doubles(golden.get("second"));
        PairedTTest test = PairedTTest.of(first, second);
        assertThat(test.t()).isCloseTo(golden.get("t").asDouble(), within(DIGITS));
        assertThat(test.p()).isCloseTo(golden.get("p").asDouble(), within(DIGITS));
        assertThat(test.interval().low()).isCloseTo(golden.get("low").asDouble(), within(DIGITS));
        assertThat(test.interval().high()).isCloseTo(golden.get("high").asDouble(), within(DIGITS));
    }

    @Test
    void theOrderOfTheModelsTurnsTheSignsAndNothingElse() {
        double[] first = {0.51, 0.54, 0.5, 0.58};
        double[] second = {0.55, 0.53, 0.57, 0.6};
        PairedTTest test = PairedTTest.of(first, second);
        PairedTTest turned = PairedTTest.of(second, first);
        assertThat(turned.p()).isEqualTo(test.p());
        assertThat(test.difference()).isPositive().isEqualTo(-turned.difference());
        assertThat(turned.t()).isEqualTo(-test.t());
        assertThat(turned.effectSize()).isEqualTo(-test.effectSize());
        assertThat(turned.interval().low()).isEqualTo(-test.interval().high());
    }

    @Test
    void differencesThatAreEqualUpToRoundingCannotBeTested() {
        double[] first = {0.1, 0.3, 0.7};
        double[] second = Arrays.stream(first).map(value -> value + 0.1).toArray();
        assertThat(Spread.of(Pairs.differences(first, second)).sampleDeviation())
                .isPositive();
        PairedTTest test = PairedTTest.of(first, second);
        assertThat(test.difference()).isCloseTo(0.1, within(1e-15));
        assertThat(test.t()).isNaN();
        assertThat(test.p()).isNaN();
        assertThat(test.effectSize()).isNaN();
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(MeanInterval.of(Spread.of(0.5))).isEqualTo(new MeanInterval(Double.NaN, Double.NaN));
        assertThat(MeanInterval.of(Spread.of())).isEqualTo(new MeanInterval(Double.NaN, Double.NaN));
        assertThat(MeanInterval.of(Spread.of(0.5, 0.5))).isEqualTo(new MeanInterval(0.5, 0.5));
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of(
                        new double[3], new double[2], "paired samples of 3 and 2 values, expected as many of each"),
                Arguments.of(new double[1], new double[1], "a paired t-test of 1 pairs, expected at least 2"),
                Arguments.of(
                        new double[] {0.5, 0.6},
                        new double[] {0.5, Double.NaN},
                        "pair 2 of a paired sample is 0.6 and NaN, expected finite numbers"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void samplesThatAreNotPairedAreRefused(double[] first, double[] second, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedTTest.of(first, second))
                .withMessage(message);
    }
}
