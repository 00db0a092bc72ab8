package io.intona.kernel;

import java.util.Arrays;

/** Plain loops, one rounding an operation, on any JVM the same bits: the specification of all other kernels. */
public final class ScalarKernels implements Kernels {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void pack(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        ScalarProducts.pack(rows, columns, w, wOffset, packed, firstRow);
    }

    @Override
    public void packTransposed(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        ScalarProducts.packTransposed(rows, columns, w, wOffset, packed, firstRow);
    }

    @Override
    public void multiply(int rows, float[] a, int aOffset, PackedMatrix b, Scratch scratch, float[] c, int cOffset) {
        ScalarProducts.multiply(rows, a, aOffset, b, scratch, c, cOffset);
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
        float[] joined = scratch.array(1, inputs + hidden + 1);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, xOffset + row * inputs, joined, 0, inputs);
            System.arraycopy(h, hOffset + row * hidden, joined, inputs, hidden);
            joined[inputs + hidden] = 1;
            multiply(1, joined, 0, b, scratch, c, cOffset + row * b.columns());
        }
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
        ScalarProducts.addMultiplyTransposed(terms, rows, columns, a, aOffset, b, bOffset, scratch, c, cOffset);
    }

    @Override
    public float dot(int length, float[] x, int xOffset, float[] y, int yOffset) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    @Override
    public void addScaled(int length, float factor, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }

    @Override
    public void exp(int length, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.arrays(2, length);
        System.arraycopy(x, offset, lines[0], 0, length);
        Exponential.exp(length, lines[0], lines[1]);
        System.arraycopy(lines[0], 0, x, offset, length);
    }

    @Override
    public void tanh(int length, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.arrays(2, length);
        System.arraycopy(x, offset, lines[0], 0, length);
        Exponential.tanh(length, lines[0], lines[1]);
        System.arraycopy(lines[0], 0, x, offset, length);
    }

    @Override
    public void sigmoid(int length, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.arrays(2, length);
        System.arraycopy(x, offset, lines[0], 0, length);
        Exponential.sigmoid(length, lines[0], lines[1]);
        System.arraycopy(lines[0], 0, x, offset, length);
    }

    @Override
    public void softmax(int length, int zeros, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.arrays(2, length + 1);
        float[] e = lines[0];
        System.arraycopy(x, offset, e, 0, length);
        e[length] = zeros > 0 ? 0 : Float.NEGATIVE_INFINITY; // stands for all the zeros
        float max = e[length];
        for (int i = 0; i < length; i++) {
            max = Math.max(max, e[i]);
        }
        for (int i = 0; i <= length; i++) {
            e[i] -= max;
        }
        Exponential.exp(length + 1, e, lines[1]);
        float sum = zeros * e[length];
        for (int i = 0; i < length; i++) {
            sum += e[i];
        }
        for (int i = 0; i < length; i++) {
            x[offset + i] = e[i] / sum;
        }
    }

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
        int size = rows * hidden;
        float[][] lines = scratch.arrays(6, size);
        float[] i = lines[0];
        float[] f = lines[1];
        float[] g = lines[2];
        float[] o = lines[3];
        float[] c = lines[4];
        float[] powers = lines[5];
        for (int gate = 0; gate < 4; gate++) {
            for (int row = 0; row < rows; row++) {
                int at = gatesOffset + (4 * row + gate) * hidden;
                System.arraycopy(gates, at, lines[gate], row * hidden, hidden);
            }
        }
        Exponential.sigmoid(size, i, powers);
        Exponential.sigmoid(size, f, powers);
        Exponential.tanh(size, g, powers);
        Exponential.sigmoid(size, o, powers);
        for (int gate = 0; gate < 4; gate++) {
            for (int row = 0; row < rows; row++) {
                int at = gatesOffset + (4 * row + gate) * hidden;
                System.arraycopy(lines[gate], row * hidden, gates, at, hidden);
            }
        }
        System.arraycopy(previousCells, previousOffset, c, 0, size);
        for (int j = 0; j < size; j++) {
            c[j] = f[j] * c[j] + i[j] * g[j];
        }
        System.arraycopy(c, 0, cells, cellsOffset, size);
        Exponential.tanh(size, c, powers);
        System.arraycopy(c, 0, cellTanh, cellTanhOffset, size);
        for (int j = 0; j < size; j++) {
            c[j] *= o[j];
        }
        System.arraycopy(c, 0, states, statesOffset, size);
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
        lstmBackward(
                rows,
                0,
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

    /** The same for the units from {@code firstUnit}. */
    static void lstmBackward(
            int rows,
            int firstUnit,
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
        for (int row = 0; row < rows; row++) {
            for (int j = firstUnit; j < hidden; j++) {
                int n = row * hidden + j;
                int at = gatesOffset + 4 * row * hidden + j;
                float i = gates[at];
                float f = gates[at + hidden];
                float g = gates[at + 2 * hidden];
                float o = gates[at + 3 * hidden];
                float tanh = cellTanh[cellTanhOffset + n];
                float dh = stateGradients[stateGradientsOffset + n] + recurrentGradients[recurrentOffset + n];
                float dc = cellGradients[cellGradientsOffset + n] + dh * o * (1 - tanh * tanh);
                int to = gateGradientsOffset + 4 * row * hidden + j;
                gateGradients[to] = dc * g * i * (1 - i);
                gateGradients[to + hidden] = dc * previousCells[previousOffset + n] * f * (1 - f);
                gateGradients[to + 2 * hidden] = dc * i * (1 - g * g);
                gateGradients[to + 3 * hidden] = dh * tanh * o * (1 - o);
                cellGradients[cellGradientsOffset + n] = dc * f;
            }
        }
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
        int terms = b.rows();
        int columns = b.columns();
        float[] products = scratch.array(0, columns);
        for (int i = 0; i < rows; i++) {
            Arrays.fill(products, 0, columns, 0f);
            ScalarProducts.addCombination(terms, columns, a, aOffset + i * terms, 1, b.lines(), products);
            int winner = 0;
            for (int k = 1; k < columns; k++) {
                if (products[k] > products[winner]) {
                    winner = k;
                }
            }
            best[bestOffset + i] = products[winner];
            winners[winnersOffset + i] = winner;
        }
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
        float score = weight * (dot(hidden, contextGradients, contextOffset, states, statesOffset) - mean);
        for (int j = 0; j < hidden; j++) {
            stateGradients[stateGradientsOffset + j] =
                    weight * contextGradients[contextOffset + j] + score * vectors[vectorOffset + j];
            vectorGradients[vectorOffset + j] += score * states[statesOffset + j];
        }
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
        adam(
                0,
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

    /** The same for the values {@code from} to {@code to}. */
    static void adam(
            int from,
            int to,
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
        float rate = (float) stepSize;
        float root = (float) rootCorrection;
        float decay = (float) weightDecay;
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1); // in double: 1 − 0.999f is off by 1.3e-5 of itself
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        float eps = (float) epsilon;
        for (int i = from; i < to; i++) {
            float d = gradients[i] + decay * values[i];
            float m = settled(keep1 * firstMoments[i] + take1 * d, Float.MIN_NORMAL);
            float v = settled(keep2 * secondMoments[i] + take2 * d * d, Float.MIN_NORMAL);
            firstMoments[i] = m;
            secondMoments[i] = v;
            values[i] = settled(values[i] - rate * m / ((float) Math.sqrt(v) / root + eps), SETTLED);
        }
    }

    private static float settled(float x, float least) {
        return Math.abs(x) < least ? 0f : x;
    }

    // ---- spectra ----------------------------------------------------------------------------------------------------

    @Override
    public void windowPairs(int rows, int[] starts, float[] samples, float[] window, float[] even, float[] odd) {
        ScalarSpectra.windowPairs(rows, 0, starts, samples, window, even, odd);
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
        ScalarSpectra.radix4(quarter, 0, width, stride, cos, sin, xr, xi, yr, yi, offset, next, apart);
    }

    @Override
    public void radix2(int width, float[] xr, float[] xi, float[] yr, float[] yi, int offset) {
        ScalarSpectra.radix2(0, width, xr, xi, yr, yi, offset);
    }

    @Override
    public void splitPower(int half, int width, float[] cos, float[] sin, float[] re, float[] im, float[] power) {
        ScalarSpectra.splitPower(half, 0, width, cos, sin, re, im, power);
    }

    @Override
    public void combineRows(int rows, int terms, int width, float[] a, float[] x, int xOffset, float[] y, int yOffset) {
        ScalarSpectra.combineRows(rows, terms, 0, width, a, x, xOffset, y, yOffset);
    }

    @Override
    public void decibels(int length, float[] x, float[] y) {
        ScalarSpectra.decibels(0, length, x, y);
    }
}
