package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperatureTest {
    /** Of two classes, p always of the first and q of the clips right: p at T must be q, so ln(p/(1−p)) / T = ln(q/(1−q)). */
    @ParameterizedTest
    @CsvSource({"0.9, 8, 10", "0.9, 6, 10", "0.6, 9, 10", "0.99, 60, 100"})
    void aModelThatIsAlwaysAsSureBecomesAsSureAsItIsRight(float p, int right, int clips) {
        float[][] probabilities = new float[clips][];
        int[] truth = new int[clips];
        Arrays.fill(probabilities, new float[] {p, 1 - p});
        Arrays.fill(truth, right, clips, 1);
        double q = (double) right / clips;
        double expected = Math.log((double) p / (1 - p)) / Math.log(q / (1 - q));
        assertThat(Temperature.fit(probabilities, truth)).isCloseTo(expected, within(1e-6 * expected));
    }

    @Test
    void beyondTheLimitsTheLimitIsTaken() {
        float[][] sure = {{0.8f, 0.2f}, {0.3f, 0.7f}};
        assertThat(Temperature.fit(sure, new int[] {0, 1})).isCloseTo(Temperature.LOWEST, within(1e-12));
        assertThat(Temperature.fit(sure, new int[] {1, 0})).isCloseTo(Temperature.HIGHEST, within(1e-12));
    }

    @Test
    void aProbabilityOfNoughtIsNoInfinity() {
        float[][] probabilities = {{1, 0}, {1, 0}, {1, 0}};
        assertThat(Temperature.fit(probabilities, new int[] {0, 0, 1}))
                .isBetween(Temperature.LOWEST, Temperature.HIGHEST);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Temperature.fit(new float[0][], new int[0]))
                .withMessage("a temperature from 0 clips and 0 labels, expected as many of both and at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Temperature.fit(new float[][] {{0.5f, 0.5f}}, new int[] {2}))
                .withMessage("clip 0 has class 2, expected 0 to 1");
    }
}
