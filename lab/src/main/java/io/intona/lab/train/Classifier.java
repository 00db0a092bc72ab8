package io.intona.lab.train;

import io.intona.lab.stats.ConfusionMatrix;
import io.intona.nn.Network;
import io.intona.nn.PackedBatch;
import io.intona.nn.Parameters;
import io.intona.nn.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predictions for a set of clips, without dropout and with the running statistics. The clips are cut into batches in the
 * set's own order, so with zero padding, where a clip's result depends on the longest of its batch, results are still
 * the same each time; without padding batches make no difference. Not thread-safe.
 */
final class Classifier {
    private final Network network;
    private final ExampleSet set;
    private final Protocol.Padding padding;
    private final Batches batches;
    private final PackedBatch batch;
    private final Workspace workspace;
    private final float[] probabilities; // (clips, classes)
    private final float[] some; // (clips of the largest batch, classes)

    Classifier(
            Network network,
            ExampleSet set,
            Protocol.Padding padding,
            int batchSize,
            PackedBatch batch,
            Workspace workspace) {
        int classes = network.architecture().classes();
        this.network = network;
        this.set = set;
        this.padding = padding;
        this.batches = new Batches(set.size(), batchSize);
        this.batch = batch;
        this.workspace = workspace;
        this.probabilities = new float[set.size() * classes];
        this.some = new float[(int) Math.min(batchSize + 1L, set.size()) * classes];
    }

    /** Loads one batch of a set as the padding wants it. */
    static void load(PackedBatch batch, ExampleSet set, Batches batches, int index, Protocol.Padding padding) {
        int from = batches.from(index);
        int to = batches.to(index);
        int paddedFrames = PackedBatch.NO_PADDING;
        if (padding == Protocol.Padding.ZEROS) {
            for (int i = from; i < to; i++) {
                paddedFrames = Math.max(
                        paddedFrames, set.features().get(batches.order()[i]).frames());
            }
        }
        batch.load(set.features(), set.labels(), batches.order(), from, to, paddedFrames);
    }

    /** Judges a network: UAR of the set; NaN if it is empty. */
    double unweightedAverageRecall(Parameters parameters) {
        classify(parameters);
        int classes = network.architecture().classes();
        int[] predicted = new int[set.size()];
        for (int clip = 0; clip < predicted.length; clip++) {
            predicted[clip] = best(probabilities, clip * classes, classes);
        }
        return ConfusionMatrix.of(classes, set.labels(), predicted).unweightedAverageRecall();
    }

    /** Whether the network judged last gave every clip finite probabilities. */
    boolean hasFiniteProbabilities() {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                return false;
            }
        }
        return true;
    }

    /** What the network judged last said of every clip of the set, in its order. */
    List<Classified> predictions() {
        int classes = network.architecture().classes();
        List<Classified> predictions = new ArrayList<>();
        for (int clip = 0; clip < set.size(); clip++) {
            float[] own = Arrays.copyOfRange(probabilities, clip * classes, (clip + 1) * classes);
            predictions.add(new Classified(set.examples().get(clip), own));
        }
        return predictions;
    }

    private void classify(Parameters parameters) {
        int classes = network.architecture().classes();
        for (int index = 0; index < batches.count(); index++) {
            load(batch, set, batches, index, padding);
            network.probabilities(parameters, batch, workspace, some);
            System.arraycopy(some, 0, probabilities, batches.from(index) * classes, batch.clips() * classes);
        }
    }

    /** The index of the first greatest value. */
    static int best(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}
