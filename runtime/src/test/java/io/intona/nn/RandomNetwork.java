package io.intona.nn;

import io.intona.feature.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A network of random shape with random parameters and a random batch, the same for the same seed. */
final class RandomNetwork {
    final Architecture architecture;
    final Parameters parameters;
    final List<FeatureMatrix> clips = new ArrayList<>();
    final int[] labels;
    final int paddedFrames;

    RandomNetwork(long seed, Architecture.Pooling pooling, boolean padded) {
        this(seed, pooling, padded, 9);
    }

    RandomNetwork(long seed, Architecture.Pooling pooling, boolean padded, int maxHidden) {
        Random random = new Random(seed);
        int vectors = pooling == Architecture.Pooling.ATTENTION ? 1 + random.nextInt(6) : 0;
        architecture = new Architecture(
                1 + random.nextInt(6), 1 + random.nextInt(maxHidden), pooling, vectors, 2 + random.nextInt(5));
        parameters = new Parameters(architecture);
        for (Tensor tensor : parameters.trained()) {
            for (int i = 0; i < tensor.size(); i++) {
                tensor.values()[i] = (float) (0.6 * random.nextGaussian());
            }
        }
        for (int j = 0; j < architecture.hiddenSize(); j++) {
            parameters.runningMean()[j] = (float) (0.1 * random.nextGaussian());
            parameters.runningVariance()[j] = 0.5f + random.nextFloat();
        }
        int count = 3 + random.nextInt(5);
        labels = random.ints(count, 0, architecture.classes()).toArray();
        for (int clip = 0; clip < count; clip++) {
            clips.add(clip(random, 1 + random.nextInt(14), architecture.inputSize()));
        }
        int longest = clips.stream().mapToInt(FeatureMatrix::frames).max().orElseThrow();
        paddedFrames = padded ? longest + random.nextInt(4) : PackedBatch.NO_PADDING;
    }

    static FeatureMatrix clip(Random random, int frames, int size) {
        float[] values = new float[frames * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FeatureMatrix(frames, size, values);
    }

    PackedBatch batch() {
        PackedBatch batch = new PackedBatch();
        batch.load(clips, labels, IntStream.range(0, labels.length).toArray(), 0, labels.length, paddedFrames);
        return batch;
    }

    List<double[]> inputs() {
        return clips.stream().map(clip -> doubles(clip.values())).toList();
    }

    Map<String, double[]> doubleParameters() {
        Map<String, double[]> result = new LinkedHashMap<>();
        parameters.trained().forEach(tensor -> result.put(tensor.name(), doubles(tensor.values())));
        return result;
    }

    double[][] nothingDropped() {
        double[][] kept = new double[labels.length][];
        Arrays.setAll(kept, clip -> ReferenceNetwork.ones(architecture.hiddenSize()));
        return kept;
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
