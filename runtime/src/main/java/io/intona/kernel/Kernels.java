package io.intona.kernel;

import java.util.Optional;

/**
 * The array operations behind features and network. Callers validate, kernels trust. {@link ScalarKernels} is the
 * specification: plain loops that any other implementation must agree with to rounding. Implementations are stateless
 * and thread-safe; what an operation needs besides its operands is passed as {@link Scratch}, one per thread.
 *
 * <p>A matrix is row-major without gaps and starts at an offset of an array. Destinations come last. Sources and
 * destinations do not overlap, except where an operation says that it works in place. Every row of a product is the same
 * bits however many rows there are.
 */
public sealed interface Kernels permits ScalarKernels, SimdKernels {
    /** Terms that {@link #combineRows} sums before it adds them to the sum of those before. */
    int RUN = 16;

    /**
     * A parameter that training brings nearer to zero than this becomes zero. Weight decay alone moves an attention vector
     * that never wins, and would leave it among the subnormal numbers, with which processors multiply a hundred times as
     * slowly.
     */
    float SETTLED = 0x1p-100f;

    /**
     * The name under which results are reproducible bit for bit, such as {@code scalar} or {@code simd-512}; part of the provenance of every record and model and of every
     * cache key.
     */
    String name();

    /**
     * The kernels of that name.
     *
     * @param request {@code auto} for the fastest that this machine has, {@code scalar} or {@code simd}
     * @throws IllegalArgumentException if there are no such kernels here
     */
    static Kernels of(String request) {
        return switch (request) {
            case "auto" -> Simd.whyNotChosen().isEmpty() ? new SimdKernels() : new ScalarKernels();
            case "scalar" -> new ScalarKernels();
            case "simd" -> {
                Simd.whyImpossible().ifPresent(reason -> {
                    throw new IllegalArgumentException("kernels 'simd' cannot run: " + reason);
                });
                yield new SimdKernels();
            }
            default ->
                throw new IllegalArgumentException(
                        "kernels '" + request + "' are unknown, expected auto, scalar or simd");
        };
    }

    /** Why {@code auto} means scalar in this process, and what to do about it; empty if it means simd. */
    static Optional<String> whyScalar() {
        return Simd.whyNotChosen();
    }

    // ---- products -------------------------------------------------------------------------------------------------

    /** Packs W (rows, columns) as it is into the rows of a matrix from {@code firstRow}. */
    void pack(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow);

    /** Packs the transpose of W (rows, columns), which is (columns, rows), into the rows of a matrix from {@code firstRow}. */
    void packTransposed(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow);

    /** C = A·B with A (rows, b.rows), B packed, C (rows, b.columns). */
    void multiply(int rows, float[] a, int aOffset, PackedMatrix b, Scratch scratch, float[] c, int cOffset);

    /**
     * C = (X, H, 1)·B with X (rows, inputs) and H (rows, hidden) side by side, B packed of inputs + hidden + 1 rows, C (rows,
     * b.columns): what goes into the gates of the LSTM, bias included.
     */
    void multiplyJoined(
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
            int cOffset);

    /** C += Aᵀ·B with A (terms, rows), B (terms, columns), C (rows, columns): the gradient of weights over many frames. */
    void addMultiplyTransposed(
            int terms,
            int rows,
            int columns,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            Scratch scratch,
            float[] c,
            int cOffset);

    /** Σ x_i·y_i. */
    float dot(int length, float[] x, int xOffset, float[] y, int yOffset);

    /** y += factor·x. */
    void addScaled(int length, float factor, float[] x, int xOffset, float[] y, int yOffset);

    // ---- functions, in place --------------------------------------------------------------------------------------

    /** x = e^x within 2 ulp, also where the result is subnormal, 0 or infinite; NaN stays NaN. */
    void exp(int length, Scratch scratch, float[] x, int offset);

    /** x = tanh x within 4 ulp; NaN stays NaN. */
    void tanh(int length, Scratch scratch, float[] x, int offset);

    /** x = 1 / (1 + e^−x) within 4 ulp; 0 where that is below {@link Float#MIN_NORMAL}; NaN stays NaN. */
    void sigmoid(int length, Scratch scratch, float[] x, int offset);

    /**
     * x_i = e^(x_i) / (Σ_j e^(x_j) + zeros): the softmax of the values and of {@code zeros} further ones that are 0 and
     * whose shares are not stored.
     */
    void softmax(int length, int zeros, Scratch scratch, float[] x, int offset);

    // ---- fused operations of the network --------------------------------------------------------------------------

    /**
     * One step of the LSTM for {@code rows} clips: activates the gates in place and computes cell and state,
     * i = σ(z_i), f = σ(z_f), g = tanh(z_g), o = σ(z_o), c = f·c' + i·g, h = o·tanh(c).
     *
     * @param gates (rows, 4·hidden) in the order i, f, g, o: before, the sums z; after, the activations
     * @param previousCells (rows, hidden) c'
     * @param cells (rows, hidden) receives c; may be the array of {@code previousCells} at another place
     * @param cellTanh (rows, hidden) receives tanh(c)
     * @param states (rows, hidden) receives h
     */
    void lstmForward(
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
            int statesOffset);

    /**
     * The gradient of {@link #lstmForward}. With dh = dh' + dh" given and dc what comes from the step after,
     *
     * <pre>
     * dc += dh·o·(1 − tanh²c)
     * dz_i = dc·g·i·(1 − i)   dz_f = dc·c'·f·(1 − f)   dz_g = dc·i·(1 − g²)   dz_o = dh·tanh(c)·o·(1 − o)
     * dc' = dc·f
     * </pre>
     *
     * @param gates (rows, 4·hidden): the activations i, f, g, o
     * @param previousCells (rows, hidden) c'
     * @param cellTanh (rows, hidden) tanh(c)
     * @param stateGradients (rows, hidden) dh', what the layer above says
     * @param recurrentGradients (rows, hidden) dh", what the step after says
     * @param cellGradients (rows, hidden): before, what comes from the step after; after, dc'
     * @param gateGradients (rows, 4·hidden) receives dz
     */
    void lstmBackward(
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
            int gateGradientsOffset);

    /**
     * The best column of each row of A·B, A (rows, b.rows): best_r = max_k (A·B)_(r,k) and the first k that reaches it.
     */
    void bestColumns(
            int rows,
            float[] a,
            int aOffset,
            PackedMatrix b,
            Scratch scratch,
            float[] best,
            int bestOffset,
            int[] winners,
            int winnersOffset);

    /**
     * What a clip's context says to the state h of one of its frames, whose share is α and whose best vector is u: with dv
     * the gradient of the context,
     *
     * <pre>
     * de = α·(dv·h − mean)      dh = α·dv + de·u      du += de·h
     * </pre>
     *
     * @param weight α
     * @param mean Σ α·(dv·h) over the clip's frames
     * @param contextGradients (hidden) dv, at its offset
     * @param states (hidden) h, at its offset
     * @param vectors (hidden) u, at its offset
     * @param stateGradients (hidden) receives dh at its offset
     * @param vectorGradients (hidden) du, at the offset of u
     */
    void attentionBackward(
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
            float[] vectorGradients);

    /**
     * One step of Adam with coupled weight decay, as PyTorch's {@code Adam(weight_decay=…)}: with d = gradient +
     * weightDecay·value, m = β1·m + (1 − β1)·d, v = β2·v + (1 − β2)·d²,
     *
     * <pre>value −= stepSize · m / (√v / rootCorrection + epsilon)</pre>
     *
     * <p>A value nearer to zero than {@link #SETTLED} becomes zero, and so does a moment that is subnormal.
     *
     * @param length how many values of each array, from the first
     * @param stepSize learning rate / (1 − β1^t) in step t = 1, 2, …
     * @param rootCorrection √(1 − β2^t)
     */
    void adam(
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
            float[] values);

    // ---- spectra: rows of one number for each of several signals, every column computed by itself -----------------

    /**
     * Signals under a window, in pairs: even_(k,j) = window_(2k)·samples_(start_j + 2k) and odd_(k,j) the same of 2k + 1.
     *
     * @param rows how many pairs
     * @param starts (width) where each signal begins
     * @param even (rows, width) receives the first of each pair; {@code odd} the second
     */
    void windowPairs(int rows, int[] starts, float[] samples, float[] window, float[] even, float[] odd);

    /**
     * One radix-4 stage of a Fourier transform: with P = {@code quarter} and rows X of complex numbers, for p in 0 … P − 1
     * and w = p·{@code stride}
     *
     * <pre>
     * a, b, c, d = X_p, X_(p+P), X_(p+2P), X_(p+3P)      W = cos + i·sin
     * Y_0 = (a + c) + (b + d)                       Y_1 = W_w · ((a − c) − i(b − d))
     * Y_2 = W_(2w) · ((a + c) − (b + d))            Y_3 = W_(3w) · ((a − c) + i(b − d))
     * </pre>
     *
     * <p>The results stand at {@code offset} + p·{@code next} + (0, 1, 2, 3)·{@code apart}. They may take the places of
     * a, b, c, d.
     *
     * @param width numbers a row
     * @param xr (4P, width) real parts, from the offset; {@code xi} imaginary
     * @param yr receives real parts; {@code yi} imaginary
     */
    void radix4(
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
            int apart);

    /** The same with radix 2 for two rows: Y_0 = X_0 + X_1, Y_1 = X_0 − X_1. */
    void radix2(int width, float[] xr, float[] xi, float[] yr, float[] yi, int offset);

    /**
     * From the transform Z of n/2 = {@code half} pairs of real numbers to the power of their own transform: with m = half − k,
     * E = ½(Z_k + Z_m*), O = −½i(Z_k − Z_m*) and W = cos + i·sin, rows k and m become |E + W_k·O|² and |E − W_k·O|².
     *
     * @param re (half, width) real parts of Z, first every Z_(4k), then Z_(4k+1), Z_(4k+2), Z_(4k+3); {@code im} imaginary
     * @param power (half + 1, width) receives the power
     */
    void splitPower(int half, int width, float[] cos, float[] sin, float[] re, float[] im, float[] power);

    /**
     * Y = A·X with A (rows, terms) from 0, X (terms, width), Y (rows, width). The terms are added in their order, in runs of
     * {@link #RUN} whose sums are then added, so that the error does not grow with every term.
     */
    void combineRows(int rows, int terms, int width, float[] a, float[] x, int xOffset, float[] y, int yOffset);

    /** y_i = 10·log₁₀(max(x_i, 1e-10)) for finite x. */
    void decibels(int length, float[] x, float[] y);
}
