package io.intona.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.intona.feature.FeatureMatrix;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same training by PyTorch's own operators (its fused LSTM, matrix products, batch normalisation, dropout, Adam), called
 * through DJL. Batches are cut from the clips in the order of their lengths and padded, so that hardly a frame of them is
 * wasted; padding is masked out of the attention. Tensors of the clips are made before.
 */
final class PyTorchTraining implements AutoCloseable {
    private static final float MASKED = -1e30f;

    private final NDManager manager = NDManager.newBaseManager();
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final NDArray runningMean;
    private final NDArray runningVariance;
    private final List<Batch> batches = new ArrayList<>();
    private final int hidden;
    private final float dropout;
    private final Optimizer adam = Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed((float) OurTraining.LEARNING_RATE))
            .optWeightDecays((float) OurTraining.WEIGHT_DECAY)
            .build();

    /** (clips, frames, features), (clips, frames) 0 or masked, (clips, classes) 1 at the label. */
    private record Batch(NDArray inputs, NDArray mask, NDArray targets, int clips) {}

    PyTorchTraining(Parameters parameters, List<FeatureMatrix> clips, int[] labels, int batchSize, double dropout) {
        this.hidden = parameters.architecture().hiddenSize();
        this.dropout = (float) dropout;
        for (Tensor tensor : parameters.trained()) {
            long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
            NDArray array = manager.create(tensor.values().clone(), new Shape(shape));
            array.setRequiresGradient(true);
            trained.put(tensor.name(), array);
        }
        runningMean = manager.zeros(new Shape(hidden));
        runningVariance = manager.ones(new Shape(hidden));
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
            trained.forEach((name, array) -> {
                try (NDArray gradient = array.getGradient()) {
                    adam.update(name, array, gradient);
                }
            });
            return value;
        }
    }

    private NDArray loss(NDArray inputs, Batch batch, NDManager scope) {
        NDArray start = scope.zeros(new Shape(1, batch.clips(), hidden));
        NDList weights = new NDList(
                trained.get("lstm.weight_ih_l0"),
                trained.get("lstm.weight_hh_l0"),
                trained.get("lstm.bias_ih_l0"),
                trained.get("lstm.bias_hh_l0"));
        NDArray states = inputs.getNDArrayInternal()
                .lstm(inputs, new NDList(start, start), weights, true, 1, 0, true, false, true)
                .get(0);
        NDArray scores = states.matMul(trained.get("attention.vectors").transpose());
        NDArray best = scores.max(new int[] {2}).add(batch.mask());
        NDArray context = best.softmax(1).expandDims(1).matMul(states).squeeze(1);
        NDArray normed = context.getNDArrayInternal()
                .batchNorm(
                        context,
                        runningMean,
                        runningVariance,
                        trained.get("norm.weight"),
                        trained.get("norm.bias"),
                        1,
                        0.1f,
                        1e-5f,
                        true)
                .get(0);
        NDArray kept = dropout == 0
                ? normed
                : normed.getNDArrayInternal().dropout(normed, dropout, true).get(0);
        NDArray logits =
                kept.matMul(trained.get("classifier.weight").transpose()).add(trained.get("classifier.bias"));
        return logits.logSoftmax(1).mul(batch.targets()).sum().div(-batch.clips());
    }

    @Override
    public void close() {
        manager.close();
    }
}
