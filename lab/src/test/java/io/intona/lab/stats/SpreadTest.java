package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpreadTest {
    @Test
    void meanAndBothDeviationsAreThoseOfSciPy() {
        JsonNode golden = Golden.read("statistics.json").get("paired");
        Spread spread = Spread.of(Golden.doubles(golden.get("a")));
        assertThat(spread.count()).isEqualTo(10);
        assertThat(spread.mean()).isCloseTo(golden.get("mean_a").asDouble(), within(1e-16));
        assertThat(spread.sampleDeviation()).isCloseTo(golden.get("sd_a_sample").asDouble(), within(1e-17));
        assertThat(spread.populationDeviation())
                .isCloseTo(golden.get("sd_a_population").asDouble(), within(1e-17));
        assertThat(spread.maximum()).isEqualTo(0.5615);
    }

    @Test
    void oneValueHasNoSampleDeviation() {
        assertThat(Spread.of(0.5)).isEqualTo(new Spread(1, 0.5, Double.NaN, 0, 0.5));
    }

    @Test
    void noValuesHaveNothing() {
        assertThat(Spread.of()).isEqualTo(new Spread(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void sumsHaveTheDigitsOfNumPy() {
        JsonNode golden = Golden.read("scikit-learn.json");
        double[] values = Golden.doubles(golden.get("values"));
        for (JsonNode sum : golden.get("sums")) {
            int count = sum.get("n").asInt();
            assertThat(PairwiseSum.of(Arrays.copyOf(values, count)))
                    .as("sum of %d values", count)
                    .isEqualTo(sum.get("sum").asDouble());
        }
    }
}
