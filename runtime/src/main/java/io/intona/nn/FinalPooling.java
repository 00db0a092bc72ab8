package io.intona.nn;

import java.util.Arrays;

/** The context is the state of the clip's last real frame, h_(T−1). */
final class FinalPooling implements TimePooling {
    private final int hidden;

    FinalPooling(int hidden) {
        this.hidden = hidden;
    }

    @Override
    public void forward(Parameters parameters, PackedBatch batch, Workspace ws) {
        for (int clip = 0; clip < batch.clips(); clip++) {
            int last = batch.length(clip) - 1;
            int start = batch.clipStart(clip);
            Arrays.fill(ws.weights, start, start + last, 0f);
            ws.weights[start + last] = 1;
            System.arraycopy(ws.states, batch.row(last, clip) * hidden, ws.context, clip * hidden, hidden);
        }
    }

    @Override
    public void begin(Parameters parameters, Workspace ws) {}

    @Override
    public void step(RunningContext context, Workspace ws) {
        context.clear();
        context.add(ws.states, 0, 0);
    }

    @Override
    public void beginBackward(PackedBatch batch, Workspace ws, Parameters gradients) {}

    /** dh_(T−1) = dv, all others 0. */
    @Override
    public void backward(
            Parameters parameters, PackedBatch batch, int start, int end, Workspace ws, Parameters gradients) {
        int first = batch.stepStart(start);
        Arrays.fill(ws.stateGradients, 0, (batch.stepStart(end) - first) * hidden, 0f);
        for (int clip = 0; clip < batch.running(start); clip++) {
            int last = batch.length(clip) - 1;
            if (last < end) {
                int at = (batch.row(last, clip) - first) * hidden;
                System.arraycopy(ws.contextGradients, clip * hidden, ws.stateGradients, at, hidden);
            }
        }
    }
}
