package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import io.intona.random.RandomStreams;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of random networks: the reference against central differences, the network against the reference. */
@ParameterizedClass(name = "{0}, padded: {1}")
@MethodSource("kinds")
class GradientTest {
    private static final double DROPOUT = 0.4;

    private final Architecture.Pooling pooling;
    private final boolean padded;

    GradientTest(Architecture.Pooling pooling, boolean padded) {
        this.pooling = pooling;
        this.padded = padded;
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Architecture.Pooling.values())
                .flatMap(pooling -> Stream.of(Arguments.of(pooling, false), Arguments.of(pooling, true)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theReferenceAgreesWithCentralDifferences(long seed) {
        RandomNetwork random = new RandomNetwork(seed, pooling, padded);
        Map<String, double[]> parameters = random.doubleParameters();
        ReferenceNetwork reference = new ReferenceNetwork(random.architecture, parameters);
        double[][] kept = kept(random, seed);
        Map<String, double[]> gradients =
                reference.new Batch(random.inputs(), random.labels, random.paddedFrames, kept).gradients();
        double step = 1e-5;
        parameters.forEach((name, values) -> {
            double[] gradient = gradients.get(name);
            double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < values.length; i++) {
                double value = values[i];
                values[i] = value + step;
                double above = loss(reference, random, kept);
                values[i] = value - step;
                double below = loss(reference, random, kept);
                values[i] = value;
                assertThat(gradient[i])
                        .as("%s[%d]", name, i)
                        .isCloseTo((above - below) / (2 * step), within(1e-6 * largest + 1e-9));
            }
        });
    }

    private static double loss(ReferenceNetwork reference, RandomNetwork random, double[][] kept) {
        return reference.new Batch(random.inputs(), random.labels, random.paddedFrames, kept).loss();
    }

    private static double[][] kept(RandomNetwork network, long seed) {
        Random random = new Random(seed);
        double[][] kept = network.nothingDropped();
        for (int clip = 0; clip < kept.length; clip++) {
            kept[clip] = Arrays.stream(kept[clip])
                    .map(one -> random.nextDouble() < DROPOUT ? 0 : 1 / (1 - DROPOUT))
                    .toArray();
        }
        return kept;
    }

    static Stream<Arguments> networks() {
        return LongStream.rangeClosed(1, 20)
                .boxed()
                .flatMap(seed -> Stream.of("scalar", "simd").map(kernels -> Arguments.of(seed, kernels)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theNetworkAgreesWithTheReference(long seed, String kernels) {
        RandomNetwork random = new RandomNetwork(seed, pooling, padded, seed <= 10 ? 9 : 40);
        Architecture architecture = random.architecture;
        Network network = new Network(architecture, Kernels.of(kernels));
        Workspace workspace = new Workspace();
        PackedBatch batch = random.batch();
        double loss = network.trainForward(
                random.parameters, batch, DROPOUT, RandomStreams.of(seed, 0, 0, "dropout", 0), workspace);
        double[][] kept = random.nothingDropped();
        int h = architecture.hiddenSize();
        for (int clip = 0; clip < batch.clips(); clip++) {
            for (int j = 0; j < h; j++) {
                kept[batch.position(clip)][j] = workspace.kept[clip * h + j];
            }
        }
        ReferenceNetwork reference = new ReferenceNetwork(architecture, random.doubleParameters());
        ReferenceNetwork.Batch expected =
                reference.new Batch(random.inputs(), random.labels, random.paddedFrames, kept);
        assertThat(loss).isCloseTo(expected.loss(), within(2e-5));
        Parameters gradients = new Parameters(architecture);
        network.backward(random.parameters, batch, workspace, gradients);
        expected.gradients().forEach((name, gradient) -> {
            double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            assertThat(RandomNetwork.doubles(gradients.values(name)))
                    .as(name)
                    .containsExactly(gradient, within(2e-5 * largest + 1e-7));
        });
    }

    @ParameterizedTest
    @MethodSource("networks")
    void inferenceAgreesWithTheReference(long seed, String kernels) {
        RandomNetwork random = new RandomNetwork(seed, pooling, padded, seed <= 10 ? 9 : 40);
        Network network = new Network(random.architecture, Kernels.of(kernels));
        int classes = random.architecture.classes();
        float[] logits = new float[random.labels.length * classes];
        network.logits(random.parameters, random.batch(), new Workspace(), logits);
        ReferenceNetwork reference = new ReferenceNetwork(random.architecture, random.doubleParameters());
        for (int clip = 0; clip < random.labels.length; clip++) {
            double[] expected = reference.evaluate(
                    random.inputs().get(clip),
                    random.paddedFrames,
                    RandomNetwork.doubles(random.parameters.runningMean()),
                    RandomNetwork.doubles(random.parameters.runningVariance()));
            float[] actual = Arrays.copyOfRange(logits, clip * classes, (clip + 1) * classes);
            assertThat(RandomNetwork.doubles(actual)).containsExactly(expected, within(2e-5));
        }
    }
}
