package io.intona.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The network by PyTorch's own operators (its fused LSTM, matrix products, batch normalisation, dropout), called through
 * DJL, from the same parameters as ours.
 */
final class PyTorchNetwork {
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final NDArray runningMean;
    private final NDArray runningVariance;
    private final int hidden;

    /** @param manager owns the tensors */
    PyTorchNetwork(Parameters parameters, NDManager manager) {
        hidden = parameters.architecture().hiddenSize();
        for (Tensor tensor : parameters.trained()) {
            long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
            trained.put(tensor.name(), manager.create(tensor.values().clone(), new Shape(shape)));
        }
        runningMean = manager.create(parameters.values("norm.running_mean").clone());
        runningVariance = manager.create(parameters.values("norm.running_var").clone());
    }

    /** The trained tensors by name. */
    Map<String, NDArray> trained() {
        return trained;
    }

    /**
     * @param inputs (clips, frames, features)
     * @param mask (clips, frames) 0 or very negative where a clip is padded
     * @param training whether batch normalisation uses the batch's statistics
     * @param scope owns what is made on the way
     * @return (clips, classes)
     */
    NDArray logits(NDArray inputs, Optional<NDArray> mask, boolean training, float dropout, NDManager scope) {
        NDArray start = scope.zeros(new Shape(1, inputs.getShape().get(0), hidden));
        NDList weights = new NDList(
                trained.get("lstm.weight_ih_l0"),
                trained.get("lstm.weight_hh_l0"),
                trained.get("lstm.bias_ih_l0"),
                trained.get("lstm.bias_hh_l0"));
        NDArray states = inputs.getNDArrayInternal()
                .lstm(inputs, new NDList(start, start), weights, true, 1, 0, training, false, true)
                .get(0);
        NDArray scores = states.matMul(trained.get("attention.vectors").transpose());
        NDArray best = scores.max(new int[] {2});
        NDArray shares = (mask.isPresent() ? best.add(mask.get()) : best).softmax(1);
        NDArray context = shares.expandDims(1).matMul(states).squeeze(1);
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
                        training)
                .get(0);
        NDArray kept = dropout == 0
                ? normed
                : normed.getNDArrayInternal().dropout(normed, dropout, true).get(0);
        return kept.matMul(trained.get("classifier.weight").transpose()).add(trained.get("classifier.bias"));
    }
}
