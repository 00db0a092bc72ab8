package io.intona.nn;

/**
 * Batch normalisation of the context, unit by unit: y = γ·x̂ + β with x̂ = (x − μ) / √(σ² + ε).
 *
 * <p>In training μ and σ² (divided by B) are those of the batch, and the running statistics move by {@link #MOMENTUM}
 * towards μ and the unbiased variance; otherwise μ and σ² are the running ones. S. Ioffe and C. Szegedy 2015,
 * arXiv 1502.03167, with the constants of PyTorch's {@code BatchNorm1d}.
 */
final class BatchNorm {
    /** Share of the newest batch in the running statistics. */
    static final float MOMENTUM = 0.1f;

    /** Added to the variance. */
    static final double EPSILON = 1e-5;

    private final int hidden;

    BatchNorm(int hidden) {
        this.hidden = hidden;
    }

    /** Training: context to features by the statistics of the batch of at least 2 clips; moves the running ones. */
    void trainForward(Parameters parameters, int clips, Workspace ws) {
        float[] runningMean = parameters.runningMean();
        float[] runningVariance = parameters.runningVariance();
        for (int j = 0; j < hidden; j++) {
            double mean = 0;
            for (int clip = 0; clip < clips; clip++) {
                mean += ws.context[clip * hidden + j];
            }
            mean /= clips;
            double squares = 0;
            for (int clip = 0; clip < clips; clip++) {
                double difference = ws.context[clip * hidden + j] - mean;
                squares += difference * difference;
            }
            double deviation = 1 / Math.sqrt(squares / clips + EPSILON);
            ws.deviation[j] = (float) deviation;
            normalize(parameters, j, mean, deviation, clips, ws);
            runningMean[j] += MOMENTUM * ((float) mean - runningMean[j]);
            runningVariance[j] += MOMENTUM * ((float) (squares / (clips - 1)) - runningVariance[j]);
        }
    }

    /** Inference: context to features by the running statistics; a clip's result depends on nothing else. */
    void forward(Parameters parameters, int clips, Workspace ws) {
        for (int j = 0; j < hidden; j++) {
            double deviation = 1 / Math.sqrt(parameters.runningVariance()[j] + EPSILON);
            normalize(parameters, j, parameters.runningMean()[j], deviation, clips, ws);
        }
    }

    private void normalize(Parameters parameters, int j, double mean, double deviation, int clips, Workspace ws) {
        float scale = parameters.normWeight()[j];
        float shift = parameters.normBias()[j];
        for (int at = j; at < clips * hidden; at += hidden) {
            ws.normalized[at] = (float) ((ws.context[at] - mean) * deviation);
            ws.features[at] = scale * ws.normalized[at] + shift;
        }
    }

    /**
     * From the gradients dy of the features to those of context, scale and shift. μ and σ² depend on x too, so
     *
     * <pre>
     * dβ = Σ dy      dγ = Σ dy·x̂      dx = γ / √(σ² + ε) · (dy − dβ/B − x̂·dγ/B)
     * </pre>
     */
    void backward(Parameters parameters, int clips, Workspace ws, Parameters gradients) {
        for (int j = 0; j < hidden; j++) {
            double shift = 0;
            double scale = 0;
            for (int at = j; at < clips * hidden; at += hidden) {
                shift += ws.featureGradients[at];
                scale += (double) ws.featureGradients[at] * ws.normalized[at];
            }
            gradients.normBias()[j] = (float) shift;
            gradients.normWeight()[j] = (float) scale;
            double factor = (double) parameters.normWeight()[j] * ws.deviation[j];
            for (int at = j; at < clips * hidden; at += hidden) {
                ws.contextGradients[at] = (float)
                        (factor * (ws.featureGradients[at] - shift / clips - ws.normalized[at] * scale / clips));
            }
        }
    }
}
