package io.intona.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of a network: one LSTM layer, a pooling over time, batch normalisation, dropout and a linear classifier.
 * Named as in the paper: {@code LSTM-h64-v8} has 64 hidden units and 8 attention vectors, {@code LSTM-h64-final} and
 * {@code LSTM-h64-mean} pool without attention.
 *
 * @param inputSize features a frame
 * @param hiddenSize units of the LSTM
 * @param pooling how the states over time become one vector
 * @param attentionVectors number of attention vectors; 0 unless the pooling is attention
 * @param classes number of labels
 */
public record Architecture(int inputSize, int hiddenSize, Pooling pooling, int attentionVectors, int classes) {
    /** Largest number of features, hidden units, attention vectors or classes. */
    public static final int MAX_DIMENSION = 4096;

    private static final Pattern NAME = Pattern.compile("LSTM-h([1-9][0-9]{0,3})-(?:v([1-9][0-9]{0,3})|(final|mean))");

    /** How the hidden states of all frames become one vector. */
    public enum Pooling {
        /** Weighted mean; the weights are a softmax over time of each frame's best score among the attention vectors. */
        ATTENTION,
        /** The last frame's state. */
        FINAL,
        /** The plain mean. */
        MEAN
    }

    /** Name and shape of one tensor. */
    public record TensorShape(String name, List<Integer> shape) {
        public TensorShape {
            shape = List.copyOf(shape);
        }

        /** Number of values. */
        public int size() {
            return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
        }
    }

    public Architecture {
        check("features a frame", inputSize, 1);
        check("hidden units", hiddenSize, 1);
        check("classes", classes, 2);
        if (pooling == Pooling.ATTENTION) {
            check("attention vectors", attentionVectors, 1);
        } else if (attentionVectors != 0) {
            throw new IllegalArgumentException(
                    attentionVectors + " attention vectors without attention pooling, expected 0");
        }
    }

    private static void check(String what, int value, int least) {
        if (!(value >= least && value <= MAX_DIMENSION)) {
            throw new IllegalArgumentException(value + " " + what + ", expected " + least + " to " + MAX_DIMENSION);
        }
    }

    /** The architecture of that name for the given input and output. */
    public static Architecture parse(String name, int inputSize, int classes) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "model '" + name + "' is unknown, expected such as LSTM-h64-v8, LSTM-h64-final or LSTM-h64-mean");
        }
        int hiddenSize = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            int vectors = Integer.parseInt(matcher.group(2));
            return new Architecture(inputSize, hiddenSize, Pooling.ATTENTION, vectors, classes);
        }
        Pooling pooling = matcher.group(3).equals("final") ? Pooling.FINAL : Pooling.MEAN;
        return new Architecture(inputSize, hiddenSize, pooling, 0, classes);
    }

    /** The name that {@link #parse} reads. */
    public String name() {
        String tail = switch (pooling) {
            case ATTENTION -> "v" + attentionVectors;
            case FINAL -> "final";
            case MEAN -> "mean";
        };
        return "LSTM-h" + hiddenSize + "-" + tail;
    }

    /** The trained tensors in the order of storage; gates are stacked i, f, g, o as PyTorch stacks them. */
    public List<TensorShape> trainedTensors() {
        int gates = 4 * hiddenSize;
        List<TensorShape> tensors = new ArrayList<>();
        tensors.add(new TensorShape("lstm.weight_ih_l0", List.of(gates, inputSize)));
        tensors.add(new TensorShape("lstm.weight_hh_l0", List.of(gates, hiddenSize)));
        tensors.add(new TensorShape("lstm.bias_ih_l0", List.of(gates)));
        tensors.add(new TensorShape("lstm.bias_hh_l0", List.of(gates)));
        if (pooling == Pooling.ATTENTION) {
            tensors.add(new TensorShape("attention.vectors", List.of(attentionVectors, hiddenSize)));
        }
        tensors.add(new TensorShape("norm.weight", List.of(hiddenSize)));
        tensors.add(new TensorShape("norm.bias", List.of(hiddenSize)));
        tensors.add(new TensorShape("classifier.weight", List.of(classes, hiddenSize)));
        tensors.add(new TensorShape("classifier.bias", List.of(classes)));
        return tensors;
    }

    /** The stored statistics that training updates but the optimiser does not touch. */
    public List<TensorShape> bufferTensors() {
        return List.of(
                new TensorShape("norm.running_mean", List.of(hiddenSize)),
                new TensorShape("norm.running_var", List.of(hiddenSize)));
    }

    /** Number of trained values, as the paper counts them. */
    public int parameterCount() {
        return trainedTensors().stream().mapToInt(TensorShape::size).sum();
    }
}
