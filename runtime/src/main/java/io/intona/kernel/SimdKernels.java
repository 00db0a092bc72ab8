package io.intona.kernel;

import static io.intona.kernel.SimdFunctions.FLOATS;
import static io.intona.kernel.SimdFunctions.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The Vector API at the width of the machine. Only operations whose bits do not depend on whether the JIT has compiled them
 * (no lanewise exponential, no sums over lanes); sums over lanes go through an array in a fixed order. What is left when
 * a length is no multiple of the width is done by the plain loops of {@link ScalarKernels} or in a vector filled up with
 * anything, always the same for the same sizes. Needs the module {@code jdk.incubator.vector}.
 */
final class SimdKernels implements Kernels {
    // Arrays of the scratch; those before belong to SimdProducts, that after to SimdAttention.
    private static final int ONE = 4;
    private static final int REST = 5;

    @Override
    public String name() {
        return "simd-" + FLOATS.vectorBitSize();
    }

    // ---- products -------------------------------------------------------------------------------------------------

    @Override
    public void pack(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        SimdProducts.pack(rows, columns, w, wOffset, packed, firstRow);
    }

    @Override
    public void packTransposed(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        SimdProducts.packTransposed(rows, columns, w, wOffset, packed, firstRow);
    }

    @Override
    public void multiply(int rows, float[] a, int aOffset, PackedMatrix b, Scratch scratch, float[] c, int cOffset) {
        SimdProducts.multiply(rows, a, aOffset, b, scratch, c, cOffset);
    }

    @Override
    public void multiplyJoined(
            int rows,
            int inputs,
            float[] x,
            int xOffset,
            int hidden,
            float[] h,
            int hOffset,
            PackedMatrix b,
            Scratch scratch,
            float[] c,
            int cOffset) {
        SimdProducts.multiplyJoined(rows, inputs, x, xOffset, hidden, h, hOffset, b, scratch, c, cOffset);
    }

    @Override
    public void addMultiplyTransposed(
            int terms,
            int rows,
            int columns,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            Scratch scratch,
            float[] c,
            int cOffset) {
        SimdProducts.addMultiplyTransposed(terms, rows, columns, a, aOffset, b, bOffset, scratch, c, cOffset);
    }

    @Override
    public float dot(int length, float[] x, int xOffset, float[] y, int yOffset) {
        FloatVector even = FloatVector.zero(FLOATS);
        FloatVector odd = even;
        int i = 0;
        for (; i + 2 * LANES <= length; i += 2 * LANES) {
            even = load(x, xOffset + i).fma(load(y, yOffset + i), even);
            odd = load(x, xOffset + i + LANES).fma(load(y, yOffset + i + LANES), odd);
        }
        float sum = SimdFunctions.sum(even.add(odd));
        for (; i < length; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    @Override
    public void addScaled(int length, float factor, float[] x, int xOffset, float[] y, int yOffset) {
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            load(x, xOffset + i).fma(factors, load(y, yOffset + i)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }

    // ---- functions ------------------------------------------------------------------------------------------------

    @Override
    public void exp(int length, Scratch scratch, float[] x, int offset) {
        SimdFunctions.exp(length, x, offset, scratch.array(REST, LANES));
    }

    @Override
    public void tanh(int length, Scratch scratch, float[] x, int offset) {
        SimdFunctions.tanh(length, x, offset, scratch.array(REST, LANES));
    }

    @Override
    public void sigmoid(int length, Scratch scratch, float[] x, int offset) {
        SimdFunctions.sigmoid(length, x, offset, scratch.array(REST, LANES));
    }

    @Override
    public void softmax(int length, int zeros, Scratch scratch, float[] x, int offset) {
        float max = zeros > 0 ? 0 : Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, x[offset + i]);
        }
        for (int i = 0; i < length; i++) {
            x[offset + i] -= max;
        }
        exp(length, scratch, x, offset);
        float[] zero = scratch.array(ONE, 1);
        zero[0] = -max;
        exp(1, scratch, zero, 0);
        float sum = zeros > 0 ? zeros * zero[0] : 0;
        for (int i = 0; i < length; i++) {
            sum += x[offset + i];
        }
        for (int i = 0; i < length; i++) {
            x[offset + i] /= sum;
        }
    }

    // ---- fused operations of the network --------------------------------------------------------------------------

    @Override
    public void lstmForward(
            int rows,
            int hidden,
            float[] gates,
            int gatesOffset,
            float[] previousCells,
            int previousOffset,
            Scratch scratch,
            float[] cells,
            int cellsOffset,
            float[] cellTanh,
            int cellTanhOffset,
            float[] states,
            int statesOffset) {
        float[] rest = scratch.array(REST, LANES);
        int stride = 4 * hidden;
        SimdFunctions.sigmoid(rows, 2 * hidden, stride, gates, gatesOffset, rest);
        SimdFunctions.tanh(rows, hidden, stride, gates, gatesOffset + 2 * hidden, rest);
        SimdFunctions.sigmoid(rows, hidden, stride, gates, gatesOffset + 3 * hidden, rest);
        updateCells(rows, hidden, gates, gatesOffset, previousCells, previousOffset, cells, cellsOffset);
        System.arraycopy(cells, cellsOffset, cellTanh, cellTanhOffset, rows * hidden);
        SimdFunctions.tanh(rows * hidden, cellTanh, cellTanhOffset, rest);
        updateStates(rows, hidden, gates, gatesOffset + 3 * hidden, cellTanh, cellTanhOffset, states, statesOffset);
    }

    /** c = f·c' + i·g. */
    private static void updateCells(
            int rows, int hidden, float[] gates, int gate, float[] previousCells, int before, float[] cells, int cell) {
        for (int row = 0; row < rows; row++) {
            int i = gate + 4 * row * hidden;
            int f = i + hidden;
            int g = f + hidden;
            int from = before + row * hidden;
            int to = cell + row * hidden;
            int j = 0;
            for (; j + LANES <= hidden; j += LANES) {
                FloatVector kept = load(gates, f + j).mul(load(previousCells, from + j));
                load(gates, i + j).fma(load(gates, g + j), kept).intoArray(cells, to + j);
            }
            for (; j < hidden; j++) {
                cells[to + j] = gates[f + j] * previousCells[from + j] + gates[i + j] * gates[g + j];
            }
        }
    }

    /** h = o·tanh(c). */
    private static void updateStates(
            int rows, int hidden, float[] gates, int o, float[] cellTanh, int tanh, float[] states, int state) {
        for (int row = 0; row < rows; row++) {
            int gate = o + 4 * row * hidden;
            int from = tanh + row * hidden;
            int to = state + row * hidden;
            int j = 0;
            for (; j + LANES <= hidden; j += LANES) {
                load(gates, gate + j).mul(load(cellTanh, from + j)).intoArray(states, to + j);
            }
            for (; j < hidden; j++) {
                states[to + j] = gates[gate + j] * cellTanh[from + j];
            }
        }
    }

    @Override
    public void lstmBackward(
            int rows,
            int hidden,
            float[] gates,
            int gatesOffset,
            float[] previousCells,
            int previousOffset,
            float[] cellTanh,
            int cellTanhOffset,
            float[] stateGradients,
            int stateGradientsOffset,
            float[] recurrentGradients,
            int recurrentOffset,
            float[] cellGradients,
            int cellGradientsOffset,
            float[] gateGradients,
            int gateGradientsOffset) {
        int bound = FLOATS.loopBound(hidden);
        FloatVector one = FloatVector.broadcast(FLOATS, 1f);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < bound; j += LANES) {
                int n = row * hidden + j;
                int at = gatesOffset + 4 * row * hidden + j;
                FloatVector i = load(gates, at);
                FloatVector f = load(gates, at + hidden);
                FloatVector g = load(gates, at + 2 * hidden);
                FloatVector o = load(gates, at + 3 * hidden);
                FloatVector t = load(cellTanh, cellTanhOffset + n);
                FloatVector dh = load(stateGradients, stateGradientsOffset + n)
                        .add(load(recurrentGradients, recurrentOffset + n));
                FloatVector dc = dh.mul(o).fma(one.sub(t.mul(t)), load(cellGradients, cellGradientsOffset + n));
                int to = gateGradientsOffset + 4 * row * hidden + j;
                FloatVector before = load(previousCells, previousOffset + n);
                dc.mul(g).mul(i).mul(one.sub(i)).intoArray(gateGradients, to);
                dc.mul(before).mul(f).mul(one.sub(f)).intoArray(gateGradients, to + hidden);
                dc.mul(i).mul(one.sub(g.mul(g))).intoArray(gateGradients, to + 2 * hidden);
                dh.mul(t).mul(o).mul(one.sub(o)).intoArray(gateGradients, to + 3 * hidden);
                dc.mul(f).intoArray(cellGradients, cellGradientsOffset + n);
            }
        }
        ScalarKernels.lstmBackward(
                rows,
                bound,
                hidden,
                gates,
                gatesOffset,
                previousCells,
                previousOffset,
                cellTanh,
                cellTanhOffset,
                stateGradients,
                stateGradientsOffset,
                recurrentGradients,
                recurrentOffset,
                cellGradients,
                cellGradientsOffset,
                gateGradients,
                gateGradientsOffset);
    }

    @Override
    public void bestColumns(
            int rows,
            float[] a,
            int aOffset,
            PackedMatrix b,
            Scratch scratch,
            float[] best,
            int bestOffset,
            int[] winners,
            int winnersOffset) {
        SimdAttention.bestColumns(rows, a, aOffset, b, scratch, best, bestOffset, winners, winnersOffset);
    }

    @Override
    public void attentionBackward(
            int hidden,
            float weight,
            float mean,
            float[] contextGradients,
            int contextOffset,
            float[] states,
            int statesOffset,
            float[] vectors,
            int vectorOffset,
            float[] stateGradients,
            int stateGradientsOffset,
            float[] vectorGradients) {
        SimdAttention.backward(
                hidden,
                weight,
                mean,
                contextGradients,
                contextOffset,
                states,
                statesOffset,
                vectors,
                vectorOffset,
                stateGradients,
                stateGradientsOffset,
                vectorGradients);
    }

    @Override
    public void adam(
            int length,
            double stepSize,
            double rootCorrection,
            double weightDecay,
            double beta1,
            double beta2,
            double epsilon,
            float[] gradients,
            float[] firstMoments,
            float[] secondMoments,
            float[] values) {
        int bound = FLOATS.loopBound(length);
        float take1 = (float) (1 - beta1);
        float take2 = (float) (1 - beta2);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector x = load(values, i);
            FloatVector d = x.mul((float) weightDecay).add(load(gradients, i));
            FloatVector m = settled(load(firstMoments, i).mul((float) beta1).add(d.mul(take1)), Float.MIN_NORMAL);
            FloatVector v = settled(
                    load(secondMoments, i).mul((float) beta2).add(d.mul(take2).mul(d)), Float.MIN_NORMAL);
            m.intoArray(firstMoments, i);
            v.intoArray(secondMoments, i);
            FloatVector scale =
                    v.lanewise(VectorOperators.SQRT).div((float) rootCorrection).add((float) epsilon);
            settled(x.sub(m.mul((float) stepSize).div(scale)), SETTLED).intoArray(values, i);
        }
        ScalarKernels.adam(
                bound,
                length,
                stepSize,
                rootCorrection,
                weightDecay,
                beta1,
                beta2,
                epsilon,
                gradients,
                firstMoments,
                secondMoments,
                values);
    }

    private static FloatVector settled(FloatVector x, float least) {
        return x.blend(0f, x.abs().lt(least));
    }

    // ---- spectra ----------------------------------------------------------------------------------------------------

    @Override
    public void windowPairs(int rows, int[] starts, float[] samples, float[] window, float[] even, float[] odd) {
        SimdSpectra.windowPairs(rows, starts, samples, window, even, odd);
    }

    @Override
    public void radix4(
            int quarter,
            int width,
            int stride,
            float[] cos,
            float[] sin,
            float[] xr,
            float[] xi,
            float[] yr,
            float[] yi,
            int offset,
            int next,
            int apart) {
        SimdSpectra.radix4(quarter, width, stride, cos, sin, xr, xi, yr, yi, offset, next, apart);
    }

    @Override
    public void radix2(int width, float[] xr, float[] xi, float[] yr, float[] yi, int offset) {
        SimdSpectra.radix2(width, xr, xi, yr, yi, offset);
    }

    @Override
    public void splitPower(int half, int width, float[] cos, float[] sin, float[] re, float[] im, float[] power) {
        SimdSpectra.splitPower(half, width, cos, sin, re, im, power);
    }

    @Override
    public void combineRows(int rows, int terms, int width, float[] a, float[] x, int xOffset, float[] y, int yOffset) {
        SimdSpectra.combineRows(rows, terms, width, a, x, xOffset, y, yOffset);
    }

    @Override
    public void decibels(int length, float[] x, float[] y) {
        SimdSpectra.decibels(length, x, y);
    }

    private static FloatVector load(float[] array, int offset) {
        return FloatVector.fromArray(FLOATS, array, offset);
    }
}
