package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.lab.stats.Calibration.Bin;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CalibrationTest {
    private static final double DIGITS = 1e-12;

    static Stream<JsonNode> cases() {
        return Golden.read("scipy.json").get("calibration").get("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReliabilityCurveIsThatOfScikitLearnAndItsErrorThatOfNumPy(JsonNode golden) {
        JsonNode clips = Golden.read("scipy.json").get("calibration");
        double[] confidence = Golden.doubles(clips.get("confidence"));
        Calibration calibration =
                Calibration.of(golden.get("bins").asInt(), confidence, booleans(Golden.ints(clips.get("hit"))));
        List<Bin> filled =
                calibration.bins().stream().filter(bin -> bin.clips() > 0).toList();
        assertThat(filled.stream().mapToDouble(Bin::accuracy).toArray())
                .containsExactly(Golden.doubles(golden.get("accuracy")), within(DIGITS));
        assertThat(filled.stream().mapToDouble(Bin::confidence).toArray())
                .containsExactly(Golden.doubles(golden.get("confidence")), within(DIGITS));
        assertThat(calibration.expectedError()).isCloseTo(golden.get("ece").asDouble(), within(DIGITS));
        assertThat(calibration.clips())
                .isEqualTo(confidence.length)
                .isEqualTo(filled.stream().mapToInt(Bin::clips).sum());
    }

    private static boolean[] booleans(int[] hits) {
        boolean[] recognised = new boolean[hits.length];
        for (int i = 0; i < hits.length; i++) {
            recognised[i] = hits[i] == 1;
        }
        return recognised;
    }

    @Test
    void anEdgeBelongsToTheBinBelowItAndNoughtToTheFirst() {
        double[] edges = {0, 0.25, 0.5, 0.75, 1, Math.nextUp(0.5)};
        Calibration calibration = Calibration.of(4, edges, new boolean[edges.length]);
        assertThat(calibration.bins()).extracting(Bin::clips).containsExactly(2, 1, 2, 1);
        assertThat(calibration.bins()).extracting(Bin::above).containsExactly(0.0, 0.25, 0.5, 0.75);
        assertThat(calibration.bins()).extracting(Bin::upTo).containsExactly(0.25, 0.5, 0.75, 1.0);
    }

    @Test
    void aModelThatIsAsOftenRightAsItSaysHasNoError() {
        double[] confidence = new double[20];
        Arrays.fill(confidence, 0, 10, 0.5);
        Arrays.fill(confidence, 10, 20, 0.9);
        boolean[] recognised = new boolean[20];
        Arrays.fill(recognised, 0, 5, true);
        Arrays.fill(recognised, 10, 19, true);
        assertThat(Calibration.of(10, confidence, recognised).expectedError()).isCloseTo(0, within(DIGITS));
    }

    @Test
    void withoutClipsThereIsNothingToSay() {
        Calibration calibration = Calibration.of(1, new double[0], new boolean[0]);
        assertThat(calibration)
                .isEqualTo(new Calibration(List.of(new Bin(0, 1, 0, Double.NaN, Double.NaN)), 0, Double.NaN));
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of(0, new double[1], new boolean[1], "a calibration with 0 bins, expected at least 1"),
                Arguments.of(10, new double[2], new boolean[1], "2 confidences for 1 clips, expected as many of each"),
                Arguments.of(10, new double[] {1.01}, new boolean[1], "a confidence of 1.01, expected one from 0 to 1"),
                Arguments.of(10, new double[] {-0.1}, new boolean[1], "a confidence of -0.1, expected one from 0 to 1"),
                Arguments.of(
                        10,
                        new double[] {Double.NaN},
                        new boolean[1],
                        "a confidence of NaN, expected one from 0 to 1"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void whatIsNoConfidenceIsRefused(int bins, double[] confidence, boolean[] recognised, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.of(bins, confidence, recognised))
                .withMessage(message);
    }
}
