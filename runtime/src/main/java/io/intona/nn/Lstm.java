package io.intona.nn;

import io.intona.kernel.Kernels;
import java.util.Arrays;

/**
 * One LSTM layer over a packed batch, from features x_t to states h_t; state and cell are 0 before the first frame.
 *
 * <pre>
 * z_t = W·x_t + b + R·h_(t−1) + b'      (stacked i, f, g, o)
 * c_t = σ(z_f)·c_(t−1) + σ(z_i)·tanh(z_g)      h_t = σ(z_o)·tanh(c_t)
 * </pre>
 *
 * <p>S. Hochreiter and J. Schmidhuber, Neural Computation 9 (1997) 1735, doi 10.1162/neco.1997.9.8.1735, with the forget
 * gate of Gers et al. 2000, as in PyTorch's {@code nn.LSTM}.
 */
final class Lstm {
    private final int inputSize;
    private final int hidden;
    private final int gateSize;
    private final Kernels kernels;

    Lstm(int inputSize, int hidden, Kernels kernels) {
        this.inputSize = inputSize;
        this.hidden = hidden;
        this.gateSize = 4 * hidden;
        this.kernels = kernels;
    }

    /** Fills gates, cells and states of all frames. */
    void forward(Parameters parameters, PackedBatch batch, Workspace ws) {
        addInputs(parameters, batch, ws);
        kernels.packTransposed(gateSize, hidden, parameters.recurrentWeights(), 0, ws.recurrentWeights);
        int clips = batch.clips();
        Arrays.fill(ws.zeroCells, 0, clips * hidden, 0f);
        Arrays.fill(ws.previousStates, 0, clips * hidden, 0f);
        step(clips, 0, ws.zeroCells, 0, ws);
        for (int t = 1; t < batch.steps(); t++) {
            int running = batch.running(t);
            int row = batch.stepStart(t);
            int before = batch.stepStart(t - 1) * hidden;
            System.arraycopy(ws.states, before, ws.previousStates, row * hidden, running * hidden);
            kernels.multiply(running, ws.states, before, ws.recurrentWeights, ws.scratch, ws.gates, row * gateSize);
            step(running, row, ws.cells, before, ws);
        }
    }

    /** z = W·x + b + b' of all frames at once. */
    private void addInputs(Parameters parameters, PackedBatch batch, Workspace ws) {
        float[] inputBias = parameters.inputBias();
        float[] recurrentBias = parameters.recurrentBias();
        for (int j = 0; j < gateSize; j++) {
            ws.bias[j] = inputBias[j] + recurrentBias[j];
        }
        for (int row = 0; row < batch.frames(); row++) {
            System.arraycopy(ws.bias, 0, ws.gates, row * gateSize, gateSize);
        }
        kernels.packTransposed(gateSize, inputSize, parameters.inputWeights(), 0, ws.inputWeights);
        kernels.multiply(batch.frames(), batch.values(), 0, ws.inputWeights, ws.scratch, ws.gates, 0);
    }

    private void step(int running, int row, float[] previousCells, int previousOffset, Workspace ws) {
        int at = row * hidden;
        kernels.lstmForward(
                running,
                hidden,
                ws.gates,
                row * gateSize,
                previousCells,
                previousOffset,
                ws.scratch,
                ws.cells,
                at,
                ws.cellTanh,
                at,
                ws.states,
                at);
    }

    /**
     * From the gradients of the states, as the pooling leaves them, to those of weights and biases. From the last step to
     * the first, dz_t as in {@link Kernels#lstmBackward}, and
     *
     * <pre>
     * dh_(t−1) += Rᵀ·dz_t      dW = Σ dz_t·x_tᵀ      dR = Σ dz_t·h_(t−1)ᵀ      db = db' = Σ dz_t
     * </pre>
     */
    void backward(Parameters parameters, PackedBatch batch, Workspace ws, Parameters gradients) {
        kernels.pack(gateSize, hidden, parameters.recurrentWeights(), 0, ws.recurrentWeightsBackward);
        Arrays.fill(ws.cellGradients, 0, batch.clips() * hidden, 0f);
        for (int t = batch.steps() - 1; t > 0; t--) {
            int row = batch.stepStart(t);
            int before = batch.stepStart(t - 1) * hidden;
            stepBackward(batch.running(t), row, ws.cells, before, ws);
            kernels.multiply(
                    batch.running(t),
                    ws.gates,
                    row * gateSize,
                    ws.recurrentWeightsBackward,
                    ws.scratch,
                    ws.stateGradients,
                    before);
        }
        stepBackward(batch.clips(), 0, ws.zeroCells, 0, ws);
        sumGradients(batch, ws, gradients);
    }

    private void stepBackward(int running, int row, float[] previousCells, int previousOffset, Workspace ws) {
        int at = row * hidden;
        kernels.lstmBackward(
                running,
                hidden,
                previousCells,
                previousOffset,
                ws.cellTanh,
                at,
                ws.stateGradients,
                at,
                ws.cellGradients,
                0,
                ws.gates,
                row * gateSize);
    }

    private void sumGradients(PackedBatch batch, Workspace ws, Parameters gradients) {
        int frames = batch.frames();
        float[] weights = gradients.inputWeights();
        Arrays.fill(weights, 0f);
        kernels.multiplyTransposed(frames, gateSize, inputSize, ws.gates, 0, batch.values(), 0, ws.scratch, weights, 0);
        float[] recurrent = gradients.recurrentWeights();
        Arrays.fill(recurrent, 0f);
        kernels.multiplyTransposed(
                frames, gateSize, hidden, ws.gates, 0, ws.previousStates, 0, ws.scratch, recurrent, 0);
        float[] bias = gradients.inputBias();
        Arrays.fill(bias, 0f);
        kernels.addRows(frames, gateSize, ws.gates, 0, ws.scratch, bias, 0);
        System.arraycopy(bias, 0, gradients.recurrentBias(), 0, gateSize);
    }
}
