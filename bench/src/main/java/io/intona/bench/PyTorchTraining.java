package io.intona.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.intona.feature.FeatureMatrix;
import io.intona.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same training by PyTorch's own operators ({@link PyTorchNetwork} and Adam), called through DJL. Batches are cut from the clips in the order of their lengths and padded, so that hardly a frame of them is
 * wasted; padding is masked out of the attention. Tensors of the clips are made before.
 */
final class PyTorchTraining implements AutoCloseable {
    private static final float MASKED = -1e30f;

    private final NDManager manager = NDManager.newBaseManager();
    private final PyTorchNetwork network;
    private final List<Batch> batches = new ArrayList<>();
    private final float dropout;
    private final Optimizer adam = Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed((float) OurTraining.LEARNING_RATE))
            .optWeightDecays((float) OurTraining.WEIGHT_DECAY)
            .build();

    /** (clips, frames, features), (clips, frames) 0 or masked, (clips, classes) 1 at the label. */
    private record Batch(NDArray inputs, NDArray mask, NDArray targets, int clips) {}

    PyTorchTraining(Parameters parameters, List<FeatureMatrix> clips, int[] labels, int batchSize, double dropout) {
        this.dropout = (float) dropout;
        network = new PyTorchNetwork(parameters, manager);
        network.trained().forEach((name, array) -> array.setRequiresGradient(true));
        for (int first = 0; first < clips.size(); first += batchSize) {
            int last = Math.min(clips.size(), first + batchSize);
            batches.add(batch(clips.subList(first, last), labels, first));
        }
    }

    private Batch batch(List<FeatureMatrix> clips, int[] labels, int first) {
        int frames = clips.stream().mapToInt(FeatureMatrix::frames).max().orElseThrow();
        int size = clips.get(0).size();
        float[] inputs = new float[clips.size() * frames * size];
        float[] mask = new float[clips.size() * frames];
        float[] targets = new float[clips.size() * TestClips.CLASSES];
        for (int clip = 0; clip < clips.size(); clip++) {
            float[] values = clips.get(clip).values();
            System.arraycopy(values, 0, inputs, clip * frames * size, values.length);
            for (int t = clips.get(clip).frames(); t < frames; t++) {
                mask[clip * frames + t] = MASKED;
            }
            targets[clip * TestClips.CLASSES + labels[first + clip]] = 1;
        }
        return new Batch(
                manager.create(inputs, new Shape(clips.size(), frames, size)),
                manager.create(mask, new Shape(clips.size(), frames)),
                manager.create(targets, new Shape(clips.size(), TestClips.CLASSES)),
                clips.size());
    }

    /** Goes through all clips once, longest first, and returns the mean loss of the batches. */
    double epoch() {
        double loss = 0;
        for (Batch batch : batches) {
            loss += step(batch);
        }
        return loss / batches.size();
    }

    private double step(Batch batch) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            NDArray inputs = batch.inputs().duplicate();
            inputs.attach(scope);
            NDArray loss = loss(inputs, batch, scope);
            gradients.backward(loss);
            double value = loss.getFloat();
            network.trained().forEach((name, array) -> {
                try (NDArray gradient = array.getGradient()) {
                    adam.update(name, array, gradient);
                }
            });
            return value;
        }
    }

    private NDArray loss(NDArray inputs, Batch batch, NDManager scope) {
        NDArray logits = network.logits(inputs, Optional.of(batch.mask()), true, dropout, scope);
        return logits.logSoftmax(1).mul(batch.targets()).sum().div(-batch.clips());
    }

    @Override
    public void close() {
        manager.close();
    }
}
