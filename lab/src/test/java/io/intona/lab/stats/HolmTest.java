package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HolmTest {
    static Stream<JsonNode> families() {
        return Golden.read("scipy.json").get("holm").valueStream();
    }

    @ParameterizedTest
    @MethodSource("families")
    void adjustedValuesAreThoseOfStatsmodels(JsonNode golden) {
        assertThat(Holm.adjusted(Golden.doubles(golden.get("p"))))
                .containsExactly(Golden.doubles(golden.get("adjusted")), within(1e-15));
    }

    @Test
    void nothingTestedNeedsNoAdjustment() {
        assertThat(Holm.adjusted()).isEmpty();
    }

    @Test
    void theValuesGivenAreLeftAsTheyAre() {
        double[] p = {0.04, 0.01};
        Holm.adjusted(p);
        assertThat(p).containsExactly(0.04, 0.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void whatIsNoProbabilityIsRefused(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Holm.adjusted(0.5, p))
                .withMessage("a p-value of " + p + ", expected one from 0 to 1");
    }
}
