package io.intona.nn;

import io.intona.kernel.Kernels;
import java.util.Arrays;

/** The classifier: logits y = W·x + b for each clip. */
final class Dense {
    private final int inputs;
    private final int outputs;
    private final Kernels kernels;

    Dense(int inputs, int outputs, Kernels kernels) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.kernels = kernels;
    }

    /** From features to logits. */
    void forward(Parameters parameters, int clips, Workspace ws) {
        float[] weight = parameters.classifierWeight();
        float[] bias = parameters.classifierBias();
        for (int clip = 0; clip < clips; clip++) {
            for (int k = 0; k < outputs; k++) {
                ws.logits[clip * outputs + k] =
                        bias[k] + kernels.dot(inputs, weight, k * inputs, ws.features, clip * inputs);
            }
        }
    }

    /** From the gradients of the logits: dx = Wᵀ·dy, dW = Σ dy·xᵀ, db = Σ dy. */
    void backward(Parameters parameters, int clips, Workspace ws, Parameters gradients) {
        float[] weight = parameters.classifierWeight();
        float[] weightGradient = gradients.classifierWeight();
        float[] biasGradient = gradients.classifierBias();
        Arrays.fill(weightGradient, 0f);
        Arrays.fill(biasGradient, 0f);
        Arrays.fill(ws.featureGradients, 0, clips * inputs, 0f);
        for (int clip = 0; clip < clips; clip++) {
            for (int k = 0; k < outputs; k++) {
                float gradient = ws.logitGradients[clip * outputs + k];
                biasGradient[k] += gradient;
                kernels.addScaled(inputs, gradient, weight, k * inputs, ws.featureGradients, clip * inputs);
                kernels.addScaled(inputs, gradient, ws.features, clip * inputs, weightGradient, k * inputs);
            }
        }
    }
}
