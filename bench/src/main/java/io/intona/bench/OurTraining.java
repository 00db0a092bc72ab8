package io.intona.bench;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.nn.Architecture;
import io.intona.nn.Initialization;
import io.intona.nn.Network;
import io.intona.nn.PackedBatch;
import io.intona.nn.Parameters;
import io.intona.nn.Workspace;
import io.intona.random.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One of our trainings: packed batches in random order, forward, backward and Adam, as {@code intona train} does it. */
final class OurTraining {
    static final double LEARNING_RATE = 1e-4;
    static final double WEIGHT_DECAY = 2e-3;

    private final Kernels kernels;
    private final Network network;
    private final List<FeatureMatrix> clips;
    private final int[] labels;
    private final int batchSize;
    private final double dropout;
    private final int[] order;
    private final RandomGenerator random = RandomStreams.of(1, 0, 0, "bench", 0);
    private final PackedBatch batch = new PackedBatch();
    private final Workspace workspace = new Workspace();
    private final Parameters parameters;
    private final Parameters gradients;
    private final Parameters firstMoments;
    private final Parameters secondMoments;
    private int step;

    OurTraining(String model, Kernels kernels, List<FeatureMatrix> clips, int[] labels, int batchSize, double dropout) {
        Architecture architecture = Architecture.parse(model, TestClips.FEATURES, TestClips.CLASSES);
        this.kernels = kernels;
        this.network = new Network(architecture, kernels);
        this.clips = clips;
        this.labels = labels;
        this.batchSize = batchSize;
        this.dropout = dropout;
        this.order = IntStream.range(0, labels.length).toArray();
        this.parameters = new Parameters(architecture);
        this.gradients = new Parameters(architecture);
        this.firstMoments = new Parameters(architecture);
        this.secondMoments = new Parameters(architecture);
        Initialization.ORTHOGONAL.apply(parameters, random);
    }

    Parameters parameters() {
        return parameters;
    }

    /** Operations of the LSTM's products in an epoch, forward and backward: 6·4h·(n + h) a frame. */
    static double operations(String model, List<FeatureMatrix> clips) {
        int hidden =
                Architecture.parse(model, TestClips.FEATURES, TestClips.CLASSES).hiddenSize();
        long frames = clips.stream().mapToLong(FeatureMatrix::frames).sum();
        return 24.0 * hidden * (TestClips.FEATURES + hidden) * frames;
    }

    /** Goes through all clips once and returns the mean loss of the batches. */
    double epoch(boolean shuffled) {
        if (shuffled) {
            RandomStreams.shuffle(order, random);
        }
        double loss = 0;
        int steps = 0;
        for (int first = 0; first < order.length; first += batchSize, steps++) {
            int last = Math.min(order.length, first + batchSize);
            batch.load(clips, labels, order, first, last, PackedBatch.NO_PADDING);
            loss += network.trainForward(parameters, batch, dropout, random, workspace);
            network.backward(parameters, batch, workspace, gradients);
            adam();
        }
        return loss / steps;
    }

    private void adam() {
        step++;
        double stepSize = LEARNING_RATE / (1 - Math.pow(0.9, step));
        double rootCorrection = Math.sqrt(1 - Math.pow(0.999, step));
        for (int i = 0; i < gradients.trained().size(); i++) {
            kernels.adam(
                    gradients.trained().get(i).size(),
                    stepSize,
                    rootCorrection,
                    WEIGHT_DECAY,
                    0.9,
                    0.999,
                    1e-8,
                    gradients.trained().get(i).values(),
                    firstMoments.trained().get(i).values(),
                    secondMoments.trained().get(i).values(),
                    parameters.trained().get(i).values());
        }
    }
}
