package io.intona.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.random.RandomStreams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SignedRankTestTest {
    private static final double DIGITS = 1e-9;

    static Stream<JsonNode> tiesAndZeros() {
        return Golden.read("statistics.json").get("wilcoxon_exact_with_ties").valueStream();
    }

    @ParameterizedTest
    @MethodSource("tiesAndZeros")
    void tiesAndZerosAreTestedAsByEnumeration(JsonNode golden) {
        double[] differences = Golden.doubles(golden.get("differences"));
        SignedRankTest test = SignedRankTest.of(new double[differences.length], differences);
        assertThat(test.pairs()).isEqualTo(differences.length);
        assertThat(test.used()).isEqualTo(golden.get("used").asInt());
        assertThat(test.positive()).isEqualTo(golden.get("w_plus").asDouble());
        assertThat(test.negative()).isEqualTo(golden.get("w_minus").asDouble());
        assertThat(test.p()).isCloseTo(golden.get("p_two_sided").asDouble(), within(DIGITS));
    }

    static Stream<JsonNode> withoutTies() {
        return Golden.read("scipy.json")
                .get("paired")
                .valueStream()
                .filter(sample -> !sample.get("w").isNull());
    }

    @Test
    void runsWithoutTiesAreTestedAsBySciPy() {
        JsonNode golden = Golden.read("statistics.json").get("paired");
        SignedRankTest test = SignedRankTest.of(Golden.doubles(golden.get("a")), Golden.doubles(golden.get("b")));
        assertThat(Math.min(test.positive(), test.negative()))
                .isEqualTo(golden.get("wilcoxon_w").asDouble());
        assertThat(test.p()).isCloseTo(golden.get("wilcoxon_p").asDouble(), within(DIGITS));
    }

    @ParameterizedTest
    @MethodSource("withoutTies")
    void largerSamplesWithoutTiesAreTestedAsBySciPy(JsonNode golden) {
        SignedRankTest test =
                SignedRankTest.of(Golden.doubles(golden.get("first")), Golden.doubles(golden.get("second")));
        assertThat(Math.min(test.positive(), test.negative()))
                .isEqualTo(golden.get("w").asDouble());
        assertThat(test.p()).isCloseTo(golden.get("wilcoxon_p").asDouble(), within(DIGITS));
    }

    /** M. Hollander and D. A. Wolfe, Nonparametric Statistical Methods, 1973, p. 29: W⁺ = 40, one-sided p = 0.01953. */
    @Test
    void depressionScalesAreTestedAsInTheTextbook() {
        double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
        double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        SignedRankTest test = SignedRankTest.of(after, before);
        assertThat(test.positive()).isEqualTo(40);
        assertThat(test.p()).isEqualTo(2 * 10 / 512.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9, 14})
    void everyPatternOfSignsIsCounted(int pairs) {
        RandomGenerator random = RandomStreams.of(3, 0, 0, "signed ranks", pairs);
        for (int sample = 0; sample < 20; sample++) {
            double[] differences = IntStream.range(0, pairs)
                    .mapToDouble(i -> random.nextInt(-4, 5))
                    .toArray();
            assertThat(SignedRankTest.of(new double[pairs], differences).p())
                    .as(Arrays.toString(differences))
                    .isEqualTo(enumerated(differences));
        }
    }

    /** The share of all patterns of signs whose sum of signed ranks is at least as far from 0 as the one observed. */
    private static double enumerated(double[] differences) {
        double[] used = Arrays.stream(differences).filter(d -> d != 0).toArray();
        double[] ranks = Arrays.stream(used)
                .map(d -> Arrays.stream(used)
                        .map(Math::abs)
                        .map(other -> other < Math.abs(d) ? 1 : other == Math.abs(d) ? 0.5 : 0)
                        .sum())
                .map(below -> below + 0.5)
                .toArray();
        double observed = Math.abs(IntStream.range(0, used.length)
                .mapToDouble(i -> Math.signum(used[i]) * ranks[i])
                .sum());
        int patterns = 1 << used.length;
        long atLeast = IntStream.range(0, patterns)
                .filter(pattern -> Math.abs(IntStream.range(0, used.length)
                                .mapToDouble(i -> (pattern >> i & 1) == 0 ? ranks[i] : -ranks[i])
                                .sum())
                        >= observed)
                .count();
        return (double) atLeast / patterns;
    }

    @Test
    void differencesOnTheGridOfUarAreTiedWhateverTheirRounding() {
        double[] first = grid(811, 1030, 499, 845, 822);
        double[] second = grid(815, 1026, 503, 845, 829);
        assertThat(second[0] - first[0]).isNotEqualTo(first[1] - second[1]);
        SignedRankTest test = SignedRankTest.of(first, second);
        assertThat(test).isEqualTo(new SignedRankTest(5, 4, 8, 2, 2 * 4 / 16.0));
    }

    private static double[] grid(int... counts) {
        return Arrays.stream(counts).mapToDouble(count -> count / 1536.0).toArray();
    }

    @Test
    void modelsThatNeverDifferAreNotTakenForDifferent() {
        assertThat(SignedRankTest.of(new double[] {0.5, 0.6}, new double[] {0.5, 0.6}))
                .isEqualTo(new SignedRankTest(2, 0, 0, 0, 1));
        assertThat(SignedRankTest.of(new double[0], new double[0]).p()).isEqualTo(1);
    }
}
