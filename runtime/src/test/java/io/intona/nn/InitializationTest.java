package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.random.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitializationTest {
    private static final int N = 34;
    private static final int H = 64;
    private static final int VECTORS = 32;
    private static final Architecture ARCHITECTURE = Architecture.parse("LSTM-h64-v32", N, 8);

    private static Parameters initialized(Initialization initialization, long seed) {
        Parameters parameters = new Parameters(ARCHITECTURE);
        for (Tensor tensor : parameters.trained()) {
            Arrays.fill(tensor.values(), Float.NaN); // everything must be set
        }
        initialization.apply(parameters, RandomStreams.of(seed, 0, 0, "init", 0));
        return parameters;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** Moments within five standard errors, and as many beyond one and two standard deviations as a normal has. */
    private static void assertNormal(float[] values, double deviation) {
        double[] z = Arrays.stream(doubles(values)).map(x -> x / deviation).toArray();
        double error = 5 / Math.sqrt(z.length);
        assertThat(Arrays.stream(z).sum() / z.length).isCloseTo(0, within(error));
        assertThat(Arrays.stream(z).map(x -> x * x).sum() / z.length).isCloseTo(1, within(error * Math.sqrt(2)));
        assertThat(Arrays.stream(z).map(x -> x * x * x * x).sum() / z.length)
                .isCloseTo(3, within(error * Math.sqrt(96)));
        double beyondOne = Arrays.stream(z).filter(x -> Math.abs(x) > 1).count() / (double) z.length;
        double beyondTwo = Arrays.stream(z).filter(x -> Math.abs(x) > 2).count() / (double) z.length;
        assertThat(beyondOne).isCloseTo(0.3173, within(error * 0.47));
        assertThat(beyondTwo).isCloseTo(0.0455, within(error * 0.21));
    }

    @ParameterizedTest
    @EnumSource
    void inputWeightsAndAttentionVectorsAreXavierNormal(Initialization initialization) {
        Parameters parameters = initialized(initialization, 1);
        assertNormal(parameters.inputWeights(), Math.sqrt(2.0 / (4 * H + N)));
        assertNormal(parameters.attentionVectors(), Math.sqrt(2.0 / (H + VECTORS)));
    }

    @ParameterizedTest
    @EnumSource
    void theClassifierIsXavierUniform(Initialization initialization) {
        double bound = Math.sqrt(6.0 / (H + 8));
        double[] u = Arrays.stream(doubles(initialized(initialization, 2).classifierWeight()))
                .map(x -> x / bound)
                .toArray();
        double error = 5 / Math.sqrt(u.length);
        assertThat(Arrays.stream(u)).allMatch(x -> Math.abs(x) <= 1);
        assertThat(Arrays.stream(u).map(Math::abs).max().orElseThrow()).isGreaterThan(0.97);
        assertThat(Arrays.stream(u).average().orElseThrow()).isCloseTo(0, within(error * 0.58));
        assertThat(Arrays.stream(u).map(x -> x * x).average().orElseThrow()).isCloseTo(1 / 3.0, within(error * 0.3));
    }

    @Test
    void recurrentWeightsOfTheDefaultHaveOrthonormalColumns() {
        float[] r = initialized(Initialization.ORTHOGONAL, 3).recurrentWeights();
        for (int j = 0; j < H; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = 0;
                for (int i = 0; i < 4 * H; i++) {
                    sum += (double) r[i * H + j] * r[i * H + k];
                }
                assertThat(sum).isCloseTo(j == k ? 1 : 0, within(1e-6));
            }
        }
    }

    /** Without the sign fix of the QR decomposition the diagonal would not be symmetric around 0. */
    @Test
    void orthogonalWeightsAreUniformlyDistributed() {
        double sum = 0;
        double squares = 0;
        int repetitions = 300;
        Architecture small = Architecture.parse("LSTM-h3-final", 1, 2);
        for (int seed = 0; seed < repetitions; seed++) {
            Parameters parameters = new Parameters(small);
            Initialization.ORTHOGONAL.apply(parameters, RandomStreams.of(seed, 0, 0, "init", 0));
            for (int j = 0; j < 3; j++) {
                double x = parameters.recurrentWeights()[j * 3 + j];
                sum += x;
                squares += x * x;
            }
        }
        int n = 3 * repetitions;
        assertThat(sum / n).isCloseTo(0, within(5 * Math.sqrt(1.0 / 12 / n)));
        assertThat(squares / n).isCloseTo(1.0 / 12, within(5 * 0.12 / Math.sqrt(n)));
    }

    @Test
    void recurrentWeightsOfThePaperAreXavierNormal() {
        assertNormal(initialized(Initialization.XAVIER, 4).recurrentWeights(), Math.sqrt(2.0 / (5 * H)));
    }

    @Test
    void theForgetBiasIsOneInBothVectorsByDefaultAndInOneInThePaper() {
        float[] forget = new float[4 * H];
        Arrays.fill(forget, H, 2 * H, 1);
        Parameters orthogonal = initialized(Initialization.ORTHOGONAL, 5);
        assertThat(orthogonal.inputBias()).isEqualTo(forget);
        assertThat(orthogonal.recurrentBias()).isEqualTo(forget);
        Parameters xavier = initialized(Initialization.XAVIER, 5);
        assertThat(xavier.inputBias()).isEqualTo(forget);
        assertThat(xavier.recurrentBias()).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void theNormalisationStartsAsTheIdentityAndTheClassifierWithoutBias(Initialization initialization) {
        Parameters parameters = initialized(initialization, 6);
        assertThat(parameters.normWeight()).containsOnly(1);
        assertThat(parameters.normBias()).containsOnly(0);
        assertThat(parameters.classifierBias()).containsOnly(0);
        assertThat(parameters.runningMean()).containsOnly(0);
        assertThat(parameters.runningVariance()).containsOnly(1);
    }

    @ParameterizedTest
    @EnumSource
    void theSameStreamGivesTheSameWeights(Initialization initialization) {
        Parameters once = initialized(initialization, 7);
        Parameters twice = initialized(initialization, 7);
        Parameters other = initialized(initialization, 8);
        for (int i = 0; i < once.trained().size(); i++) {
            assertThat(twice.trained().get(i).values())
                    .isEqualTo(once.trained().get(i).values());
        }
        assertThat(other.inputWeights()).isNotEqualTo(once.inputWeights());
    }
}
