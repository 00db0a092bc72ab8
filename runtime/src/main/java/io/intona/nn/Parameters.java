package io.intona.nn;

import java.util.List;

/**
 * All arrays of a network: the trained tensors, which the optimiser changes, and the buffers (running statistics of the
 * batch normalisation), which the forward pass in training mode changes. Gradients and moments of Adam have the same
 * form. Made with zeros; not thread-safe while a training writes to it.
 */
public final class Parameters {
    private final Architecture architecture;
    private final List<Tensor> trained;
    private final List<Tensor> buffers;

    public Parameters(Architecture architecture) {
        this.architecture = architecture;
        this.trained = architecture.trainedTensors().stream().map(Tensor::zeros).toList();
        this.buffers = architecture.bufferTensors().stream().map(Tensor::zeros).toList();
    }

    public Architecture architecture() {
        return architecture;
    }

    /** The trained tensors, in the order of {@link Architecture#trainedTensors()}. */
    public List<Tensor> trained() {
        return trained;
    }

    /** The running statistics, in the order of {@link Architecture#bufferTensors()}. */
    public List<Tensor> buffers() {
        return buffers;
    }

    /** The values of a trained tensor or buffer, shared. */
    public float[] values(String name) {
        for (List<Tensor> tensors : List.of(trained, buffers)) {
            for (Tensor tensor : tensors) {
                if (tensor.name().equals(name)) {
                    return tensor.values();
                }
            }
        }
        throw new IllegalArgumentException("no tensor " + name + " in " + architecture.name());
    }

    // The layers' own names for their tensors: no search and no allocation in a training step.

    float[] inputWeights() {
        return trained.get(0).values(); // (4·hidden, input)
    }

    float[] recurrentWeights() {
        return trained.get(1).values(); // (4·hidden, hidden)
    }

    float[] inputBias() {
        return trained.get(2).values(); // (4·hidden)
    }

    float[] recurrentBias() {
        return trained.get(3).values(); // (4·hidden)
    }

    float[] attentionVectors() {
        return trained.get(4).values(); // (vectors, hidden); only with attention
    }

    float[] normWeight() {
        return trained.get(trained.size() - 4).values(); // (hidden)
    }

    float[] normBias() {
        return trained.get(trained.size() - 3).values(); // (hidden)
    }

    float[] classifierWeight() {
        return trained.get(trained.size() - 2).values(); // (classes, hidden)
    }

    float[] classifierBias() {
        return trained.get(trained.size() - 1).values(); // (classes)
    }

    float[] runningMean() {
        return buffers.get(0).values(); // (hidden)
    }

    float[] runningVariance() {
        return buffers.get(1).values(); // (hidden)
    }

    /** Takes over all values of another set of the same architecture. */
    public void copyFrom(Parameters other) {
        if (!architecture.equals(other.architecture)) {
            throw new IllegalArgumentException(
                    "parameters of " + other.architecture + " cannot be copied into " + architecture);
        }
        copy(other.trained, trained);
        copy(other.buffers, buffers);
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        for (int i = 0; i < from.size(); i++) {
            System.arraycopy(
                    from.get(i).values(), 0, to.get(i).values(), 0, from.get(i).size());
        }
    }
}
