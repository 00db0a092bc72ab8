package io.intona.nn;

import io.intona.feature.FeatureMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The golden networks that PyTorch computed in double precision; {@code model.json.gz} beside this class, its README says
 * how it was made. Tensors and clips are flat, row after row.
 */
public final class GoldenModel {
    private GoldenModel() {}

    /** One network with one batch. */
    public record Case(
            String name,
            Architecture architecture,
            List<double[]> inputs,
            int[] labels,
            Map<String, double[]> parameters,
            Forward forward,
            Map<String, double[]> gradients,
            List<double[]> evaluationLogits,
            AdamTrace adam) {
        /** The clips in single precision. */
        public List<FeatureMatrix> clips() {
            int size = architecture.inputSize();
            return inputs.stream()
                    .map(values -> new FeatureMatrix(values.length / size, size, floats(values)))
                    .toList();
        }

        /** The starting parameters in single precision, with running mean 0 and variance 1. */
        public Parameters startingParameters() {
            Parameters result = new Parameters(architecture);
            for (Tensor tensor : result.trained()) {
                System.arraycopy(floats(parameters.get(tensor.name())), 0, tensor.values(), 0, tensor.size());
            }
            Arrays.fill(result.values("norm.running_var"), 1);
            return result;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The forward pass of training; attention and scores (frames × vectors) are empty without attention. */
    public record Forward(
            List<double[]> logits,
            double loss,
            List<double[]> attention,
            List<double[]> scores,
            List<double[]> context,
            double[] runningMean,
            double[] runningVariance) {}

    /** Full-batch training from the starting parameters with Adam, coupled weight decay and warm restarts. */
    public record AdamTrace(
            double learningRate,
            double weightDecay,
            double beta1,
            double beta2,
            double epsilon,
            int period,
            double minimumRate,
            List<Step> steps,
            Map<String, double[]> parametersAfter) {}

    /** Learning rate and loss before the step. */
    public record Step(double learningRate, double loss) {}

    /** All cases. */
    public static List<Case> cases() {
        try (InputStream stream = GoldenModel.class.getResourceAsStream("model.json.gz")) {
            List<Case> cases = new ArrayList<>();
            for (JsonNode node :
                    new JsonMapper().readTree(new GZIPInputStream(stream)).get("cases")) {
                cases.add(read(node));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(JsonNode node) {
        Architecture.Pooling pooling =
                Architecture.Pooling.valueOf(node.get("pooling").asString().toUpperCase(Locale.ROOT));
        Architecture architecture = new Architecture(
                node.get("input_size").asInt(),
                node.get("hidden_size").asInt(),
                pooling,
                pooling == Architecture.Pooling.ATTENTION
                        ? node.get("attention_vectors").asInt()
                        : 0,
                node.get("classes").asInt());
        JsonNode forward = node.get("train_forward");
        JsonNode adam = node.get("adam");
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : adam.get("trace")) {
            steps.add(new Step(step.get("lr").asDouble(), step.get("loss").asDouble()));
        }
        return new Case(
                node.get("name").asString(),
                architecture,
                rows(node.get("inputs")),
                Arrays.stream(flat(node.get("labels")))
                        .mapToInt(label -> (int) label)
                        .toArray(),
                tensors(node.get("parameters")),
                new Forward(
                        rows(forward.get("logits")),
                        forward.get("loss").asDouble(),
                        rows(forward.get("attention")),
                        rows(forward.get("scores")),
                        rows(forward.get("context")),
                        flat(forward.get("running_mean")),
                        flat(forward.get("running_var"))),
                tensors(node.get("gradients")),
                rows(node.get("eval_forward_after_one_batch").get("logits")),
                new AdamTrace(
                        adam.get("lr").asDouble(),
                        adam.get("weight_decay").asDouble(),
                        adam.get("betas").get(0).asDouble(),
                        adam.get("betas").get(1).asDouble(),
                        adam.get("eps").asDouble(),
                        adam.get("T_0").asInt(),
                        adam.get("eta_min").asDouble(),
                        steps,
                        tensors(adam.get("parameters_after"))));
    }

    private static Map<String, double[]> tensors(JsonNode node) {
        Map<String, double[]> tensors = new LinkedHashMap<>();
        node.properties().forEach(entry -> tensors.put(entry.getKey(), flat(entry.getValue())));
        return tensors;
    }

    private static List<double[]> rows(JsonNode node) {
        List<double[]> rows = new ArrayList<>();
        if (node != null) {
            node.forEach(row -> rows.add(flat(row)));
        }
        return rows;
    }

    private static double[] flat(JsonNode node) {
        List<Double> values = new ArrayList<>();
        collect(node, values);
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void collect(JsonNode node, List<Double> values) {
        if (node.isNumber()) {
            values.add(node.asDouble());
        }
        node.forEach(child -> collect(child, values));
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
