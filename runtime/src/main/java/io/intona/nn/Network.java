package io.intona.nn;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The network of the paper: LSTM, pooling over time, batch normalisation, dropout, classifier, softmax.
 *
 * <p>A network holds no numbers: these are {@link Parameters}, and what a pass writes goes to a {@link Workspace}. So one
 * network serves any number of threads, each with a workspace and a {@link PackedBatch} of its own; parameters may be
 * shared as long as nobody changes them. Apart from the statistics of batch normalisation in training, what a clip yields
 * does not depend on the other clips of its batch, bit for bit.
 */
public final class Network {
    private static final int[] NO_LABEL = {0}; // inference does not look at it

    private final Architecture architecture;
    private final Lstm lstm;
    private final TimePooling pooling;
    private final BatchNorm norm;
    private final Dense classifier;
    private final SoftmaxCrossEntropy loss;
    private final Kernels kernels;

    /** A network of that shape that computes with those kernels. */
    public Network(Architecture architecture, Kernels kernels) {
        int hidden = architecture.hiddenSize();
        this.architecture = architecture;
        this.kernels = kernels;
        lstm = new Lstm(architecture.inputSize(), hidden, kernels);
        pooling = switch (architecture.pooling()) {
            case ATTENTION -> new MultiVectorAttention(hidden, architecture.attentionVectors(), kernels);
            case MEAN -> new MeanPooling(hidden, kernels);
            case FINAL -> new FinalPooling(hidden);
        };
        norm = new BatchNorm(hidden);
        classifier = new Dense(hidden, architecture.classes(), kernels);
        loss = new SoftmaxCrossEntropy(architecture.classes());
    }

    public Architecture architecture() {
        return architecture;
    }

    /** The kernels that it computes with. */
    public Kernels kernels() {
        return kernels;
    }

    /**
     * Most frames that the clips of a batch may have together: an array must hold 4 values a frame and hidden unit, and
     * one a frame and attention vector.
     */
    public int mostFrames() {
        return Workspace.mostFrames(architecture);
    }

    /**
     * The forward pass of training: batch normalisation by the batch's own statistics, which also move the running ones in
     * the parameters, and dropout.
     *
     * @param dropoutRate from 0 to under 1
     * @param random where dropout takes its numbers from
     * @return the mean cross-entropy of the batch
     * @throws IllegalArgumentException if the batch has one clip only or more than {@link #mostFrames} frames, a label is
     *     not a class, or batch or parameters are of another shape
     */
    public double trainForward(
            Parameters parameters, PackedBatch batch, double dropoutRate, RandomGenerator random, Workspace ws) {
        check(parameters, batch);
        if (!(batch.clips() >= 2)) {
            throw new IllegalArgumentException(
                    "training batch of 1 clip, expected at least 2: batch normalisation needs a variance");
        }
        if (!(dropoutRate >= 0 && dropoutRate < 1)) {
            throw new IllegalArgumentException("dropout rate " + dropoutRate + ", expected 0 to under 1");
        }
        for (int clip = 0; clip < batch.clips(); clip++) {
            int label = batch.label(clip);
            if (!(label >= 0 && label < architecture.classes())) {
                throw new IllegalArgumentException("clip " + batch.position(clip) + " of the batch has label " + label
                        + ", expected 0 to " + (architecture.classes() - 1));
            }
        }
        ws.reserveTraining(architecture, batch.clips());
        context(parameters, batch, ws);
        norm.trainForward(parameters, batch.clips(), ws);
        Dropout.forward(batch.clips() * architecture.hiddenSize(), dropoutRate, random, ws);
        classifier.forward(parameters, batch.clips(), ws);
        ws.trainedForward = true;
        return loss.forward(batch, ws);
    }

    /**
     * The gradients of the loss that the last {@link #trainForward} with this workspace returned. Parameters and batch
     * must still be what they were then; it can be called once for each forward pass.
     *
     * @param gradients receives the gradients of all trained tensors; its buffers are left alone
     * @throws IllegalStateException if the workspace was not last used by {@link #trainForward}
     */
    public void backward(Parameters parameters, PackedBatch batch, Workspace ws, Parameters gradients) {
        check(parameters, batch);
        if (!gradients.architecture().equals(architecture)) {
            throw new IllegalArgumentException(
                    "gradients of " + gradients.architecture() + ", expected " + architecture);
        }
        if (!ws.trainedForward) {
            throw new IllegalStateException("backward without a trainForward just before it in the same workspace");
        }
        ws.trainedForward = false;
        loss.backward(batch, ws);
        classifier.backward(parameters, batch.clips(), ws, gradients);
        Dropout.backward(batch.clips() * architecture.hiddenSize(), ws);
        norm.backward(parameters, batch.clips(), ws, gradients);
        pooling.beginBackward(batch, ws, gradients);
        lstm.backward(parameters, batch, pooling, ws, gradients);
    }

    /**
     * The logits of every clip, with the running statistics and without dropout.
     *
     * @param logits receives (clips, classes), the clips in the order in which they were loaded
     */
    public void logits(Parameters parameters, PackedBatch batch, Workspace ws, float[] logits) {
        int classes = architecture.classes();
        if (!(logits.length >= batch.clips() * classes)) {
            throw new IllegalArgumentException("room for " + logits.length + " values, expected " + batch.clips()
                    + " clips × " + classes + " classes");
        }
        evaluate(parameters, batch, ws);
        for (int clip = 0; clip < batch.clips(); clip++) {
            System.arraycopy(ws.logits, clip * classes, logits, batch.position(clip) * classes, classes);
        }
    }

    /** The same as {@link #logits}, followed by the softmax of each clip. */
    public void probabilities(Parameters parameters, PackedBatch batch, Workspace ws, float[] probabilities) {
        logits(parameters, batch, ws, probabilities);
        for (int clip = 0; clip < batch.clips(); clip++) {
            loss.probabilities(probabilities, clip * architecture.classes());
        }
    }

    /**
     * One clip, with the reasons.
     *
     * @throws IllegalArgumentException if the clip has more than {@link #mostFrames} frames, or clip or parameters are of
     *     another shape
     */
    public Inference infer(Parameters parameters, FeatureMatrix clip, Workspace ws) {
        evaluate(parameters, clip, ws);
        float[] logits = Arrays.copyOf(ws.logits, architecture.classes());
        float[] probabilities = logits.clone();
        loss.probabilities(probabilities, 0);
        int[] winners = architecture.pooling() == Architecture.Pooling.ATTENTION
                ? Arrays.copyOf(ws.winners, clip.frames())
                : new int[0];
        return new Inference(logits, probabilities, Arrays.copyOf(ws.weights, clip.frames()), winners);
    }

    /** The network on one recording that is still going on. */
    public NetworkStream stream(Parameters parameters) {
        check(parameters);
        return new NetworkStream(this, parameters);
    }

    void beginStream(Parameters parameters, Workspace ws) {
        ws.reserveForward(architecture, 1, 1);
        lstm.begin(parameters, ws);
        pooling.begin(parameters, ws);
    }

    void continueStream(float[] frame, int offset, boolean first, RunningContext context, Workspace ws) {
        lstm.step(frame, offset, first, ws);
        pooling.step(context, ws);
    }

    /** Leaves the probabilities where the logits are. */
    void classifyStream(Parameters parameters, RunningContext context, Workspace ws) {
        context.context(ws.context);
        norm.forward(parameters, 1, ws);
        classifier.forward(parameters, 1, ws);
        loss.probabilities(ws.logits, 0);
    }

    /**
     * The score u_k·h_t that each attention vector gives each frame of one clip.
     *
     * @return (frames, vectors); (frames, 0) without attention
     * @throws IllegalArgumentException if the clip has more than {@link #mostFrames} frames, or clip or parameters are of
     *     another shape
     */
    public float[] scores(Parameters parameters, FeatureMatrix clip, Workspace ws) {
        evaluate(parameters, clip, ws);
        float[] scores = new float[clip.frames() * architecture.attentionVectors()];
        if (scores.length > 0) {
            kernels.multiply(clip.frames(), ws.states, 0, ws.vectors, ws.scratch, scores, 0);
        }
        return scores;
    }

    private void evaluate(Parameters parameters, FeatureMatrix clip, Workspace ws) {
        ws.single.load(List.of(clip), NO_LABEL);
        evaluate(parameters, ws.single, ws);
    }

    private void evaluate(Parameters parameters, PackedBatch batch, Workspace ws) {
        check(parameters, batch);
        context(parameters, batch, ws);
        norm.forward(parameters, batch.clips(), ws);
        classifier.forward(parameters, batch.clips(), ws);
    }

    private void context(Parameters parameters, PackedBatch batch, Workspace ws) {
        ws.trainedForward = false;
        ws.reserveForward(architecture, batch.frames(), batch.clips());
        lstm.forward(parameters, batch, ws);
        pooling.forward(parameters, batch, ws);
    }

    private void check(Parameters parameters, PackedBatch batch) {
        check(parameters);
        if (batch.inputSize() != architecture.inputSize()) {
            throw new IllegalArgumentException(
                    "clips of " + batch.inputSize() + " features a frame, expected " + architecture.inputSize());
        }
        if (!(batch.frames() <= mostFrames())) {
            throw new IllegalArgumentException("clips of " + batch.frames() + " frames together, expected at most "
                    + mostFrames() + " for " + architecture.name());
        }
    }

    private void check(Parameters parameters) {
        if (!parameters.architecture().equals(architecture)) {
            throw new IllegalArgumentException(
                    "parameters of " + parameters.architecture() + ", expected " + architecture);
        }
    }
}
