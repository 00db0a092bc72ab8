package io.intona.nn;

/**
 * The loss: mean over the batch of −log p_label with p = softmax(logits). Its functions are {@link StrictMath}'s, whose
 * bits are specified.
 */
final class SoftmaxCrossEntropy {
    private final int classes;

    SoftmaxCrossEntropy(int classes) {
        this.classes = classes;
    }

    /** The mean of log Σ_k e^(y_k) − y_label over the clips. */
    double forward(PackedBatch batch, Workspace ws) {
        double loss = 0;
        for (int clip = 0; clip < batch.clips(); clip++) {
            int at = clip * classes;
            loss += logSum(ws.logits, at) - ws.logits[at + batch.label(clip)];
        }
        return loss / batch.clips();
    }

    /** dy = (p − 1 at the label) / B. */
    void backward(PackedBatch batch, Workspace ws) {
        for (int clip = 0; clip < batch.clips(); clip++) {
            int at = clip * classes;
            double logSum = logSum(ws.logits, at);
            for (int k = 0; k < classes; k++) {
                double target = k == batch.label(clip) ? 1 : 0;
                ws.logitGradients[at + k] =
                        (float) ((StrictMath.exp(ws.logits[at + k] - logSum) - target) / batch.clips());
            }
        }
    }

    /** The softmax of the logits at an offset, in place. */
    void probabilities(float[] logits, int offset) {
        double logSum = logSum(logits, offset);
        for (int k = 0; k < classes; k++) {
            logits[offset + k] = (float) StrictMath.exp(logits[offset + k] - logSum);
        }
    }

    private double logSum(float[] logits, int offset) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            max = Math.max(max, logits[offset + k]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += StrictMath.exp(logits[offset + k] - max);
        }
        return max + StrictMath.log(sum);
    }
}
