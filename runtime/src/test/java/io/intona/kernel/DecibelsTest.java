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
    void liesWithinOneUnitInTheLastPlaceOfTheStrictLogarithm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000_000; i++) {
            float power = (float) StrictMath.pow(10, random.nextDouble(-10, 38.5));
            double exact = 10 * StrictMath.log10(power);
            assertThat(Math.abs(Decibels.of(power) - exact))
                    .as("%s", power)
                    .isLessThan(Math.max(Math.ulp((float) exact), 6e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 10", "100, 20", "1e-10, -100", "1e-5, -50", "1e38, 380"})
    void knowsPowersOfTen(float power, float decibels) {
        assertThat(Decibels.of(power)).isCloseTo(decibels, within(Math.ulp(decibels)));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.MIN_VALUE, 1e-38f, 9.99e-11f, 1e-10f, -1})
    void neverFallsBelowTheFloor(float power) {
        assertThat(Decibels.of(power)).isEqualTo(-100f);
    }

    @ParameterizedTest
    @ValueSource(floats = {1.0000001f, 0.99999994f, 1.0001f, 0.9999f})
    void keepsItsRelativeAccuracyNearOne(float power) {
        double exact = new BigDecimal(power).subtract(BigDecimal.ONE).doubleValue(); // power − 1
        double expected = 10 / StrictMath.log(10) * StrictMath.log1p(exact);
        assertThat((double) Decibels.of(power)).isCloseTo(expected, within(Math.abs(expected) * 3e-7));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 0.70710677f, 0.7071068f, 1.4142135f, 1.4142137f, 2})
    void hasNoStepWhereTheExponentChanges(float power) {
        assertThat(Decibels.of(Math.nextUp(power))).isCloseTo(Decibels.of(power), within(9e-7f));
    }
}
