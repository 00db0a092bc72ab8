package io.intona.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecibelsTest {
    @Test
    void liesWithin5e14OfTheStrictLogarithm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300_000; i++) {
            double power = StrictMath.pow(10, random.nextDouble(-10, 20));
            assertThat(Math.abs(Decibels.of(power) - 10 * StrictMath.log10(power)))
                    .as("%s", power)
                    .isLessThan(5e-14);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 10", "100, 20", "1e-10, -100", "1e-5, -50", "1e80, 800"})
    void knowsPowersOfTen(double power, double decibels) {
        assertThat(Decibels.of(power)).isCloseTo(decibels, within(2e-13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-300, 9.99e-11, 1e-10, -1})
    void neverFallsBelowTheFloor(double power) {
        assertThat((float) Decibels.of(power)).isEqualTo(-100f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0000000000000002, 0.9999999999999999, 1.000001, 0.999999})
    void keepsItsRelativeAccuracyNearOne(double power) {
        double exact = new BigDecimal(power).subtract(BigDecimal.ONE).doubleValue(); // power − 1
        double expected = 10 / StrictMath.log(10) * StrictMath.log1p(exact);
        assertThat(Decibels.of(power)).isCloseTo(expected, within(Math.abs(expected) * 1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7071067811865475, 0.7071067811865476, 1.414213562373095, 1.4142135623730951, 2})
    void hasNoStepWhereTheExponentChanges(double power) {
        assertThat(Decibels.of(Math.nextUp(power))).isCloseTo(Decibels.of(power), within(1e-14));
    }
}
