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
 * <p>One product of the rows (x_t, h_(t−1), 1) with (W R b+b')ᵀ makes z_t of a step, and one with dz, over many steps at
 * once, the gradients of weights and biases. Backward goes block by block of steps, so that the gradients of the states, dz
 * and the rows, which are made anew, are still in the cache when they are read, and never go to memory.
 *
 * <p>S. Hochreiter and J. Schmidhuber, Neural Computation 9 (1997) 1735, doi 10.1162/neco.1997.9.8.1735, with the forget
 * gate of Gers et al. 2000, as in PyTorch's {@code nn.LSTM}.
 */
final class Lstm {
    /** Values of dz in a block of steps: with all else that a block touches they are in the second-level cache. */
    private static final int BLOCK_VALUES = 1 << 16;

    private final int inputSize;
    private final int hidden;
    private final int gateSize;
    private final int rowSize; // of (x, h, 1)
    private final Kernels kernels;

    Lstm(int inputSize, int hidden, Kernels kernels) {
        this.inputSize = inputSize;
        this.hidden = hidden;
        this.gateSize = 4 * hidden;
        this.rowSize = inputSize + hidden + 1;
        this.kernels = kernels;
    }

    /** Fills inputs, gates, cells and states of all frames. */
    void forward(Parameters parameters, PackedBatch batch, Workspace ws) {
        packWeights(parameters, ws);
        Arrays.fill(ws.zeroCells, 0, batch.clips() * hidden, 0f);
        for (int t = 0; t < batch.steps(); t++) {
            int running = batch.running(t);
            int row = batch.stepStart(t);
            float[] previousStates = t == 0 ? ws.zeroCells : ws.states;
            float[] previousCells = t == 0 ? ws.zeroCells : ws.cells;
            int before = t == 0 ? 0 : batch.stepStart(t - 1) * hidden;
            kernels.multiplyJoined(
                    running,
                    inputSize,
                    batch.values(),
                    row * inputSize,
                    hidden,
                    previousStates,
                    before,
                    ws.stepWeights,
                    ws.scratch,
                    ws.gates,
                    row * gateSize);
            int at = row * hidden;
            kernels.lstmForward(
                    running,
                    hidden,
                    ws.gates,
                    row * gateSize,
                    previousCells,
                    before,
                    ws.scratch,
                    ws.cells,
                    at,
                    ws.cellTanh,
                    at,
                    ws.states,
                    at);
        }
    }

    private void packWeights(Parameters parameters, Workspace ws) {
        float[] inputBias = parameters.inputBias();
        float[] recurrentBias = parameters.recurrentBias();
        for (int j = 0; j < gateSize; j++) {
            ws.bias[j] = inputBias[j] + recurrentBias[j];
        }
        ws.stepWeights.resize(rowSize, gateSize);
        kernels.packTransposed(gateSize, inputSize, parameters.inputWeights(), 0, ws.stepWeights, 0);
        kernels.packTransposed(gateSize, hidden, parameters.recurrentWeights(), 0, ws.stepWeights, inputSize);
        kernels.pack(1, gateSize, ws.bias, 0, ws.stepWeights, inputSize + hidden);
    }

    /** Prepares the steps of a single clip whose end is not known. */
    void begin(Parameters parameters, Workspace ws) {
        packWeights(parameters, ws);
    }

    /** The next step of a single clip, from the state and cell at 0 of their arrays to the new ones. */
    void step(float[] frame, int offset, boolean first, Workspace ws) {
        if (first) {
            Arrays.fill(ws.states, 0, hidden, 0f);
            Arrays.fill(ws.cells, 0, hidden, 0f);
        }
        System.arraycopy(ws.cells, 0, ws.previousCells, 0, hidden);
        kernels.multiplyJoined(
                1, inputSize, frame, offset, hidden, ws.states, 0, ws.stepWeights, ws.scratch, ws.gates, 0);
        kernels.lstmForward(
                1, hidden, ws.gates, 0, ws.previousCells, 0, ws.scratch, ws.cells, 0, ws.cellTanh, 0, ws.states, 0);
    }

    /** (x_t, h_(t−1), 1) of the clips that run, from a row of the inputs on. */
    private void fillInputs(PackedBatch batch, int t, int row, Workspace ws) {
        for (int clip = 0; clip < batch.running(t); clip++) {
            int at = (row + clip) * rowSize;
            System.arraycopy(batch.values(), batch.row(t, clip) * inputSize, ws.inputs, at, inputSize);
            if (t == 0) {
                Arrays.fill(ws.inputs, at + inputSize, at + inputSize + hidden, 0f);
            } else {
                int before = batch.row(t - 1, clip) * hidden;
                System.arraycopy(ws.states, before, ws.inputs, at + inputSize, hidden);
            }
            ws.inputs[at + rowSize - 1] = 1;
        }
    }

    /**
     * From the gradients of the states, as the pooling makes them, to those of weights and biases. From the last step to
     * the first, dz_t as in {@link Kernels#lstmBackward}, and
     *
     * <pre>
     * dh_(t−1) += Rᵀ·dz_t      dW = Σ dz_t·x_tᵀ      dR = Σ dz_t·h_(t−1)ᵀ      db = db' = Σ dz_t
     * </pre>
     */
    void backward(Parameters parameters, PackedBatch batch, TimePooling pooling, Workspace ws, Parameters gradients) {
        ws.recurrentWeights.resize(gateSize, hidden);
        kernels.pack(gateSize, hidden, parameters.recurrentWeights(), 0, ws.recurrentWeights, 0);
        Arrays.fill(ws.cellGradients, 0, batch.clips() * hidden, 0f);
        Arrays.fill(ws.recurrentGradients, 0, batch.clips() * hidden, 0f);
        Arrays.fill(ws.weightGradients, 0, rowSize * gateSize, 0f);
        int end = batch.steps();
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && (batch.stepStart(end) - batch.stepStart(start - 1)) * gateSize <= BLOCK_VALUES) {
                start--;
            }
            pooling.backward(parameters, batch, start, end, ws, gradients);
            blockBackward(batch, start, end, ws);
            end = start;
        }
        takeGradients(ws, gradients);
    }

    /** Frames of the largest block of steps that backward will cut. */
    static int blockFrames(int hidden, int clips) {
        return Math.max(BLOCK_VALUES / (4 * hidden), clips);
    }

    private void blockBackward(PackedBatch batch, int start, int end, Workspace ws) {
        int first = batch.stepStart(start);
        for (int t = end - 1; t >= start; t--) {
            int running = batch.running(t);
            int row = batch.stepStart(t);
            int at = row - first;
            float[] previousCells = t == 0 ? ws.zeroCells : ws.cells;
            int before = t == 0 ? 0 : batch.stepStart(t - 1) * hidden;
            kernels.lstmBackward(
                    running,
                    hidden,
                    ws.gates,
                    row * gateSize,
                    previousCells,
                    before,
                    ws.cellTanh,
                    row * hidden,
                    ws.stateGradients,
                    at * hidden,
                    ws.recurrentGradients,
                    0,
                    ws.cellGradients,
                    0,
                    ws.gateGradients,
                    at * gateSize);
            kernels.multiply(
                    running,
                    ws.gateGradients,
                    at * gateSize,
                    ws.recurrentWeights,
                    ws.scratch,
                    ws.recurrentGradients,
                    0);
            fillInputs(batch, t, at, ws);
        }
        kernels.addMultiplyTransposed(
                batch.stepStart(end) - first,
                rowSize,
                gateSize,
                ws.inputs,
                0,
                ws.gateGradients,
                0,
                ws.scratch,
                ws.weightGradients,
                0);
    }

    /** The summed products are the transpose of (dW, dR, db). */
    private void takeGradients(Workspace ws, Parameters gradients) {
        transpose(ws.weightGradients, 0, inputSize, gradients.inputWeights());
        transpose(ws.weightGradients, inputSize * gateSize, hidden, gradients.recurrentWeights());
        int bias = (inputSize + hidden) * gateSize;
        System.arraycopy(ws.weightGradients, bias, gradients.inputBias(), 0, gateSize);
        System.arraycopy(ws.weightGradients, bias, gradients.recurrentBias(), 0, gateSize);
    }

    /** From (rows, 4·hidden) to (4·hidden, rows). */
    private void transpose(float[] from, int offset, int rows, float[] to) {
        for (int j = 0; j < gateSize; j++) {
            for (int i = 0; i < rows; i++) {
                to[j * rows + i] = from[offset + i * gateSize + j];
            }
        }
    }
}
