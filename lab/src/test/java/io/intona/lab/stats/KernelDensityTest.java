package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class KernelDensityTest {
    private static final double DIGITS = 1e-9;

    @Test
    void theDensityIsThatOfSciPy() {
        JsonNode golden = Golden.read("statistics.json");
        double[] sample = Golden.doubles(golden.get("paired").get("a"));
        KernelDensity density = new KernelDensity(sample);
        JsonNode kde = golden.get("kde");
        assertThat(density.bandwidth() / Spread.of(sample).sampleDeviation())
                .isCloseTo(kde.get("factor").asDouble(), within(DIGITS));
        double[] x = Golden.doubles(kde.get("x"));
        double[] expected = Golden.doubles(kde.get("density"));
        for (int i = 0; i < x.length; i++) {
            assertThat(density.at(x[i])).as("at %s", x[i]).isCloseTo(expected[i], within(DIGITS));
        }
    }

    @Test
    void theDensityIntegratesToOne() {
        KernelDensity density = new KernelDensity(0.5, 0.52, 0.55, 0.7);
        double step = density.bandwidth() / 50;
        double sum = 0;
        for (double x = 0.5 - 8 * density.bandwidth(); x < 0.7 + 8 * density.bandwidth(); x += step) {
            sum += density.at(x) * step;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void theSampleIsCopied() {
        double[] sample = {1, 2};
        KernelDensity density = new KernelDensity(sample);
        double before = density.at(1);
        sample[0] = 5;
        assertThat(density.at(1)).isEqualTo(before);
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of(new double[0], "0 values from NaN to NaN"),
                Arguments.of(new double[] {0.5}, "1 values from 0.5 to 0.5"),
                Arguments.of(new double[] {0.7, 0.7, 0.7}, "3 values from 0.7 to 0.7"),
                Arguments.of(new double[] {0.5, Double.NaN}, "2 values from NaN to NaN"),
                Arguments.of(new double[] {0.5, Double.POSITIVE_INFINITY}, "2 values from 0.5 to Infinity"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void aSampleWithoutSpreadHasNoDensity(double[] sample, String found) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelDensity(sample))
                .withMessage("a density of " + found + ", expected at least two that differ, all finite");
    }
}
