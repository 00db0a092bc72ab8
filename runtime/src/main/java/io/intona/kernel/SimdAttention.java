package io.intona.kernel;

import static io.intona.kernel.SimdFunctions.FLOATS;
import static io.intona.kernel.SimdFunctions.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** What attention computes for each frame: which vector fits a state best, and what a clip's context says to a state. */
final class SimdAttention {
    /** Rows of which {@link #bestColumns} keeps the products at a time. */
    private static final int GROUP = 64;

    // Arrays of the scratch.
    private static final int PRODUCTS = 6;

    private SimdAttention() {}

    private static FloatVector load(float[] array, int offset) {
        return FloatVector.fromArray(FLOATS, array, offset);
    }

    static void bestColumns(
            int rows,
            float[] a,
            int aOffset,
            PackedMatrix b,
            Scratch scratch,
            float[] best,
            int bestOffset,
            int[] winners,
            int winnersOffset) {
        int columns = b.columns();
        if (columns == 1) {
            onlyColumn(rows, a, aOffset, b, scratch, best, bestOffset);
            Arrays.fill(winners, winnersOffset, winnersOffset + rows, 0);
            return;
        }
        float[] products = scratch.array(PRODUCTS, GROUP * columns);
        for (int row = 0; row < rows; row += GROUP) {
            int count = Math.min(GROUP, rows - row);
            SimdProducts.multiply(count, a, aOffset + row * b.rows(), b, scratch, products, 0);
            for (int i = 0; i < count; i++) {
                int winner = best(columns, products, i * columns);
                best[bestOffset + row + i] = products[i * columns + winner];
                winners[winnersOffset + row + i] = winner;
            }
        }
    }

    /** The first index of the largest value. */
    private static int best(int length, float[] x, int offset) {
        int bound = FLOATS.loopBound(length);
        float max = x[offset];
        if (bound > 0) {
            FloatVector largest = load(x, offset);
            for (int j = LANES; j < bound; j += LANES) {
                FloatVector next = load(x, offset + j);
                largest = largest.blend(next, next.compare(VectorOperators.GT, largest));
            }
            max = largest.reduceLanes(VectorOperators.MAX); // exact, unlike a sum
        }
        for (int j = bound; j < length; j++) {
            max = Math.max(max, x[offset + j]);
        }
        for (int j = 0; j < bound; j += LANES) {
            VectorMask<Float> equal = load(x, offset + j).compare(VectorOperators.EQ, max);
            if (equal.anyTrue()) {
                return j + equal.firstTrue();
            }
        }
        for (int j = bound; j < length; j++) {
            if (x[offset + j] == max) {
                return j;
            }
        }
        return 0; // NaN
    }

    /** One column would leave a panel as good as empty: each row is a product of two vectors instead. */
    private static void onlyColumn(
            int rows, float[] a, int aOffset, PackedMatrix b, Scratch scratch, float[] best, int bestOffset) {
        int terms = b.rows();
        float[] column = scratch.array(PRODUCTS, terms);
        for (int i = 0; i < terms; i++) {
            column[i] = b.lines()[0][i * SimdTiles.PANEL];
        }
        for (int row = 0; row < rows; row++) {
            best[bestOffset + row] = dot(terms, a, aOffset + row * terms, column, 0);
        }
    }

    /** Σ x_i·y_i, the lanes' sums first. */
    private static float dot(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = FLOATS.loopBound(length);
        FloatVector sums = FloatVector.zero(FLOATS);
        for (int i = 0; i < bound; i += LANES) {
            sums = load(x, xOffset + i).fma(load(y, yOffset + i), sums);
        }
        float sum = SimdFunctions.sum(sums);
        for (int i = bound; i < length; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    static void backward(
            int hidden,
            float weight,
            float mean,
            float[] contextGradients,
            int context,
            float[] states,
            int state,
            float[] vectors,
            int vector,
            float[] stateGradients,
            int stateGradient,
            float[] vectorGradients) {
        float score = weight * (dot(hidden, contextGradients, context, states, state) - mean);
        int bound = FLOATS.loopBound(hidden);
        FloatVector weights = FloatVector.broadcast(FLOATS, weight);
        FloatVector scores = FloatVector.broadcast(FLOATS, score);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector shared = load(contextGradients, context + j).mul(weights);
            load(vectors, vector + j).fma(scores, shared).intoArray(stateGradients, stateGradient + j);
            FloatVector before = load(vectorGradients, vector + j);
            load(states, state + j).fma(scores, before).intoArray(vectorGradients, vector + j);
        }
        for (int j = bound; j < hidden; j++) {
            stateGradients[stateGradient + j] = score * vectors[vector + j] + weight * contextGradients[context + j];
            vectorGradients[vector + j] += score * states[state + j];
        }
    }
}
