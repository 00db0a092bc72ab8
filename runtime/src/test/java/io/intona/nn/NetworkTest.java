package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"scalar", "simd"})
class NetworkTest {
    private final Kernels kernels;

    NetworkTest(String kernels) {
        this.kernels = Kernels.of(kernels);
    }

    private static RandomGenerator stream() {
        return RandomStreams.of(7, 0, 0, "dropout", 0);
    }

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }

    // ---- independence ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aClipIsRecognisedTheSameBitForBitAloneAndInAnyCompany(Architecture.Pooling pooling) {
        for (int seed = 1; seed <= 10; seed++) {
            RandomNetwork random = new RandomNetwork(seed, pooling, false, 40);
            Network network = new Network(random.architecture, kernels);
            int classes = random.architecture.classes();
            Workspace workspace = new Workspace();
            float[] together = new float[random.labels.length * classes];
            network.logits(random.parameters, random.batch(), workspace, together);
            int[] reversed = IntStream.range(0, random.labels.length)
                    .map(i -> random.labels.length - 1 - i)
                    .toArray();
            PackedBatch company = new PackedBatch();
            company.load(random.clips, random.labels, reversed, 1, reversed.length, PackedBatch.NO_PADDING);
            float[] otherwise = new float[(reversed.length - 1) * classes];
            network.logits(random.parameters, company, workspace, otherwise);
            for (int clip = 0; clip < random.labels.length; clip++) {
                float[] expected = network.infer(random.parameters, random.clips.get(clip), new Workspace())
                        .logits();
                assertThat(Arrays.copyOfRange(together, clip * classes, (clip + 1) * classes))
                        .isEqualTo(expected);
                int place = reversed.length - 2 - clip;
                if (place >= 0) {
                    assertThat(Arrays.copyOfRange(otherwise, place * classes, (place + 1) * classes))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theContextInTrainingIsThatOfInference(Architecture.Pooling pooling) {
        RandomNetwork random = new RandomNetwork(3, pooling, true);
        Network network = new Network(random.architecture, kernels);
        Workspace workspace = new Workspace();
        int size = random.labels.length * random.architecture.hiddenSize();
        network.trainForward(random.parameters, random.batch(), 0.5, stream(), workspace);
        float[] training = Arrays.copyOf(workspace.context, size);
        network.logits(
                random.parameters,
                random.batch(),
                workspace,
                new float[random.labels.length * random.architecture.classes()]);
        assertThat(Arrays.copyOf(workspace.context, size)).isEqualTo(training);
    }

    /** Of gates, 4 a hidden unit, and of scores, one an attention vector. */
    @ParameterizedTest
    @ValueSource(strings = {"LSTM-h1024-mean", "LSTM-h1-v4096"})
    void moreFramesThanCanBeCountedAreRefused(String model) {
        Architecture large = Architecture.parse(model, 1, 2);
        Parameters parameters = new Parameters(large);
        FeatureMatrix clip = new FeatureMatrix(524_288, 1, new float[524_288]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(large, Kernels.of("scalar")).scores(parameters, clip, new Workspace()))
                .withMessage("clips of 524288 frames together, expected at most 524287 for " + model);
    }

    @Test
    void oneNetworkServesManyThreads() throws Exception {
        RandomNetwork random = new RandomNetwork(5, Architecture.Pooling.ATTENTION, false);
        Network network = new Network(random.architecture, kernels);
        float[] expected = network.infer(random.parameters, random.clips.get(0), new Workspace())
                .logits();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                results.add(threads.submit(() -> {
                    Workspace workspace = new Workspace();
                    boolean same = true;
                    for (int repetition = 0; repetition < 200; repetition++) {
                        int clip = repetition % random.clips.size();
                        float[] logits = network.infer(random.parameters, random.clips.get(clip), workspace)
                                .logits();
                        same &= clip != 0 || Arrays.equals(logits, expected);
                    }
                    return same;
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    // ---- attention ------------------------------------------------------------------------------------------------

    @Test
    void amongEqualVectorsTheFirstWinsAndTakesTheGradient() {
        Architecture architecture = new Architecture(3, 5, Architecture.Pooling.ATTENTION, 4, 3);
        Parameters parameters = new Parameters(architecture);
        RandomGenerator random = RandomStreams.of(1, 0, 0, "ties", 0);
        Initialization.ORTHOGONAL.apply(parameters, random);
        float[] vectors = parameters.attentionVectors();
        for (int k = 1; k < 4; k++) {
            System.arraycopy(vectors, 0, vectors, 5 * k, 5);
        }
        List<FeatureMatrix> clips =
                List.of(RandomNetwork.clip(new Random(1), 7, 3), RandomNetwork.clip(new Random(2), 4, 3));
        PackedBatch batch = new PackedBatch();
        batch.load(clips, new int[] {0, 2});
        Network network = new Network(architecture, kernels);
        Workspace workspace = new Workspace();
        Parameters gradients = new Parameters(architecture);
        network.trainForward(parameters, batch, 0, random, workspace);
        network.backward(parameters, batch, workspace, gradients);
        float[] gradient = gradients.attentionVectors();
        assertThat(Arrays.copyOf(gradient, 5)).doesNotContain(0);
        assertThat(Arrays.copyOfRange(gradient, 5, 20)).containsOnly(0);
        assertThat(network.infer(parameters, clips.get(0), workspace).winners()).containsExactly(new int[7]);
    }

    @ParameterizedTest
    @EnumSource
    void anInferenceSaysWhichFramesItRestsOn(Architecture.Pooling pooling) {
        RandomNetwork random = new RandomNetwork(11, pooling, false);
        Network network = new Network(random.architecture, kernels);
        FeatureMatrix clip = random.clips.get(0);
        Inference inference = network.infer(random.parameters, clip, new Workspace());
        float[] scores = network.scores(random.parameters, clip, new Workspace());
        int vectors = random.architecture.attentionVectors();
        assertThat(inference.weights()).hasSize(clip.frames());
        assertThat(scores).hasSize(clip.frames() * vectors);
        assertThat(sum(inference.weights())).isCloseTo(1, within(1e-5));
        assertThat(sum(inference.probabilities())).isCloseTo(1, within(1e-5));
        switch (pooling) {
            case MEAN -> assertThat(inference.weights()).containsOnly(1f / clip.frames());
            case FINAL -> assertThat(inference.weights()[clip.frames() - 1]).isEqualTo(1);
            case ATTENTION -> {
                assertThat(inference.winners()).hasSize(clip.frames());
                for (int t = 0; t < clip.frames(); t++) {
                    float best = scores[t * vectors + inference.winners()[t]];
                    for (int k = 0; k < vectors; k++) {
                        assertThat(best).isGreaterThanOrEqualTo(scores[t * vectors + k]);
                    }
                }
            }
        }
        if (pooling != Architecture.Pooling.ATTENTION) {
            assertThat(inference.winners()).isEmpty();
        }
    }

    private static double sum(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
    }

    @Test
    void probabilitiesAreTheSoftmaxOfTheLogits() {
        RandomNetwork random = new RandomNetwork(4, Architecture.Pooling.MEAN, false);
        Network network = new Network(random.architecture, kernels);
        int classes = random.architecture.classes();
        float[] logits = new float[random.labels.length * classes];
        float[] probabilities = new float[logits.length];
        network.logits(random.parameters, random.batch(), new Workspace(), logits);
        network.probabilities(random.parameters, random.batch(), new Workspace(), probabilities);
        for (int clip = 0; clip < random.labels.length; clip++) {
            double total = 0;
            for (int k = 0; k < classes; k++) {
                total += Math.exp(logits[clip * classes + k]);
            }
            for (int k = 0; k < classes; k++) {
                assertThat((double) probabilities[clip * classes + k])
                        .isCloseTo(Math.exp(logits[clip * classes + k]) / total, within(1e-6));
            }
        }
    }

    // ---- dropout --------------------------------------------------------------------------------------------------

    @Test
    void dropoutKeepsTheExpectationAndItsShare() {
        RandomNetwork random = new RandomNetwork(6, Architecture.Pooling.MEAN, false);
        Network network = new Network(random.architecture, kernels);
        Workspace workspace = new Workspace();
        RandomGenerator stream = stream();
        int size = random.labels.length * random.architecture.hiddenSize();
        int repetitions = 4000;
        double kept = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            network.trainForward(random.parameters, random.batch(), 0.3, stream, workspace);
            for (int i = 0; i < size; i++) {
                assertThat(workspace.kept[i]).isIn(0f, (float) (1 / 0.7));
                kept += workspace.kept[i];
            }
        }
        double draws = (double) repetitions * size;
        assertThat(kept / draws).isCloseTo(1, within(5 * Math.sqrt(0.3 / 0.7 / draws)));
    }

    @Test
    void aDropoutRateOfZeroDrawsNothing() {
        RandomNetwork random = new RandomNetwork(6, Architecture.Pooling.MEAN, false);
        RandomGenerator used = stream();
        new Network(random.architecture, kernels)
                .trainForward(random.parameters, random.batch(), 0, used, new Workspace());
        assertThat(used.nextLong()).isEqualTo(stream().nextLong());
    }

    // ---- what is refused ------------------------------------------------------------------------------------------

    private interface Call {
        void on(Network network, Parameters parameters, PackedBatch batch, Workspace workspace);
    }

    private static Call train(double rate) {
        return (network, parameters, batch, workspace) ->
                network.trainForward(parameters, batch, rate, stream(), workspace);
    }

    private static PackedBatch batch(int clips, int size, int label) {
        List<FeatureMatrix> matrices = new ArrayList<>();
        for (int clip = 0; clip < clips; clip++) {
            matrices.add(RandomNetwork.clip(new Random(clip), 3, size));
        }
        int[] labels = new int[clips];
        labels[clips - 1] = label;
        PackedBatch batch = new PackedBatch();
        batch.load(matrices, labels);
        return batch;
    }

    static List<Arguments> badCalls() {
        Architecture shape = Architecture.parse("LSTM-h4-v2", 3, 5);
        Architecture other = Architecture.parse("LSTM-h4-v1", 3, 5);
        Parameters good = new Parameters(shape);
        Call otherGradients = (network, parameters, batch, workspace) -> {
            network.trainForward(parameters, batch, 0, stream(), workspace);
            network.backward(parameters, batch, workspace, new Parameters(other));
        };
        Call shortLogits =
                (network, parameters, batch, workspace) -> network.logits(parameters, batch, workspace, new float[9]);
        return List.of(
                Arguments.of(
                        train(0),
                        new Parameters(other),
                        batch(2, 3, 0),
                        "parameters of " + other + ", expected " + shape),
                Arguments.of(train(0), good, batch(2, 2, 0), "clips of 2 features a frame, expected 3"),
                Arguments.of(
                        train(0),
                        good,
                        batch(1, 3, 0),
                        "training batch of 1 clip, expected at least 2: batch normalisation needs a variance"),
                Arguments.of(train(1), good, batch(2, 3, 0), "dropout rate 1.0, expected 0 to under 1"),
                Arguments.of(train(-0.1), good, batch(2, 3, 0), "dropout rate -0.1, expected 0 to under 1"),
                Arguments.of(train(Double.NaN), good, batch(2, 3, 0), "dropout rate NaN, expected 0 to under 1"),
                Arguments.of(train(0), good, batch(3, 3, 5), "clip 2 of the batch has label 5, expected 0 to 4"),
                Arguments.of(train(0), good, batch(3, 3, -1), "clip 2 of the batch has label -1, expected 0 to 4"),
                Arguments.of(otherGradients, good, batch(2, 3, 0), "gradients of " + other + ", expected " + shape),
                Arguments.of(shortLogits, good, batch(2, 3, 0), "room for 9 values, expected 2 clips × 5 classes"));
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void aBadCallIsRefused(Call call, Parameters parameters, PackedBatch batch, String message) {
        Network network = new Network(Architecture.parse("LSTM-h4-v2", 3, 5), kernels);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.on(network, parameters, batch, new Workspace()))
                .withMessage(message);
    }

    @Test
    void backwardNeedsTheForwardPassBeforeIt() {
        RandomNetwork random = new RandomNetwork(2, Architecture.Pooling.ATTENTION, false);
        Network network = new Network(random.architecture, kernels);
        Parameters gradients = new Parameters(random.architecture);
        Workspace workspace = new Workspace();
        PackedBatch batch = random.batch();
        String message = "backward without a trainForward just before it in the same workspace";
        assertThatIllegalStateException()
                .isThrownBy(() -> network.backward(random.parameters, batch, workspace, gradients))
                .withMessage(message);
        network.trainForward(random.parameters, batch, 0, stream(), workspace);
        network.backward(random.parameters, batch, workspace, gradients);
        assertThatIllegalStateException()
                .isThrownBy(() -> network.backward(random.parameters, batch, workspace, gradients))
                .withMessage(message);
        network.trainForward(random.parameters, batch, 0, stream(), workspace);
        network.infer(random.parameters, random.clips.get(0), workspace);
        assertThatIllegalStateException()
                .isThrownBy(() -> network.backward(random.parameters, batch, workspace, gradients))
                .withMessage(message);
    }
}
