package io.intona.nn;

import io.intona.kernel.Kernels;
import java.util.Arrays;

/**
 * The paper's multi-vector attention: a frame's score is the best that any of N vectors gives its state,
 *
 * <pre>
 * e_t = max_k u_k·h_t      α = softmax over time of e      context = Σ_t α_t·h_t
 * </pre>
 *
 * <p>With N = 1 it is the soft attention of Mirsamadi et al. 2017, doi 10.1109/ICASSP.2017.7952552. Among equal scores
 * the first vector wins. Padding frames have score 0 and state 0: each adds e^0 to the softmax's sum and nothing to the
 * context. Frames are visited in the order in which they lie in memory. Source: Krasnoproshin and Vashkevich 2026, doi 10.37661/1816-0301-2026-23-1-69-87.
 */
final class MultiVectorAttention implements TimePooling {
    private final int hidden;
    private final int vectors;
    private final Kernels kernels;

    MultiVectorAttention(int hidden, int vectors, Kernels kernels) {
        this.hidden = hidden;
        this.vectors = vectors;
        this.kernels = kernels;
    }

    @Override
    public void forward(Parameters parameters, PackedBatch batch, Workspace ws) {
        begin(parameters, ws);
        kernels.bestColumns(batch.frames(), ws.states, 0, ws.vectors, ws.scratch, ws.bestScores, 0, ws.winners, 0);
        for (int t = 0; t < batch.steps(); t++) {
            for (int clip = 0; clip < batch.running(t); clip++) {
                ws.weights[batch.clipStart(clip) + t] = ws.bestScores[batch.row(t, clip)];
            }
        }
        for (int clip = 0; clip < batch.clips(); clip++) {
            kernels.softmax(batch.length(clip), batch.paddingOf(clip), ws.scratch, ws.weights, batch.clipStart(clip));
        }
        Arrays.fill(ws.context, 0, batch.clips() * hidden, 0f);
        for (int t = 0; t < batch.steps(); t++) {
            for (int clip = 0; clip < batch.running(t); clip++) {
                float weight = ws.weights[batch.clipStart(clip) + t];
                kernels.addScaled(hidden, weight, ws.states, batch.row(t, clip) * hidden, ws.context, clip * hidden);
            }
        }
    }

    @Override
    public void begin(Parameters parameters, Workspace ws) {
        ws.vectors.resize(hidden, vectors);
        kernels.packTransposed(vectors, hidden, parameters.attentionVectors(), 0, ws.vectors, 0);
    }

    @Override
    public void step(RunningContext context, Workspace ws) {
        kernels.bestColumns(1, ws.states, 0, ws.vectors, ws.scratch, ws.bestScores, 0, ws.winners, 0);
        context.add(ws.states, 0, ws.bestScores[0]);
    }

    @Override
    public void beginBackward(PackedBatch batch, Workspace ws, Parameters gradients) {
        Arrays.fill(gradients.attentionVectors(), 0f);
        for (int clip = 0; clip < batch.clips(); clip++) {
            int at = clip * hidden;
            ws.meanGradients[clip] = kernels.dot(hidden, ws.contextGradients, at, ws.context, at);
        }
    }

    /**
     * With dv the gradient of a clip's context v and k the winner of frame t,
     *
     * <pre>
     * dα_t = dv·h_t      de_t = α_t·(dα_t − Σ_s α_s·dα_s)      dh_t = α_t·dv + de_t·u_k      du_k += de_t·h_t
     * </pre>
     *
     * <p>The sum is dv·v, because v = Σ_s α_s·h_s.
     */
    @Override
    public void backward(
            Parameters parameters, PackedBatch batch, int start, int end, Workspace ws, Parameters gradients) {
        float[] u = parameters.attentionVectors();
        float[] du = gradients.attentionVectors();
        int first = batch.stepStart(start);
        for (int t = start; t < end; t++) {
            for (int clip = 0; clip < batch.running(t); clip++) {
                int row = batch.row(t, clip);
                int from = row * hidden;
                int to = (row - first) * hidden;
                int context = clip * hidden;
                int vector = ws.winners[row] * hidden;
                float weight = ws.weights[batch.clipStart(clip) + t];
                kernels.attentionBackward(
                        hidden,
                        weight,
                        ws.meanGradients[clip],
                        ws.contextGradients,
                        context,
                        ws.states,
                        from,
                        u,
                        vector,
                        ws.stateGradients,
                        to,
                        du);
            }
        }
    }
}
