package io.intona.nn;

import io.intona.kernel.PackedMatrix;
import io.intona.kernel.Scratch;

/**
 * What forward and backward passes write besides parameters and gradients: one per thread, for any number of batches and
 * networks. Grows to the largest batch and then allocates nothing. F is the number of frames of the batch, B of its clips,
 * n of features, h of hidden units, N of attention vectors, C of classes; arrays may be longer than their shape.
 */
public final class Workspace {
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    final Scratch scratch = new Scratch();
    final PackedBatch single = new PackedBatch();
    boolean trainedForward; // whether what stands here is a forward pass of training, not yet used by backward

    // LSTM
    final PackedMatrix stepWeights = new PackedMatrix(); // (n + h + 1, 4h): (W R b)ᵀ
    final PackedMatrix recurrentWeights = new PackedMatrix(); // (4h, h): R
    float[] bias = new float[0]; // (4h): sum of both biases
    float[] inputs = new float[0]; // (frames of a block of steps, n + h + 1): x_t, h_(t−1), 1
    float[] gates = new float[0]; // (F, 4h): i, f, g, o
    float[] cells = new float[0]; // (F, h): c
    float[] cellTanh = new float[0]; // (F, h): tanh(c)
    float[] states = new float[0]; // (F, h): h_t
    float[] zeroCells = new float[0]; // (B, h): c and h before the first step
    float[] previousCells = new float[0]; // (h): c before the step of a stream
    float[] stateGradients = new float[0]; // (frames of a block of steps, h): what the pooling says
    float[] recurrentGradients = new float[0]; // (B, h): of the states, what the step in hand says to the one before
    float[] cellGradients = new float[0]; // (B, h): of the step in hand
    float[] gateGradients = new float[0]; // (frames of a block of steps, 4h): of the sums before activation
    float[] weightGradients = new float[0]; // (n + h + 1, 4h): of (W R b)ᵀ

    // Pooling; "clip after clip" is the order of PackedBatch.clipStart
    final PackedMatrix vectors = new PackedMatrix(); // (h, N): Uᵀ
    float[] bestScores = new float[0]; // (F), in the order of rows
    int[] winners = new int[0]; // (F): attention vector with the best score, in the order of rows
    float[] weights = new float[0]; // (F): share of each frame in its clip's context, clip after clip
    float[] meanGradients = new float[0]; // (B): of the shares, weighted by the shares
    float[] context = new float[0]; // (B, h)
    float[] contextGradients = new float[0]; // (B, h)

    // Head
    float[] normalized = new float[0]; // (B, h): before scale and shift
    float[] deviation = new float[0]; // (h): 1 / √(variance + ε) of the batch
    float[] features = new float[0]; // (B, h): normalised, then dropped out
    float[] featureGradients = new float[0]; // (B, h)
    float[] kept = new float[0]; // (B, h): 0 or 1 / (1 − rate)
    float[] logits = new float[0]; // (B, C)
    float[] logitGradients = new float[0]; // (B, C)

    /** Most frames of a batch of which an array, the gates or the scores, can hold all values. */
    static int mostFrames(Architecture architecture) {
        return MAX_ARRAY / Math.max(4 * architecture.hiddenSize(), architecture.attentionVectors());
    }

    /** Makes every array at least as long as a forward pass needs. */
    void reserveForward(Architecture architecture, int frames, int clips) {
        int hidden = architecture.hiddenSize();
        int gateSize = 4 * hidden;
        bias = atLeast(bias, 1, gateSize);
        gates = atLeast(gates, frames, gateSize);
        cells = atLeast(cells, frames, hidden);
        cellTanh = atLeast(cellTanh, frames, hidden);
        states = atLeast(states, frames, hidden);
        zeroCells = atLeast(zeroCells, clips, hidden);
        previousCells = atLeast(previousCells, 1, hidden);
        bestScores = atLeast(bestScores, frames, 1);
        winners = winners.length >= frames ? winners : new int[frames];
        weights = atLeast(weights, frames, 1);
        context = atLeast(context, clips, hidden);
        normalized = atLeast(normalized, clips, hidden);
        deviation = atLeast(deviation, 1, hidden);
        features = atLeast(features, clips, hidden);
        logits = atLeast(logits, clips, architecture.classes());
    }

    /** Makes the arrays that only training needs long enough. */
    void reserveTraining(Architecture architecture, int clips) {
        int hidden = architecture.hiddenSize();
        int blockFrames = Lstm.blockFrames(hidden, clips);
        inputs = atLeast(inputs, blockFrames, architecture.inputSize() + hidden + 1);
        stateGradients = atLeast(stateGradients, blockFrames, hidden);
        recurrentGradients = atLeast(recurrentGradients, clips, hidden);
        cellGradients = atLeast(cellGradients, clips, hidden);
        gateGradients = atLeast(gateGradients, blockFrames, 4 * hidden);
        weightGradients = atLeast(weightGradients, architecture.inputSize() + hidden + 1, 4 * hidden);
        meanGradients = atLeast(meanGradients, clips, 1);
        contextGradients = atLeast(contextGradients, clips, hidden);
        featureGradients = atLeast(featureGradients, clips, hidden);
        kept = atLeast(kept, clips, hidden);
        logitGradients = atLeast(logitGradients, clips, architecture.classes());
    }

    private static float[] atLeast(float[] array, int rows, int columns) {
        int size = Math.multiplyExact(rows, columns);
        return array.length >= size ? array : new float[size];
    }
}
