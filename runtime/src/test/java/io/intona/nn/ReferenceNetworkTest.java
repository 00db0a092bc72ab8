package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference of all other tests of the network, against PyTorch's networks in double precision. */
@ParameterizedClass
@MethodSource("io.intona.nn.GoldenModel#cases")
class ReferenceNetworkTest {
    private static final double TOLERANCE = 1e-9;
    private static final Offset<Double> ABSOLUTE = within(TOLERANCE);

    private final GoldenModel.Case golden;
    private final Map<String, double[]> parameters = new LinkedHashMap<>();
    private final ReferenceNetwork reference;

    ReferenceNetworkTest(GoldenModel.Case golden) {
        this.golden = golden;
        golden.parameters().forEach((name, values) -> parameters.put(name, values.clone()));
        reference = new ReferenceNetwork(golden.architecture(), parameters);
    }

    private ReferenceNetwork.Batch batch() {
        double[][] kept = new double[golden.labels().length][];
        Arrays.fill(kept, ReferenceNetwork.ones(golden.architecture().hiddenSize()));
        return reference.new Batch(golden.inputs(), golden.labels(), 0, kept);
    }

    @Test
    void forwardAgreesWithPyTorch() {
        ReferenceNetwork.Batch batch = batch();
        GoldenModel.Forward forward = golden.forward();
        assertThat(batch.loss()).isCloseTo(forward.loss(), ABSOLUTE);
        assertThat(batch.runningMean()).containsExactly(forward.runningMean(), ABSOLUTE);
        assertThat(batch.runningVariance()).containsExactly(forward.runningVariance(), ABSOLUTE);
        for (int clip = 0; clip < golden.labels().length; clip++) {
            assertThat(batch.logits(clip)).containsExactly(forward.logits().get(clip), ABSOLUTE);
            assertThat(batch.context(clip)).containsExactly(forward.context().get(clip), ABSOLUTE);
            if (golden.architecture().pooling() == Architecture.Pooling.ATTENTION) {
                assertThat(batch.attention(clip))
                        .containsExactly(forward.attention().get(clip), ABSOLUTE);
                double[] scores = Arrays.stream(batch.scores(clip))
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
                assertThat(scores).containsExactly(forward.scores().get(clip), ABSOLUTE);
            }
        }
    }

    @Test
    void gradientsAgreeWithPyTorch() {
        Map<String, double[]> gradients = batch().gradients();
        assertThat(gradients.keySet())
                .containsExactlyElementsOf(golden.gradients().keySet());
        gradients.forEach((name, actual) -> {
            double[] expected = golden.gradients().get(name);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(actual).as(name).containsExactly(expected, within(TOLERANCE * largest));
        });
    }

    @Test
    void evaluationAgreesWithPyTorch() {
        ReferenceNetwork.Batch batch = batch();
        for (int clip = 0; clip < golden.labels().length; clip++) {
            double[] logits =
                    reference.evaluate(golden.inputs().get(clip), 0, batch.runningMean(), batch.runningVariance());
            assertThat(logits).containsExactly(golden.evaluationLogits().get(clip), ABSOLUTE);
        }
    }

    @Test
    void trainingAgreesWithPyTorch() {
        ReferenceAdam adam = new ReferenceAdam(golden.adam());
        List<GoldenModel.Step> steps = golden.adam().steps();
        for (GoldenModel.Step step : steps) {
            ReferenceNetwork.Batch batch = batch();
            assertThat(batch.loss()).isCloseTo(step.loss(), ABSOLUTE);
            adam.step(step.learningRate(), batch.gradients(), parameters);
        }
        golden.adam()
                .parametersAfter()
                .forEach((name, expected) ->
                        assertThat(parameters.get(name)).as(name).containsExactly(expected, ABSOLUTE));
    }
}
