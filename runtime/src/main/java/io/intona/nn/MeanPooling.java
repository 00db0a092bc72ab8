package io.intona.nn;

import io.intona.kernel.Kernels;
import java.util.Arrays;

/** The context is the mean state, (1/T) Σ_t h_t; with padding T counts the padding frames, whose states are 0. */
final class MeanPooling implements TimePooling {
    private final int hidden;
    private final Kernels kernels;

    MeanPooling(int hidden, Kernels kernels) {
        this.hidden = hidden;
        this.kernels = kernels;
    }

    @Override
    public void forward(Parameters parameters, PackedBatch batch, Workspace ws) {
        Arrays.fill(ws.context, 0, batch.clips() * hidden, 0f);
        for (int clip = 0; clip < batch.clips(); clip++) {
            int start = batch.clipStart(clip);
            float share = share(batch, clip);
            Arrays.fill(ws.weights, start, start + batch.length(clip), share);
            for (int t = 0; t < batch.length(clip); t++) {
                kernels.addScaled(hidden, share, ws.states, batch.row(t, clip) * hidden, ws.context, clip * hidden);
            }
        }
    }

    @Override
    public void begin(Parameters parameters, Workspace ws) {}

    @Override
    public void step(RunningContext context, Workspace ws) {
        context.add(ws.states, 0, 0);
    }

    @Override
    public void beginBackward(PackedBatch batch, Workspace ws, Parameters gradients) {}

    /** dh_t = dv / T. */
    @Override
    public void backward(
            Parameters parameters, PackedBatch batch, int start, int end, Workspace ws, Parameters gradients) {
        int first = batch.stepStart(start);
        Arrays.fill(ws.stateGradients, 0, (batch.stepStart(end) - first) * hidden, 0f);
        for (int t = start; t < end; t++) {
            for (int clip = 0; clip < batch.running(t); clip++) {
                int at = (batch.row(t, clip) - first) * hidden;
                float share = share(batch, clip);
                kernels.addScaled(hidden, share, ws.contextGradients, clip * hidden, ws.stateGradients, at);
            }
        }
    }

    private static float share(PackedBatch batch, int clip) {
        return 1f / (batch.length(clip) + batch.paddingOf(clip));
    }
}
