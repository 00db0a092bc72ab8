package io.intona.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every implementation of {@link Kernels} must do: agree with plain loops in double precision to within an error that
 * grows with the number of terms, for any sizes and offsets, and touch nothing beside its destination.
 */
abstract class KernelsContract {
    /** One rounding, relative. */
    private static final double ROUNDING = 0x1p-24;

    private static final float GUARD = 12345.678f;

    private final Kernels kernels = kernels();
    private final Scratch scratch = new Scratch();

    /** The kernels under test. */
    protected abstract Kernels kernels();

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    /** Sizes around the widths of vectors, 1 included. */
    private static int size(Random random) {
        return random.nextBoolean() ? 1 + random.nextInt(9) : 1 + random.nextInt(70);
    }

    /** Sizes also beyond what an implementation may sum at a time. */
    private static int manyTerms(Random random) {
        return random.nextInt(4) == 0 ? 400 + random.nextInt(900) : size(random);
    }

    private static float[] values(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** A destination with something else on both sides. */
    private static float[] guarded(float[] values, int offset) {
        float[] result = new float[offset + values.length + 5];
        Arrays.fill(result, GUARD);
        System.arraycopy(values, 0, result, offset, values.length);
        return result;
    }

    private static void assertGuarded(float[] actual, int offset, int length) {
        for (int i = 0; i < actual.length; i++) {
            if (i < offset || i >= offset + length) {
                assertThat(actual[i]).as("untouched [%d]", i).isEqualTo(GUARD);
            }
        }
    }

    private static void assertClose(String what, float[] actual, int offset, double[] expected, double[] error) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[offset + i]).as("%s[%d]", what, i).isCloseTo(expected[i], within(error[i]));
        }
        assertGuarded(actual, offset, expected.length);
    }

    private static void assertClose(String what, float[] actual, int offset, double[] expected, double error) {
        double[] errors = new double[expected.length];
        Arrays.fill(errors, error);
        assertClose(what, actual, offset, expected, errors);
    }

    // ---- products -------------------------------------------------------------------------------------------------

    /** C += A·B in double, together with the error that sums of so many terms may have. */
    private static double[][] product(int rows, int terms, int columns, double[] a, double[] b, float[] c) {
        double[] sums = doubles(c);
        double[] error = new double[sums.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = i * columns + j;
                double magnitude = Math.abs(c[at]);
                for (int k = 0; k < terms; k++) {
                    double term = a[i * terms + k] * b[k * columns + j];
                    sums[at] += term;
                    magnitude += Math.abs(term);
                }
                error[at] = (terms + 2) * ROUNDING * magnitude;
            }
        }
        return new double[][] {sums, error};
    }

    private static double[] transposed(int rows, int columns, float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[j * rows + i] = values[i * columns + j];
            }
        }
        return result;
    }

    private PackedMatrix packed(int rows, int columns, float[] values) {
        PackedMatrix packed = new PackedMatrix();
        packed.resize(rows, columns);
        kernels.pack(rows, columns, values, 0, packed, 0);
        return packed;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProductWithAPackedMatrixIsItsSum(int seed) {
        Random random = new Random(seed);
        int rows = size(random);
        int terms = manyTerms(random);
        int columns = size(random);
        int offset = random.nextInt(4);
        float[] a = values(random, rows * terms);
        float[] b = values(random, terms * columns);
        float[] c = values(random, rows * columns);
        double[][] expected = product(rows, terms, columns, doubles(a), doubles(b), new float[c.length]);
        PackedMatrix packed = new PackedMatrix();
        packed.resize(80, 90); // what was packed before does not matter
        kernels.pack(80, 90, values(random, 7200), 0, packed, 0);
        packed.resize(terms, columns);
        int above = random.nextInt(terms + 1); // packed in two parts
        kernels.pack(above, columns, guarded(b, offset + 1), offset + 1, packed, 0);
        kernels.pack(terms - above, columns, b, above * columns, packed, above);
        assertThat(packed.rows()).isEqualTo(terms);
        assertThat(packed.columns()).isEqualTo(columns);
        float[] actual = guarded(c, offset);
        kernels.multiply(rows, guarded(a, offset + 2), offset + 2, packed, scratch, actual, offset);
        assertClose("C", actual, offset, expected[0], expected[1]);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProductWithAPackedTransposeIsItsSum(int seed) {
        Random random = new Random(seed);
        int rows = size(random);
        int terms = manyTerms(random);
        int columns = size(random);
        int offset = random.nextInt(4);
        float[] a = values(random, rows * terms);
        int above = random.nextInt(terms + 1); // packed in two parts
        float[] w1 = values(random, columns * above);
        float[] w2 = values(random, columns * (terms - above));
        float[] c = values(random, rows * columns);
        double[] b = DoubleStream.concat(
                        Arrays.stream(transposed(columns, above, w1)),
                        Arrays.stream(transposed(columns, terms - above, w2)))
                .toArray();
        double[][] expected = product(rows, terms, columns, doubles(a), b, new float[c.length]);
        PackedMatrix packed = new PackedMatrix();
        packed.resize(terms, columns);
        kernels.packTransposed(columns, above, guarded(w1, offset), offset, packed, 0);
        kernels.packTransposed(columns, terms - above, w2, 0, packed, above);
        float[] actual = guarded(c, offset + 1);
        kernels.multiply(rows, guarded(a, offset), offset, packed, scratch, actual, offset + 1);
        assertClose("C", actual, offset + 1, expected[0], expected[1]);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProductWithATransposeSumsOverAllTerms(int seed) {
        Random random = new Random(seed);
        int terms = manyTerms(random);
        int rows = size(random);
        int columns = size(random);
        int offset = random.nextInt(4);
        float[] a = values(random, terms * rows);
        float[] b = values(random, terms * columns);
        float[] c = values(random, rows * columns);
        double[][] expected = product(rows, terms, columns, transposed(terms, rows, a), doubles(b), c);
        float[] actual = guarded(c, offset);
        kernels.addMultiplyTransposed(
                terms,
                rows,
                columns,
                guarded(a, offset + 1),
                offset + 1,
                guarded(b, offset + 2),
                offset + 2,
                scratch,
                actual,
                offset);
        assertClose("C", actual, offset, expected[0], expected[1]);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRowOfAProductDoesNotDependOnTheOtherRows(int seed) {
        Random random = new Random(seed);
        int rows = size(random);
        int terms = size(random);
        int columns = size(random);
        float[] a = values(random, rows * terms);
        PackedMatrix packed = packed(terms, columns, values(random, terms * columns));
        float[] together = new float[rows * columns];
        kernels.multiply(rows, a, 0, packed, scratch, together, 0);
        float[] alone = new float[rows * columns];
        float[] best = new float[rows];
        float[] bestAlone = new float[rows];
        int[] winners = new int[rows];
        int[] winnersAlone = new int[rows];
        kernels.bestColumns(rows, a, 0, packed, scratch, best, 0, winners, 0);
        for (int i = 0; i < rows; i++) {
            kernels.multiply(1, a, i * terms, packed, new Scratch(), alone, i * columns);
            kernels.bestColumns(1, a, i * terms, packed, new Scratch(), bestAlone, i, winnersAlone, i);
        }
        assertThat(alone).isEqualTo(together);
        assertThat(bestAlone).isEqualTo(best);
        assertThat(winnersAlone).isEqualTo(winners);
    }

    /** The bits are those of the product with both factors and the one in one array. */
    @ParameterizedTest
    @MethodSource("seeds")
    void joinedRowsMultiplyLikeRowsOfOneArray(int seed) {
        Random random = new Random(seed);
        int rows = random.nextInt(4) == 0 ? 60 + random.nextInt(90) : size(random);
        int inputs = size(random);
        int hidden = manyTerms(random);
        int columns = size(random);
        int terms = inputs + hidden + 1;
        float[] x = values(random, rows * inputs);
        float[] h = values(random, rows * hidden);
        float[] joined = new float[rows * terms];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, row * inputs, joined, row * terms, inputs);
            System.arraycopy(h, row * hidden, joined, row * terms + inputs, hidden);
            joined[row * terms + terms - 1] = 1;
        }
        PackedMatrix packed = packed(terms, columns, values(random, terms * columns));
        float[] expected = guarded(new float[rows * columns], 2);
        float[] actual = guarded(new float[rows * columns], 2);
        kernels.multiply(rows, joined, 0, packed, scratch, expected, 2);
        kernels.multiplyJoined(rows, inputs, guarded(x, 1), 1, hidden, guarded(h, 3), 3, packed, scratch, actual, 2);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBestColumnIsTheLargestOfTheProduct(int seed) {
        Random random = new Random(seed);
        int rows = size(random);
        int terms = size(random);
        int columns = size(random);
        int offset = random.nextInt(4);
        float[] a = values(random, rows * terms);
        float[] b = values(random, terms * columns);
        PackedMatrix packed = packed(terms, columns, b);
        double[][] scores = product(rows, terms, columns, doubles(a), doubles(b), new float[rows * columns]);
        float[] best = guarded(new float[rows], offset);
        int[] winners = new int[offset + rows + 1];
        Arrays.fill(winners, -1);
        kernels.bestColumns(rows, guarded(a, 3), 3, packed, scratch, best, offset, winners, offset);
        for (int i = 0; i < rows; i++) {
            double[] row = Arrays.copyOfRange(scores[0], i * columns, (i + 1) * columns);
            double largest = Arrays.stream(row).max().orElseThrow();
            int winner = winners[offset + i];
            double error = scores[1][i * columns + winner];
            assertThat((double) best[offset + i]).isCloseTo(row[winner], within(error));
            assertThat(row[winner]).isCloseTo(largest, within(2 * error));
        }
        assertGuarded(best, offset, rows);
        assertThat(winners[offset + rows]).isEqualTo(-1);
    }

    @Test
    void amongEqualColumnsTheFirstIsTheBest() {
        int columns = 37;
        float[] b = new float[2 * columns];
        Arrays.fill(b, -1);
        for (int k : new int[] {5, 6, 21, 36}) {
            b[k] = 2;
            b[columns + k] = 3;
        }
        PackedMatrix packed = packed(2, columns, b);
        float[] best = new float[2];
        int[] winners = new int[2];
        kernels.bestColumns(2, new float[] {1, 1, 0, 0}, 0, packed, scratch, best, 0, winners, 0);
        assertThat(winners).containsExactly(5, 0);
        assertThat(best).containsExactly(5, 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dotProductsAndScaledSumsAreWhatTheySay(int seed) {
        Random random = new Random(seed);
        int n = size(random);
        int offset = random.nextInt(4);
        float[] x = values(random, n);
        float[] y = values(random, n);
        double[][] dot = product(1, n, 1, doubles(x), doubles(y), new float[1]);
        assertThat((double) kernels.dot(n, guarded(x, offset), offset, guarded(y, 2), 2))
                .isCloseTo(dot[0][0], within(dot[1][0]));
        float factor = (float) random.nextGaussian();
        double[][] scaled = product(1, 1, n, new double[] {factor}, doubles(x), y);
        float[] sum = guarded(y, offset);
        kernels.addScaled(n, factor, guarded(x, 1), 1, sum, offset);
        assertClose("y", sum, offset, scaled[0], scaled[1]);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aContextSpeaksToItsFramesAsTheFormulasSay(int seed) {
        Random random = new Random(seed);
        int n = size(random);
        int offset = random.nextInt(4);
        float weight = random.nextFloat();
        float mean = (float) random.nextGaussian();
        float[] dv = values(random, n);
        float[] h = values(random, n);
        float[] u = values(random, n);
        float[] du = values(random, n);
        double[][] dot = product(1, n, 1, doubles(dv), doubles(h), new float[1]);
        double score = weight * (dot[0][0] - mean);
        double scoreError =
                weight * dot[1][0] + 4 * ROUNDING * Math.abs(weight * (Math.abs(dot[0][0]) + Math.abs(mean)));
        double[] stateGradients = new double[n];
        double[] vectorGradients = new double[n];
        double[] stateError = new double[n];
        double[] vectorError = new double[n];
        for (int j = 0; j < n; j++) {
            stateGradients[j] = weight * dv[j] + score * u[j];
            stateError[j] = scoreError * Math.abs(u[j]) + 4 * ROUNDING * (Math.abs(dv[j]) + Math.abs(score * u[j]));
            vectorGradients[j] = du[j] + score * h[j];
            vectorError[j] = scoreError * Math.abs(h[j]) + 4 * ROUNDING * (Math.abs(du[j]) + Math.abs(score * h[j]));
        }
        float[] dh = guarded(new float[n], 1);
        float[] sum = guarded(du, offset);
        float[] vector = guarded(u, offset);
        kernels.attentionBackward(n, weight, mean, guarded(dv, 2), 2, guarded(h, 3), 3, vector, offset, dh, 1, sum);
        assertClose("dh", dh, 1, stateGradients, stateError);
        assertClose("du", sum, offset, vectorGradients, vectorError);
    }

    // ---- functions ------------------------------------------------------------------------------------------------

    private interface InPlace {
        void apply(int length, Scratch scratch, float[] x, int offset);
    }

    /** Every 1009th float there is: subnormal, infinite and NaN included. */
    private void assertAccurate(InPlace function, DoubleUnaryOperator exact, double ulps, double flushedBelow) {
        int stride = 1009;
        int length = 8191;
        float[] x = new float[length];
        float[] y = new float[length];
        for (long bits = 0; bits < 1L << 32; bits += (long) stride * length) {
            for (int i = 0; i < length; i++) {
                x[i] = Float.intBitsToFloat((int) (bits + (long) i * stride));
                y[i] = x[i];
            }
            function.apply(length, scratch, y, 0);
            for (int i = 0; i < length; i++) {
                double expected = exact.applyAsDouble(x[i]);
                float rounded = (float) expected;
                boolean good = Float.isNaN(rounded) || Float.isInfinite(rounded)
                        ? Float.compare(y[i], rounded) == 0
                        : Math.abs(expected) < flushedBelow
                                ? Math.abs(y[i] - expected) <= flushedBelow
                                : Math.abs(y[i] - expected) <= ulps * Math.ulp(rounded);
                if (!good) {
                    throw new AssertionError("f(" + x[i] + ") = " + y[i] + ", expected " + expected);
                }
            }
        }
    }

    @Test
    void theExponentialIsWithinTwoUlpEverywhere() {
        assertAccurate(kernels::exp, StrictMath::exp, 2, 0);
    }

    @Test
    void theHyperbolicTangentIsWithinFourUlpEverywhere() {
        assertAccurate(kernels::tanh, StrictMath::tanh, 4, 0);
    }

    @Test
    void theLogisticFunctionIsWithinFourUlpEverywhereButBelowTheNormalRange() {
        assertAccurate(kernels::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), 4, Float.MIN_NORMAL);
    }

    @Test
    void theFunctionsAreExactAtTheirFixedPoints() {
        float infinity = Float.POSITIVE_INFINITY;
        assertThat(applied(kernels::exp, 0f, -0f, infinity, -infinity)).containsExactly(1, 1, infinity, 0);
        assertThat(applied(kernels::tanh, 0f, infinity, -infinity, 20f)).containsExactly(0, 1, -1, 1);
        assertThat(applied(kernels::sigmoid, 0f, -0f, infinity, -infinity)).containsExactly(0.5f, 0.5f, 1, 0);
        for (InPlace function : new InPlace[] {kernels::exp, kernels::tanh, kernels::sigmoid}) {
            assertThat(applied(function, Float.NaN)).containsExactly(Float.NaN);
        }
    }

    private float[] applied(InPlace function, float... x) {
        function.apply(x.length, scratch, x, 0);
        return x;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFunctionsDependOnNothingButTheValue(int seed) {
        Random random = new Random(seed);
        int length = size(random);
        int offset = random.nextInt(4);
        float[] x = values(random, length);
        for (InPlace function : new InPlace[] {kernels::exp, kernels::tanh, kernels::sigmoid}) {
            float[] together = guarded(x, offset);
            function.apply(length, scratch, together, offset);
            for (int i = 0; i < length; i++) {
                assertThat(together[offset + i]).isEqualTo(applied(function, x[i])[0]);
            }
            assertGuarded(together, offset, length);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSoftmaxCountsZerosThatAreNotThere(int seed) {
        Random random = new Random(seed);
        int length = size(random);
        int zeros = random.nextBoolean() ? 0 : size(random);
        int offset = random.nextInt(4);
        float[] x = values(random, length);
        for (int i = 0; i < length; i++) {
            x[i] = x[i] * 4 + 50 * (seed % 3 - 1);
        }
        double max = Math.max(
                zeros > 0 ? 0 : Double.NEGATIVE_INFINITY,
                Arrays.stream(doubles(x)).max().orElseThrow());
        double sum = zeros * Math.exp(-max);
        for (float value : x) {
            sum += Math.exp(value - max);
        }
        double total = sum;
        double[] expected = IntStream.range(0, length)
                .mapToDouble(i -> Math.exp(x[i] - max) / total)
                .toArray();
        float[] actual = guarded(x, offset);
        kernels.softmax(length, zeros, scratch, actual, offset);
        // x − max is rounded to its own size, at most 100 or so, before the exponential sees it
        double[] error = Arrays.stream(expected)
                .map(p -> (length + 120) * ROUNDING * p + 1e-37)
                .toArray();
        assertClose("softmax", actual, offset, expected, error);
    }

    // ---- fused operations -----------------------------------------------------------------------------------------

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStepOfTheLstmIsItsEquations(int seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(9);
        int h = size(random);
        int size = rows * h;
        int offset = random.nextInt(4);
        float[] z = values(random, 4 * size);
        float[] before = values(random, size);
        double[] activations = new double[4 * size];
        double[] cells = new double[size];
        double[] tanhs = new double[size];
        double[] states = new double[size];
        for (int n = 0; n < size; n++) {
            int at = n / h * 4 * h + n % h;
            double i = sigmoid(z[at]);
            double f = sigmoid(z[at + h]);
            double g = Math.tanh(z[at + 2 * h]);
            double o = sigmoid(z[at + 3 * h]);
            activations[at] = i;
            activations[at + h] = f;
            activations[at + 2 * h] = g;
            activations[at + 3 * h] = o;
            cells[n] = f * before[n] + i * g;
            tanhs[n] = Math.tanh(cells[n]);
            states[n] = o * tanhs[n];
        }
        float[] gates = guarded(z, offset);
        // As in the network: the cells of this step go behind those of the step before.
        float[] both = guarded(Arrays.copyOf(before, 2 * size), offset);
        float[] tanh = guarded(new float[size], offset + 1);
        float[] state = guarded(new float[size], offset + 2);
        kernels.lstmForward(
                rows,
                h,
                gates,
                offset,
                both,
                offset,
                scratch,
                both,
                offset + size,
                tanh,
                offset + 1,
                state,
                offset + 2);
        double error = 24 * ROUNDING;
        assertClose("gates", gates, offset, activations, error);
        assertClose("tanh", tanh, offset + 1, tanhs, 2 * error);
        assertClose("state", state, offset + 2, states, 2 * error);
        assertThat(Arrays.copyOfRange(both, offset, offset + size)).isEqualTo(before);
        float[] after = Arrays.copyOfRange(both, offset + size, offset + 2 * size);
        assertClose("cells", guarded(after, 1), 1, cells, 4 * error);
        assertGuarded(both, offset, 2 * size);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theGradientOfAStepOfTheLstmIsItsEquations(int seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(9);
        int h = size(random);
        int size = rows * h;
        int offset = random.nextInt(4);
        float[] gates = values(random, 4 * size);
        float[] before = values(random, size);
        float[] tanh = values(random, size);
        float[] dStates = values(random, size);
        float[] dRecurrent = values(random, size);
        float[] dCells = values(random, size);
        double[] dz = new double[4 * size];
        double[] dBefore = new double[size];
        double largest = 1;
        for (int n = 0; n < size; n++) {
            int at = n / h * 4 * h + n % h;
            double i = gates[at];
            double f = gates[at + h];
            double g = gates[at + 2 * h];
            double o = gates[at + 3 * h];
            double dh = (double) dStates[n] + dRecurrent[n];
            double dc = dCells[n] + dh * o * (1 - (double) tanh[n] * tanh[n]);
            dz[at] = dc * g * i * (1 - i);
            dz[at + h] = dc * before[n] * f * (1 - f);
            dz[at + 2 * h] = dc * i * (1 - g * g);
            dz[at + 3 * h] = dh * tanh[n] * o * (1 - o);
            dBefore[n] = dc * f;
            double magnitude = Math.abs(dCells[n])
                    + (Math.abs(dStates[n]) + Math.abs(dRecurrent[n])) * Math.abs(o) * (1 + tanh[n] * tanh[n]);
            largest = Math.max(largest, magnitude * (1 + i * i) * (1 + f * f) * (1 + g * g) * (1 + o * o) * 9);
        }
        float[] actual = guarded(values(random, 4 * size), offset);
        float[] actualCells = guarded(dCells, offset + 1);
        kernels.lstmBackward(
                rows,
                h,
                guarded(gates, 4),
                4,
                guarded(before, 1),
                1,
                guarded(tanh, 2),
                2,
                guarded(dStates, 3),
                3,
                guarded(dRecurrent, 5),
                5,
                actualCells,
                offset + 1,
                actual,
                offset);
        assertClose("gates", actual, offset, dz, 16 * ROUNDING * largest);
        assertClose("cells", actualCells, offset + 1, dBefore, 16 * ROUNDING * largest);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void adamIsItsEquations(int seed) {
        Random random = new Random(seed);
        int n = size(random);
        float[] gradients = values(random, n);
        float[] values = values(random, n + 1);
        float[] first = new float[n + 1];
        float[] second = new float[n + 1];
        double[] x = doubles(values);
        double[] m = new double[n];
        double[] v = new double[n];
        double untouched = x[n];
        for (int t = 1; t <= 5; t++) {
            double correction1 = 1 - Math.pow(0.9, t);
            double correction2 = 1 - Math.pow(0.999, t);
            for (int i = 0; i < n; i++) {
                double d = gradients[i] + 0.02 * x[i];
                m[i] = 0.9 * m[i] + 0.1 * d;
                v[i] = 0.999 * v[i] + 0.001 * d * d;
                x[i] -= 0.01 * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + 1e-8);
            }
            double stepSize = 0.01 / correction1;
            kernels.adam(n, stepSize, Math.sqrt(correction2), 0.02, 0.9, 0.999, 1e-8, gradients, first, second, values);
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) values[i]).isCloseTo(x[i], within(2e-6 * Math.max(1, Math.abs(x[i]))));
            assertThat((double) second[i]).isCloseTo(v[i], within(2e-6 * v[i] + 1e-12));
        }
        assertThat((double) values[n]).isEqualTo(untouched);
        assertThat(first[n]).isZero();
    }

    /** Values and moments on their way to zero arrive there, and no others do. */
    @Test
    void adamLeavesNothingNextToZero() {
        float[] near = {Kernels.SETTLED / 2, -Kernels.SETTLED / 2, Float.MIN_NORMAL, -Float.MIN_VALUE, 0f, -0f};
        float[] far = {2 * Kernels.SETTLED, -2 * Kernels.SETTLED, 1e-20f, -1e-20f, 1f, Float.NaN};
        assertThat(afterAStep(near, new float[near.length], 1)).containsOnly(0f);
        assertThat(afterAStep(far, new float[far.length], 1)).containsExactly(repeated(far));
        float[] nearMoments = {Float.MIN_NORMAL / 2, Float.MIN_VALUE, 0f};
        float[] farMoments = {2 * Float.MIN_NORMAL, 1f, Float.NaN};
        float[] nothing = new float[3];
        assertThat(afterAStep(nothing, nearMoments, 2)).containsOnly(0f);
        assertThat(afterAStep(nothing, nearMoments, 3)).containsOnly(0f);
        assertThat(afterAStep(nothing, farMoments, 2)).containsExactly(repeated(farMoments));
        assertThat(afterAStep(nothing, farMoments, 3)).containsExactly(repeated(farMoments));
    }

    /** Values (1), first (2) or second moments (3) after a step without gradient, rate and decay that keeps all moments. */
    private float[] afterAStep(float[] values, float[] moments, int which) {
        float[] x = repeated(values);
        float[] m = which == 2 ? repeated(moments) : new float[x.length];
        float[] v = which == 3 ? repeated(moments) : new float[x.length];
        kernels.adam(x.length, 0, 1, 0, 1, 1, 1e-8, new float[x.length], m, v, x);
        return List.of(x, m, v).get(which - 1);
    }

    /** For whole vectors and a remainder. */
    private static float[] repeated(float[] values) {
        float[] all = new float[67];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i % values.length];
        }
        return all;
    }

    @Test
    void sizesOfNothingChangeNothing() {
        float[] c = {GUARD};
        PackedMatrix packed = packed(1, 1, new float[] {2});
        kernels.multiply(0, c, 0, packed, scratch, c, 0);
        kernels.addMultiplyTransposed(0, 1, 1, c, 0, c, 0, scratch, c, 0);
        kernels.exp(0, scratch, c, 0);
        assertThat(kernels.dot(0, c, 0, c, 0)).isZero();
        assertThat(c[0]).isEqualTo(GUARD);
    }

    // ---- spectra ----------------------------------------------------------------------------------------------------

    /** Every column is computed by itself and rounds one by one, so the bits are those of plain loops. */
    @ParameterizedTest
    @MethodSource("seeds")
    void spectraHaveTheBitsOfPlainLoops(int seed) {
        Random random = new Random(seed);
        Kernels plain = new ScalarKernels();
        int quarter = 1 << random.nextInt(4);
        int width = 1 + random.nextInt(40);
        int length = 4 * quarter * width;
        int[] starts = random.ints(width, 0, 50).toArray();
        float[] samples = values(random, 50 + 8 * quarter);
        float[] window = values(random, 8 * quarter);
        float[][] pairs = {new float[length], new float[length]};
        float[][] x = {new float[length], new float[length]};
        kernels.windowPairs(4 * quarter, starts, samples, window, pairs[0], pairs[1]);
        plain.windowPairs(4 * quarter, starts, samples, window, x[0], x[1]);
        assertThat(pairs).isDeepEqualTo(x);

        float[] cos = values(random, 4 * quarter);
        float[] sin = values(random, 4 * quarter);
        int offset = random.nextInt(9);
        float[][] from = {guarded(x[0], offset), guarded(x[1], offset)};
        float[][] actual = {guarded(new float[length], offset), guarded(new float[length], offset)};
        float[][] expected = {guarded(new float[length], offset), guarded(new float[length], offset)};
        int next = 4 * width;
        kernels.radix4(quarter, width, 1, cos, sin, from[0], from[1], actual[0], actual[1], offset, next, width);
        plain.radix4(quarter, width, 1, cos, sin, from[0], from[1], expected[0], expected[1], offset, next, width);
        assertThat(actual).isDeepEqualTo(expected);

        int half = length / 2;
        kernels.radix2(half, from[0], from[1], actual[0], actual[1], offset);
        plain.radix2(half, from[0], from[1], expected[0], expected[1], offset);
        assertThat(actual).isDeepEqualTo(expected);
        assertGuarded(actual[0], offset, length);
        assertGuarded(actual[1], offset, length);

        float[] power = new float[length + width];
        float[] powerPlain = new float[length + width];
        kernels.splitPower(4 * quarter, width, cos, sin, x[0], x[1], power);
        plain.splitPower(4 * quarter, width, cos, sin, x[0], x[1], powerPlain);
        assertThat(power).isEqualTo(powerPlain);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStageOfTheTransformMayTakeThePlaceOfWhatItReads(int seed) {
        Random random = new Random(seed);
        int quarter = 1 << random.nextInt(4);
        int width = 1 + random.nextInt(40);
        int length = 4 * quarter * width;
        float[] cos = values(random, 4 * quarter);
        float[] sin = values(random, 4 * quarter);
        float[][] x = {values(random, length), values(random, length)};
        float[][] y = {new float[length], new float[length]};
        kernels.radix4(quarter, width, 1, cos, sin, x[0], x[1], y[0], y[1], 0, width, quarter * width);
        kernels.radix4(quarter, width, 1, cos, sin, x[0], x[1], x[0], x[1], 0, width, quarter * width);
        assertThat(x).isDeepEqualTo(y);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void combinedRowsAreSumsOfSumsOfRuns(int seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(40);
        int rows = 1 + random.nextInt(9);
        int terms = random.nextInt(3 * Kernels.RUN);
        float[] a = values(random, rows * terms);
        float[] x = values(random, 3 + terms * width);
        float[] y = guarded(new float[rows * width], 5);
        kernels.combineRows(rows, terms, width, a, x, 3, y, 5);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < width; j++) {
                float sum = 0;
                for (int first = 0; first < terms; first += Kernels.RUN) {
                    float run = 0;
                    for (int k = first; k < Math.min(first + Kernels.RUN, terms); k++) {
                        run += a[row * terms + k] * x[3 + k * width + j];
                    }
                    sum += run;
                }
                assertThat(y[5 + row * width + j]).isEqualTo(sum);
            }
        }
        assertGuarded(y, 5, rows * width);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void decibelsHaveTheBitsOfPlainLoops(int seed) {
        Random random = new Random(seed);
        int length = size(random);
        float[] x = new float[length];
        float[] expected = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) StrictMath.pow(10, random.nextDouble(-12, 38));
        }
        x[random.nextInt(length)] = seed % 2 == 0 ? 0 : Float.MAX_VALUE;
        for (int i = 0; i < length; i++) {
            expected[i] = Decibels.of(x[i]);
        }
        float[] y = new float[length];
        kernels.decibels(length, x, y);
        assertThat(y).isEqualTo(expected);
    }
}
