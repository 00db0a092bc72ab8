package io.intona.lab.train;

import io.intona.kernel.Kernels;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980) with the weight decay of PyTorch's {@code Adam(weight_decay=λ)}: the
 * gradient of λ/2·‖θ‖² is added to the gradient of every tensor, biases and normalisation included, before the moments
 * see it. In step t, with d = ∇θ + λθ,
 *
 * <pre>
 *   m = β1·m + (1 − β1)·d     v = β2·v + (1 − β2)·d²
 *   θ = θ − η/(1 − β1^t) · m / (√v / √(1 − β2^t) + ε)
 * </pre>
 *
 * Not thread-safe.
 */
final class Adam {
    /** Decay of the first moment, PyTorch's default. */
    static final double BETA_1 = 0.9;

    /** Decay of the second moment, PyTorch's default. */
    static final double BETA_2 = 0.999;

    /** Keeps the quotient finite, PyTorch's default. */
    static final double EPSILON = 1e-8;

    private final Kernels kernels;
    private final double weightDecay;

    Adam(Kernels kernels, double weightDecay) {
        this.kernels = kernels;
        this.weightDecay = weightDecay;
    }

    /**
     * Changes the parameters and moments of the state by one step and counts it.
     *
     * @param gradients of the mean loss, same architecture
     */
    void step(TrainingState state, Parameters gradients, double learningRate) {
        long t = state.countStep();
        double stepSize = learningRate / (1 - StrictMath.pow(BETA_1, t));
        double rootCorrection = Math.sqrt(1 - StrictMath.pow(BETA_2, t));
        List<Tensor> tensors = state.parameters().trained();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor values = tensors.get(i);
            kernels.adam(
                    values.size(),
                    stepSize,
                    rootCorrection,
                    weightDecay,
                    BETA_1,
                    BETA_2,
                    EPSILON,
                    gradients.trained().get(i).values(),
                    state.firstMoments().trained().get(i).values(),
                    state.secondMoments().trained().get(i).values(),
                    values.values());
        }
    }
}
