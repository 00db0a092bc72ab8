package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import io.intona.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The network in single precision against PyTorch's in double. */
@ParameterizedClass
@MethodSource("cases")
class GoldenNetworkTest {
    private static final double TOLERANCE = 2e-5;
    private static final Offset<Double> ABSOLUTE = within(TOLERANCE);

    private final GoldenModel.Case golden;
    private final Network network;
    private final Kernels kernels;
    private final Parameters parameters;
    private final PackedBatch batch = new PackedBatch();
    private final Workspace workspace = new Workspace();
    private final RandomGenerator random = RandomStreams.of(1, 0, 0, "golden", 0);

    GoldenNetworkTest(GoldenModel.Case golden, String kernels) {
        this.golden = golden;
        this.kernels = Kernels.of(kernels);
        network = new Network(golden.architecture(), this.kernels);
        parameters = golden.startingParameters();
        batch.load(golden.clips(), golden.labels());
    }

    static Stream<Arguments> cases() {
        return GoldenModel.cases().stream()
                .flatMap(golden -> Stream.of("scalar", "simd").map(kernels -> Arguments.of(golden, kernels)));
    }

    @Test
    void forwardInTrainingModeAgreesWithPyTorch() {
        double loss = network.trainForward(parameters, batch, 0, random, workspace);
        GoldenModel.Forward forward = golden.forward();
        assertThat(loss).isCloseTo(forward.loss(), ABSOLUTE);
        int hidden = golden.architecture().hiddenSize();
        int classes = golden.architecture().classes();
        for (int clip = 0; clip < batch.clips(); clip++) {
            int place = batch.position(clip);
            assertClose(
                    "logits",
                    part(workspace.logits, clip * classes, classes),
                    forward.logits().get(place));
            assertClose(
                    "context",
                    part(workspace.context, clip * hidden, hidden),
                    forward.context().get(place));
            if (golden.architecture().pooling() == Architecture.Pooling.ATTENTION) {
                float[] weights = part(workspace.weights, batch.clipStart(clip), batch.length(clip));
                assertClose("attention", weights, forward.attention().get(place));
            }
        }
        assertClose("running mean", parameters.runningMean(), forward.runningMean());
        assertClose("running variance", parameters.runningVariance(), forward.runningVariance());
    }

    @Test
    void scoresOfAttentionVectorsAgreeWithPyTorch() {
        List<double[]> expected = golden.forward().scores();
        for (int clip = 0; clip < expected.size(); clip++) {
            float[] scores = network.scores(parameters, golden.clips().get(clip), workspace);
            assertClose("scores", scores, expected.get(clip));
        }
    }

    @Test
    void gradientsAgreeWithPyTorch() {
        network.trainForward(parameters, batch, 0, random, workspace);
        Parameters gradients = new Parameters(golden.architecture());
        network.backward(parameters, batch, workspace, gradients);
        for (Tensor tensor : gradients.trained()) {
            double[] expected = golden.gradients().get(tensor.name());
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) tensor.values()[i])
                        .as("%s[%d]", tensor.name(), i)
                        .isCloseTo(expected[i], within(TOLERANCE * largest));
            }
        }
    }

    @Test
    void gradientsOfVectorsThatNeverWinAreExactlyZero() {
        network.trainForward(parameters, batch, 0, random, workspace);
        Parameters gradients = new Parameters(golden.architecture());
        network.backward(parameters, batch, workspace, gradients);
        int hidden = golden.architecture().hiddenSize();
        for (int k = 0; k < golden.architecture().attentionVectors(); k++) {
            int vector = k;
            boolean wins = Arrays.stream(workspace.winners, 0, batch.frames()).anyMatch(winner -> winner == vector);
            float[] gradient = part(gradients.attentionVectors(), k * hidden, hidden);
            double[] expected = golden.gradients().get("attention.vectors");
            for (int j = 0; j < hidden; j++) {
                assertThat(gradient[j] != 0).isEqualTo(wins);
                assertThat(expected[k * hidden + j] != 0).isEqualTo(wins);
            }
        }
    }

    @Test
    void inferenceUsesTheRunningStatistics() {
        network.trainForward(parameters, batch, 0, random, workspace);
        int classes = golden.architecture().classes();
        float[] logits = new float[batch.clips() * classes];
        network.logits(parameters, batch, workspace, logits);
        for (int clip = 0; clip < batch.clips(); clip++) {
            double[] expected = golden.evaluationLogits().get(clip);
            assertClose("logits of the batch", part(logits, clip * classes, classes), expected);
            Inference inference = network.infer(parameters, golden.clips().get(clip), workspace);
            assertClose("logits of the clip", inference.logits(), expected);
        }
    }

    @Test
    void trainingWithAdamWeightDecayAndRestartsAgreesWithPyTorch() {
        GoldenModel.AdamTrace trace = golden.adam();
        Parameters gradients = new Parameters(golden.architecture());
        Parameters first = new Parameters(golden.architecture());
        Parameters second = new Parameters(golden.architecture());
        int step = 0;
        for (GoldenModel.Step expected : trace.steps()) {
            double loss = network.trainForward(parameters, batch, 0, random, workspace);
            assertThat(loss).as("loss before step %d", step).isCloseTo(expected.loss(), ABSOLUTE);
            network.backward(parameters, batch, workspace, gradients);
            step++;
            for (int i = 0; i < gradients.trained().size(); i++) {
                kernels.adam(
                        gradients.trained().get(i).size(),
                        expected.learningRate() / (1 - Math.pow(trace.beta1(), step)),
                        Math.sqrt(1 - Math.pow(trace.beta2(), step)),
                        trace.weightDecay(),
                        trace.beta1(),
                        trace.beta2(),
                        trace.epsilon(),
                        gradients.trained().get(i).values(),
                        first.trained().get(i).values(),
                        second.trained().get(i).values(),
                        parameters.trained().get(i).values());
            }
        }
        for (Map.Entry<String, double[]> tensor : trace.parametersAfter().entrySet()) {
            assertClose(tensor.getKey(), parameters.values(tensor.getKey()), tensor.getValue());
        }
    }

    private static float[] part(float[] values, int offset, int length) {
        return Arrays.copyOfRange(values, offset, offset + length);
    }

    private static void assertClose(String what, float[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("%s[%d]", what, i).isCloseTo(expected[i], ABSOLUTE);
        }
    }
}
