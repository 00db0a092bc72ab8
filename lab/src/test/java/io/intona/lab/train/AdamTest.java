package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import io.intona.nn.Architecture;
import io.intona.nn.GoldenModel;
import io.intona.nn.Initialization;
import io.intona.nn.Network;
import io.intona.nn.PackedBatch;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import io.intona.nn.Workspace;
import io.intona.random.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdamTest {
    private static final double TOLERANCE = 2e-5;
    private final Kernels kernels = Kernels.of("scalar");

    @ParameterizedTest
    @MethodSource("io.intona.nn.GoldenModel#cases")
    void stepsWithWeightDecayAndRestartsAreThoseOfPyTorch(GoldenModel.Case golden) {
        GoldenModel.AdamTrace trace = golden.adam();
        TrainingSettings settings = new TrainingSettings(
                trace.learningRate(),
                trace.weightDecay(),
                0,
                trace.period(),
                16,
                200,
                Schedule.RESTARTS,
                Initialization.ORTHOGONAL);
        TrainingState state = new TrainingState(golden.architecture(), 1);
        state.parameters().copyFrom(golden.startingParameters());
        Network network = new Network(golden.architecture(), kernels);
        Adam adam = new Adam(kernels, settings.weightDecay());
        PackedBatch batch = new PackedBatch();
        batch.load(golden.clips(), golden.labels());
        Workspace workspace = new Workspace();
        Parameters gradients = new Parameters(golden.architecture());
        for (int epoch = 0; epoch < trace.steps().size(); epoch++) {
            double loss = network.trainForward(
                    state.parameters(), batch, 0, RandomStreams.of(1, 0, 0, "dropout", epoch), workspace);
            assertThat(loss).isCloseTo(trace.steps().get(epoch).loss(), within(TOLERANCE));
            network.backward(state.parameters(), batch, workspace, gradients);
            adam.step(state, gradients, settings.learningRate(epoch));
        }
        for (Tensor tensor : state.parameters().trained()) {
            double[] expected = trace.parametersAfter().get(tensor.name());
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) tensor.values()[i])
                        .as("%s[%d]", tensor.name(), i)
                        .isCloseTo(expected[i], within(TOLERANCE));
            }
        }
    }

    /** With a constant gradient and no decay, both corrected moments are that gradient and its square in every step. */
    @Test
    void aConstantGradientMovesEachValueByTheLearningRateInEveryStep() {
        Architecture architecture = Architecture.parse("LSTM-h2-mean", 2, 2);
        TrainingState state = new TrainingState(architecture, 1);
        Parameters gradients = new Parameters(architecture);
        float[] gradient = gradients.values("classifier.bias");
        gradient[0] = 3e-3f;
        gradient[1] = -70;
        Adam adam = new Adam(kernels, 0);
        for (int step = 1; step <= 1000; step++) {
            adam.step(state, gradients, 1e-3);
            float[] bias = state.parameters().values("classifier.bias");
            assertThat(bias[0]).isCloseTo(-1e-3f * step, within(2e-6f * step));
            assertThat(bias[1]).isCloseTo(1e-3f * step, within(2e-6f * step));
        }
        assertThat(state.parameters().values("norm.weight")).containsOnly(0);
    }

    /** Such as attention vectors that never win: decay shrinks them by a part of themselves in every step. */
    @Test
    void valuesThatOnlyDecayEndAtZero() {
        Architecture architecture = Architecture.parse("LSTM-h2-v2", 2, 2);
        TrainingState state = new TrainingState(architecture, 1);
        float[] vectors = state.parameters().values("attention.vectors");
        Arrays.fill(vectors, 1e-6f);
        Adam adam = new Adam(kernels, 1e-3);
        boolean small = false;
        for (int step = 1; step <= 10_000; step++) {
            adam.step(state, new Parameters(architecture), 1e-5);
            small |= Math.abs(vectors[0]) < 1e-20f && vectors[0] != 0;
        }
        assertThat(small).as("values on their way").isTrue();
        assertThat(vectors).containsOnly(0);
        assertThat(state.firstMoments().values("attention.vectors")).containsOnly(0);
    }
}
