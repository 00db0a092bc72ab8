package io.intona.kernel;

import java.util.Arrays;

/**
 * Plain loops, one rounding an operation, on any JVM the same bits. The products work on rows that are arrays of their
 * own, because HotSpot's C2 vectorises {@code c[j] += x·w[j]} but not {@code c[j] += x·w[offset + j]}: in the latter it
 * cannot rule out that c and w overlap.
 */
public final class ScalarKernels implements Kernels {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void pack(int rows, int columns, float[] w, int wOffset, PackedMatrix packed) {
        float[][] values = packed.resize(rows, columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(w, wOffset + i * columns, values[i], 0, columns);
        }
    }

    @Override
    public void packTransposed(int rows, int columns, float[] w, int wOffset, PackedMatrix packed) {
        float[][] values = packed.resize(columns, rows);
        for (int j = 0; j < columns; j++) {
            float[] row = values[j];
            for (int i = 0; i < rows; i++) {
                row[i] = w[wOffset + i * columns + j];
            }
        }
    }

    @Override
    public void multiply(int rows, float[] a, int aOffset, PackedMatrix b, Scratch scratch, float[] c, int cOffset) {
        int terms = b.rows();
        int columns = b.columns();
        float[] sums = scratch.rows(1, columns)[0];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(c, cOffset + i * columns, sums, 0, columns);
            addCombination(terms, columns, a, aOffset + i * terms, 1, b.values(), sums);
            System.arraycopy(sums, 0, c, cOffset + i * columns, columns);
        }
    }

    @Override
    public void multiplyTransposed(
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
        // The transpose of C is summed, four terms at a time: the longer dimension, that of the gates, is then
        // innermost.
        float[][] lines = scratch.rows(4 + columns, rows);
        for (int j = 0; j < columns; j++) {
            float[] sums = lines[4 + j];
            for (int i = 0; i < rows; i++) {
                sums[i] = c[cOffset + i * columns + j];
            }
        }
        for (int t = 0; t < terms; t += 4) {
            int count = Math.min(4, terms - t);
            for (int k = 0; k < count; k++) {
                System.arraycopy(a, aOffset + (t + k) * rows, lines[k], 0, rows);
            }
            for (int j = 0; j < columns; j++) {
                addCombination(count, rows, b, bOffset + t * columns + j, columns, lines, lines[4 + j]);
            }
        }
        for (int j = 0; j < columns; j++) {
            float[] sums = lines[4 + j];
            for (int i = 0; i < rows; i++) {
                c[cOffset + i * columns + j] = sums[i];
            }
        }
    }

    /** sums += Σ_k x[xOffset + k·stride] · lines[k], four lines at a time. */
    private static void addCombination(
            int terms, int length, float[] x, int xOffset, int stride, float[][] lines, float[] sums) {
        int k = 0;
        for (; k + 4 <= terms; k += 4) {
            int at = xOffset + k * stride;
            addFour(
                    length,
                    x[at],
                    x[at + stride],
                    x[at + 2 * stride],
                    x[at + 3 * stride],
                    lines[k],
                    lines[k + 1],
                    lines[k + 2],
                    lines[k + 3],
                    sums);
        }
        for (; k < terms; k++) {
            addOne(length, x[xOffset + k * stride], lines[k], sums);
        }
    }

    private static void addFour(
            int length,
            float x0,
            float x1,
            float x2,
            float x3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] sums) {
        for (int j = 0; j < length; j++) {
            sums[j] += x0 * w0[j] + x1 * w1[j] + x2 * w2[j] + x3 * w3[j];
        }
    }

    private static void addOne(int length, float x, float[] w, float[] sums) {
        for (int j = 0; j < length; j++) {
            sums[j] += x * w[j];
        }
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
    public void addRows(int rows, int columns, float[] a, int aOffset, Scratch scratch, float[] sums, int sumsOffset) {
        float[][] lines = scratch.rows(2, columns);
        float[] line = lines[0];
        float[] total = lines[1];
        System.arraycopy(sums, sumsOffset, total, 0, columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(a, aOffset + i * columns, line, 0, columns);
            for (int j = 0; j < columns; j++) {
                total[j] += line[j];
            }
        }
        System.arraycopy(total, 0, sums, sumsOffset, columns);
    }

    @Override
    public void exp(int length, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.rows(2, length);
        System.arraycopy(x, offset, lines[0], 0, length);
        Exponential.exp(length, lines[0], lines[1]);
        System.arraycopy(lines[0], 0, x, offset, length);
    }

    @Override
    public void tanh(int length, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.rows(2, length);
        System.arraycopy(x, offset, lines[0], 0, length);
        Exponential.tanh(length, lines[0], lines[1]);
        System.arraycopy(lines[0], 0, x, offset, length);
    }

    @Override
    public void sigmoid(int length, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.rows(2, length);
        System.arraycopy(x, offset, lines[0], 0, length);
        Exponential.sigmoid(length, lines[0], lines[1]);
        System.arraycopy(lines[0], 0, x, offset, length);
    }

    @Override
    public void softmax(int length, int zeros, Scratch scratch, float[] x, int offset) {
        float[][] lines = scratch.rows(2, length + 1);
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
        float[][] lines = scratch.rows(6, size);
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
            float[] previousCells,
            int previousOffset,
            float[] cellTanh,
            int cellTanhOffset,
            float[] stateGradients,
            int stateGradientsOffset,
            float[] cellGradients,
            int cellGradientsOffset,
            float[] gates,
            int gatesOffset) {
        for (int row = 0; row < rows; row++) {
            int at = gatesOffset + row * 4 * hidden;
            int shift = row * hidden;
            for (int j = 0; j < hidden; j++) {
                int n = shift + j;
                float i = gates[at + j];
                float f = gates[at + hidden + j];
                float g = gates[at + 2 * hidden + j];
                float o = gates[at + 3 * hidden + j];
                float tanh = cellTanh[cellTanhOffset + n];
                float dh = stateGradients[stateGradientsOffset + n];
                float dc = cellGradients[cellGradientsOffset + n] + dh * o * (1 - tanh * tanh);
                gates[at + j] = dc * g * i * (1 - i);
                gates[at + hidden + j] = dc * previousCells[previousOffset + n] * f * (1 - f);
                gates[at + 2 * hidden + j] = dc * i * (1 - g * g);
                gates[at + 3 * hidden + j] = dh * tanh * o * (1 - o);
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
        float[] products = scratch.rows(1, columns)[0];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(products, 0, columns, 0f);
            addCombination(terms, columns, a, aOffset + i * terms, 1, b.values(), products);
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
        float rate = (float) stepSize;
        float root = (float) rootCorrection;
        float decay = (float) weightDecay;
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1); // in double: 1 − 0.999f is off by 1.3e-5 of itself
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        float eps = (float) epsilon;
        for (int i = 0; i < length; i++) {
            float d = gradients[i] + decay * values[i];
            float m = keep1 * firstMoments[i] + take1 * d;
            float v = keep2 * secondMoments[i] + take2 * d * d;
            firstMoments[i] = m;
            secondMoments[i] = v;
            values[i] -= rate * m / ((float) Math.sqrt(v) / root + eps);
        }
    }
}
