package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final int NUMBERS = 20_000;

    @Test
    void doublesReadBackAndNoShorterDecimalWould() {
        Random random = new Random(1);
        for (int i = 0; i < NUMBERS; i++) {
            double value = i % 2 == 0 ? random.nextDouble() : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                BigDecimal text = new BigDecimal(Json.MAPPER.writeValueAsString(value));
                assertThat(text.doubleValue()).isEqualTo(value);
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                    int digits = text.stripTrailingZeros().precision() - 1;
                    assertThat(
                                    digits == 0
                                            ? Double.NaN
                                            : round(value, digits, mode).doubleValue())
                            .as("%s with fewer digits", text)
                            .isNotEqualTo(value);
                }
            }
        }
    }

    @Test
    void floatsReadBackAndNoShorterDecimalWould() {
        Random random = new Random(2);
        for (int i = 0; i < NUMBERS; i++) {
            float value = i % 2 == 0 ? random.nextFloat() : Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                BigDecimal text = new BigDecimal(Json.MAPPER.writeValueAsString(value));
                assertThat(text.floatValue()).isEqualTo(value);
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                    int digits = text.stripTrailingZeros().precision() - 1;
                    assertThat(
                                    digits == 0
                                            ? Float.NaN
                                            : round(value, digits, mode).floatValue())
                            .as("%s with fewer digits", text)
                            .isNotEqualTo(value);
                }
            }
        }
    }

    private static BigDecimal round(double value, int digits, RoundingMode mode) {
        return new BigDecimal(value).round(new MathContext(digits, mode));
    }

    /** Numbers that Java 17's own conversion prints with more digits than they need. */
    @ParameterizedTest
    @ValueSource(doubles = {2.0e-3, 2.2e-322, 1.0e23, 2.0e23, 8.41e21, 5.0e-324})
    void numbersThatOlderJavaPrintsTooLongAreShort(double value) {
        String text = Json.MAPPER.writeValueAsString(value);
        assertThat(new BigDecimal(text).stripTrailingZeros().precision()).isLessThanOrEqualTo(3);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
    }

    @Test
    void whatIsMissingIsNull() {
        assertThat(Json.number(Double.NaN)).hasToString("null");
        assertThat(Json.number(0.5)).hasToString("0.5");
    }
}
