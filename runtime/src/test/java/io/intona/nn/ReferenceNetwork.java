package io.intona.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network in double precision, clip by clip and frame by frame, written from the equations and not from the production
 * code: no packing, no products of matrices, padding as real frames whose state and score are 0.
 */
final class ReferenceNetwork {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Architecture architecture;
    private final int n;
    private final int h;
    private final int classes;
    private final double[] w; // W (4h, n), gates i, f, g, o
    private final double[] r; // R (4h, h)
    private final double[] inputBias;
    private final double[] recurrentBias;
    private final double[] u; // (vectors, h), or empty
    private final double[] scale;
    private final double[] shift;
    private final double[] classifier; // (classes, h)
    private final double[] classifierBias;

    ReferenceNetwork(Architecture architecture, Map<String, double[]> parameters) {
        this.architecture = architecture;
        this.n = architecture.inputSize();
        this.h = architecture.hiddenSize();
        this.classes = architecture.classes();
        w = parameters.get("lstm.weight_ih_l0");
        r = parameters.get("lstm.weight_hh_l0");
        inputBias = parameters.get("lstm.bias_ih_l0");
        recurrentBias = parameters.get("lstm.bias_hh_l0");
        u = parameters.getOrDefault("attention.vectors", new double[0]);
        scale = parameters.get("norm.weight");
        shift = parameters.get("norm.bias");
        classifier = parameters.get("classifier.weight");
        classifierBias = parameters.get("classifier.bias");
    }

    /** All that happens to one clip. Index 0 of time arrays is the first frame. */
    private static final class Clip {
        double[][] x; // [t][input]
        double[][] i; // [t][unit], as f, g, o, c, s
        double[][] f;
        double[][] g;
        double[][] o;
        double[][] c;
        double[][] s; // the state h_t
        double[][] scores; // [t][vector]
        int[] winner; // [t]
        double[] alpha; // [t], padding frames included
        double[] context;
        double[] normalized;
        double[] features; // after scale, shift and dropout
        double[] logits;
    }

    /** A batch in training mode; {@code kept} holds the factors of dropout by clip and unit. */
    final class Batch {
        final List<Clip> clips = new ArrayList<>();
        final int[] labels;
        final int paddedFrames;
        final double[][] kept;
        final double[] mean = new double[h];
        final double[] variance = new double[h];

        Batch(List<double[]> inputs, int[] labels, int paddedFrames, double[][] kept) {
            this.labels = labels;
            this.paddedFrames = paddedFrames;
            this.kept = kept;
            for (double[] input : inputs) {
                Clip clip = new Clip();
                clip.x = new double[input.length / n][n];
                for (int t = 0; t < clip.x.length; t++) {
                    System.arraycopy(input, t * n, clip.x[t], 0, n);
                }
                recur(clip);
                pool(clip, paddedFrames == 0 ? clip.x.length : paddedFrames);
                clips.add(clip);
            }
            normalize(this);
            for (int b = 0; b < clips.size(); b++) {
                classify(clips.get(b), kept[b]);
            }
        }

        double loss() {
            double loss = 0;
            for (int b = 0; b < clips.size(); b++) {
                loss -= Math.log(softmax(clips.get(b).logits)[labels[b]]);
            }
            return loss / clips.size();
        }

        double[] logits(int clip) {
            return clips.get(clip).logits;
        }

        double[] attention(int clip) {
            return clips.get(clip).alpha;
        }

        double[] context(int clip) {
            return clips.get(clip).context;
        }

        double[][] scores(int clip) {
            return clips.get(clip).scores;
        }

        double[] runningMean() {
            double[] result = new double[h];
            for (int j = 0; j < h; j++) {
                result[j] = MOMENTUM * mean[j];
            }
            return result;
        }

        double[] runningVariance() {
            double unbiased = clips.size() / (clips.size() - 1.0);
            double[] result = new double[h];
            for (int j = 0; j < h; j++) {
                result[j] = 1 - MOMENTUM + MOMENTUM * variance[j] * unbiased;
            }
            return result;
        }

        Map<String, double[]> gradients() {
            return new Backward(this).gradients;
        }
    }

    /** The logits of one clip by running statistics, without dropout. */
    double[] evaluate(double[] input, int paddedFrames, double[] runningMean, double[] runningVariance) {
        double[][] all = {ones(h)};
        Batch batch = new Batch(List.of(input), new int[1], paddedFrames, all);
        Clip clip = batch.clips.get(0);
        for (int j = 0; j < h; j++) {
            clip.normalized[j] = (clip.context[j] - runningMean[j]) / Math.sqrt(runningVariance[j] + EPSILON);
        }
        classify(clip, all[0]);
        return clip.logits;
    }

    static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    // ---- forward ----------------------------------------------------------------------------------------------------

    private double gate(int gate, int unit, double[] x, double[] previous) {
        int row = gate * h + unit;
        double z = inputBias[row] + recurrentBias[row];
        for (int k = 0; k < n; k++) {
            z += w[row * n + k] * x[k];
        }
        for (int k = 0; k < h; k++) {
            z += r[row * h + k] * previous[k];
        }
        return z;
    }

    private void recur(Clip clip) {
        int frames = clip.x.length;
        clip.i = new double[frames][h];
        clip.f = new double[frames][h];
        clip.g = new double[frames][h];
        clip.o = new double[frames][h];
        clip.c = new double[frames][h];
        clip.s = new double[frames][h];
        double[] zero = new double[h];
        for (int t = 0; t < frames; t++) {
            double[] state = t == 0 ? zero : clip.s[t - 1];
            double[] cell = t == 0 ? zero : clip.c[t - 1];
            for (int j = 0; j < h; j++) {
                clip.i[t][j] = sigmoid(gate(0, j, clip.x[t], state));
                clip.f[t][j] = sigmoid(gate(1, j, clip.x[t], state));
                clip.g[t][j] = Math.tanh(gate(2, j, clip.x[t], state));
                clip.o[t][j] = sigmoid(gate(3, j, clip.x[t], state));
                clip.c[t][j] = clip.f[t][j] * cell[j] + clip.i[t][j] * clip.g[t][j];
                clip.s[t][j] = clip.o[t][j] * Math.tanh(clip.c[t][j]);
            }
        }
    }

    private void pool(Clip clip, int paddedFrames) {
        int frames = clip.x.length;
        clip.alpha = new double[paddedFrames];
        switch (architecture.pooling()) {
            case FINAL -> clip.alpha[frames - 1] = 1;
            case MEAN -> Arrays.fill(clip.alpha, 1.0 / paddedFrames);
            case ATTENTION -> {
                int vectors = architecture.attentionVectors();
                double[] e = new double[paddedFrames];
                clip.scores = new double[frames][vectors];
                clip.winner = new int[frames];
                for (int t = 0; t < frames; t++) {
                    for (int k = 0; k < vectors; k++) {
                        for (int j = 0; j < h; j++) {
                            clip.scores[t][k] += u[k * h + j] * clip.s[t][j];
                        }
                        if (clip.scores[t][k] > clip.scores[t][clip.winner[t]]) {
                            clip.winner[t] = k;
                        }
                    }
                    e[t] = clip.scores[t][clip.winner[t]];
                }
                clip.alpha = softmax(e);
            }
        }
        clip.context = new double[h];
        for (int t = 0; t < frames; t++) {
            for (int j = 0; j < h; j++) {
                clip.context[j] += clip.alpha[t] * clip.s[t][j];
            }
        }
    }

    private void normalize(Batch batch) {
        int clips = batch.clips.size();
        for (int j = 0; j < h; j++) {
            for (Clip clip : batch.clips) {
                batch.mean[j] += clip.context[j] / clips;
            }
            for (Clip clip : batch.clips) {
                batch.variance[j] += Math.pow(clip.context[j] - batch.mean[j], 2) / clips;
            }
        }
        for (Clip clip : batch.clips) {
            clip.normalized = new double[h];
            for (int j = 0; j < h; j++) {
                clip.normalized[j] = (clip.context[j] - batch.mean[j]) / Math.sqrt(batch.variance[j] + EPSILON);
            }
        }
    }

    private void classify(Clip clip, double[] kept) {
        clip.features = new double[h];
        clip.logits = classifierBias.clone();
        for (int j = 0; j < h; j++) {
            clip.features[j] = kept[j] * (scale[j] * clip.normalized[j] + shift[j]);
            for (int k = 0; k < classes; k++) {
                clip.logits[k] += classifier[k * h + j] * clip.features[j];
            }
        }
    }

    // ---- backward ---------------------------------------------------------------------------------------------------

    private final class Backward {
        final Map<String, double[]> gradients = new LinkedHashMap<>();
        private final Batch batch;
        private final double[] dW = gradient("lstm.weight_ih_l0", w);
        private final double[] dR = gradient("lstm.weight_hh_l0", r);
        private final double[] dInputBias = gradient("lstm.bias_ih_l0", inputBias);
        private final double[] dRecurrentBias = gradient("lstm.bias_hh_l0", recurrentBias);
        private final double[] dU = gradient("attention.vectors", u);
        private final double[] dScale = gradient("norm.weight", scale);
        private final double[] dShift = gradient("norm.bias", shift);
        private final double[] dClassifier = gradient("classifier.weight", classifier);
        private final double[] dClassifierBias = gradient("classifier.bias", classifierBias);

        private double[] gradient(String name, double[] tensor) {
            double[] zeros = new double[tensor.length];
            if (tensor.length > 0) {
                gradients.put(name, zeros);
            }
            return zeros;
        }

        Backward(Batch batch) {
            this.batch = batch;
            int clips = batch.clips.size();
            double[][] dy = new double[clips][h]; // of the output of the normalisation
            for (int b = 0; b < clips; b++) {
                head(b, dy[b]);
            }
            double[][] context = contextGradients(dy);
            for (int b = 0; b < clips; b++) {
                through(batch.clips.get(b), poolBackward(batch.clips.get(b), context[b]));
            }
        }

        private void head(int b, double[] dy) {
            Clip clip = batch.clips.get(b);
            double[] probability = softmax(clip.logits);
            for (int k = 0; k < classes; k++) {
                double dlogit = (probability[k] - (k == batch.labels[b] ? 1 : 0)) / batch.clips.size();
                dClassifierBias[k] += dlogit;
                for (int j = 0; j < h; j++) {
                    dClassifier[k * h + j] += dlogit * clip.features[j];
                    dy[j] += dlogit * classifier[k * h + j] * batch.kept[b][j];
                }
            }
            for (int j = 0; j < h; j++) {
                dScale[j] += dy[j] * clip.normalized[j];
                dShift[j] += dy[j];
            }
        }

        /** By way of the derivatives of x̂ to x, mean and variance, one after the other. */
        private double[][] contextGradients(double[][] dy) {
            int clips = batch.clips.size();
            double[][] dx = new double[clips][h];
            for (int j = 0; j < h; j++) {
                double sd = Math.sqrt(batch.variance[j] + EPSILON);
                double dVariance = 0;
                double dMean = 0;
                for (int b = 0; b < clips; b++) {
                    double dNormalized = dy[b][j] * scale[j];
                    dVariance += dNormalized * (batch.clips.get(b).context[j] - batch.mean[j]) * -0.5 / (sd * sd * sd);
                    dMean -= dNormalized / sd;
                }
                for (int b = 0; b < clips; b++) {
                    double difference = batch.clips.get(b).context[j] - batch.mean[j];
                    dx[b][j] = dy[b][j] * scale[j] / sd + dVariance * 2 * difference / clips + dMean / clips;
                }
            }
            return dx;
        }

        private double[][] poolBackward(Clip clip, double[] dContext) {
            int frames = clip.x.length;
            double[][] ds = new double[frames][h];
            for (int t = 0; t < frames; t++) {
                for (int j = 0; j < h; j++) {
                    ds[t][j] = clip.alpha[t] * dContext[j];
                }
            }
            if (architecture.pooling() != Architecture.Pooling.ATTENTION) {
                return ds;
            }
            double[] dAlpha = new double[clip.alpha.length]; // of padding frames 0, since their state is
            for (int t = 0; t < frames; t++) {
                for (int j = 0; j < h; j++) {
                    dAlpha[t] += dContext[j] * clip.s[t][j];
                }
            }
            for (int t = 0; t < frames; t++) {
                double de = 0; // the whole Jacobian of the softmax
                for (int s = 0; s < clip.alpha.length; s++) {
                    de += dAlpha[s] * clip.alpha[s] * ((s == t ? 1 : 0) - clip.alpha[t]);
                }
                int k = clip.winner[t];
                for (int j = 0; j < h; j++) {
                    ds[t][j] += de * u[k * h + j];
                    dU[k * h + j] += de * clip.s[t][j];
                }
            }
            return ds;
        }

        private void through(Clip clip, double[][] ds) {
            double[] dc = new double[h];
            double[] zero = new double[h];
            for (int t = clip.x.length - 1; t >= 0; t--) {
                double[] state = t == 0 ? zero : clip.s[t - 1];
                double[] cell = t == 0 ? zero : clip.c[t - 1];
                for (int j = 0; j < h; j++) {
                    double tanh = Math.tanh(clip.c[t][j]);
                    double i = clip.i[t][j];
                    double f = clip.f[t][j];
                    double g = clip.g[t][j];
                    double o = clip.o[t][j];
                    dc[j] += ds[t][j] * o * (1 - tanh * tanh);
                    double[] dz = {
                        dc[j] * g * i * (1 - i),
                        dc[j] * cell[j] * f * (1 - f),
                        dc[j] * i * (1 - g * g),
                        ds[t][j] * tanh * o * (1 - o)
                    };
                    dc[j] *= f;
                    for (int gate = 0; gate < 4; gate++) {
                        gateBackward(gate * h + j, dz[gate], clip.x[t], state, t == 0 ? new double[h] : ds[t - 1]);
                    }
                }
            }
        }

        private void gateBackward(int row, double dz, double[] x, double[] state, double[] dState) {
            dInputBias[row] += dz;
            dRecurrentBias[row] += dz;
            for (int k = 0; k < n; k++) {
                dW[row * n + k] += dz * x[k];
            }
            for (int k = 0; k < h; k++) {
                dR[row * h + k] += dz * state[k];
                dState[k] += dz * r[row * h + k];
            }
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] softmax(double[] x) {
        double max = Arrays.stream(x).max().orElseThrow();
        double sum = 0;
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = Math.exp(x[i] - max);
            sum += result[i];
        }
        for (int i = 0; i < x.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
