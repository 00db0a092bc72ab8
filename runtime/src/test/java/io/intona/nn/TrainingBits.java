package io.intona.nn;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.kernel.PackedMatrix;
import io.intona.kernel.Scratch;
import io.intona.random.RandomStreams;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A program: trains a small network for an epoch, calls every operation of the kernels as often as it is told, trains the
 * same epoch again and again until whatever runs long is compiled too, and prints SHA-256 of all losses, gradients, moments
 * and parameters of the first and the last time.
 */
final class TrainingBits {
    private static final int FEATURES = 4;
    private static final int FRAMES = 40;
    private static final int CLIPS = 4;
    private static final int BATCH = 2;
    private static final int EPOCHS = 60;
    private static final Architecture ARCHITECTURE = Architecture.parse("LSTM-h16-v3", FEATURES, CLIPS);

    private final Kernels kernels;
    private final Network network;
    private final List<FeatureMatrix> clips = new ArrayList<>();
    private final Parameters start = new Parameters(ARCHITECTURE);
    private final Parameters parameters = new Parameters(ARCHITECTURE);
    private final Parameters gradients = new Parameters(ARCHITECTURE);
    private final Parameters first = new Parameters(ARCHITECTURE);
    private final Parameters second = new Parameters(ARCHITECTURE);
    private final Parameters zeros = new Parameters(ARCHITECTURE);
    private final PackedBatch batch = new PackedBatch();
    private final Workspace workspace = new Workspace();
    private final Scratch scratch = new Scratch();
    private final PackedMatrix matrix = new PackedMatrix();
    private final float[] values = new float[FRAMES];

    private TrainingBits(Kernels kernels) {
        this.kernels = kernels;
        network = new Network(ARCHITECTURE, kernels);
        RandomGenerator random = RandomStreams.of(1, 0, 0, "clips", 0);
        for (int clip = 0; clip < CLIPS; clip++) {
            float[] features = new float[FRAMES * FEATURES];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) RandomStreams.gaussian(random);
            }
            clips.add(new FeatureMatrix(FRAMES, FEATURES, features));
        }
        Initialization.ORTHOGONAL.apply(start, random);
    }

    /** Arguments: the kernels' name, and how often every operation is to be called; 0 to train two epochs and no more. */
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        TrainingBits bits = new TrainingBits(Kernels.of(arguments[0]));
        int calls = Integer.parseInt(arguments[1]);
        MessageDigest firstHash = MessageDigest.getInstance("SHA-256");
        MessageDigest lastHash = MessageDigest.getInstance("SHA-256");
        bits.epoch(firstHash);
        for (int call = 0; call < calls; call++) {
            bits.everyOperation();
        }
        for (int epoch = 0; calls > 0 && epoch < EPOCHS; epoch++) {
            bits.epoch();
        }
        bits.epoch(lastHash);
        HexFormat hex = HexFormat.of();
        System.out.println(hex.formatHex(firstHash.digest()) + " " + hex.formatHex(lastHash.digest()));
    }

    private void epoch(MessageDigest hash) {
        double loss = epoch();
        hash.update(ByteBuffer.allocate(Double.BYTES).putDouble(loss).array());
        for (Parameters each : List.of(gradients, first, second, parameters)) {
            each.trained().forEach(tensor -> update(hash, tensor.values()));
        }
        parameters.buffers().forEach(tensor -> update(hash, tensor.values()));
        update(hash, values);
    }

    private static void update(MessageDigest hash, float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
        for (float value : values) {
            buffer.putFloat(value);
        }
        hash.update(buffer.array());
    }

    /** From the start; the sum of the losses. */
    private double epoch() {
        parameters.copyFrom(start);
        first.copyFrom(zeros);
        second.copyFrom(zeros);
        RandomGenerator random = RandomStreams.of(1, 1, 0, "dropout", 1);
        int[] order = {3, 1, 0, 2};
        int[] labels = {0, 1, 2, 3};
        double loss = 0;
        for (int step = 1; step <= CLIPS / BATCH; step++) {
            batch.load(clips, labels, order, (step - 1) * BATCH, step * BATCH, FRAMES + 5);
            loss += network.trainForward(parameters, batch, 0.3, random, workspace);
            network.backward(parameters, batch, workspace, gradients);
            optimise(step);
            functions();
        }
        return loss;
    }

    private void optimise(int step) {
        double stepSize = 0.01 / (1 - StrictMath.pow(0.9, step));
        double rootCorrection = Math.sqrt(1 - StrictMath.pow(0.999, step));
        for (int i = 0; i < parameters.trained().size(); i++) {
            kernels.adam(
                    parameters.trained().get(i).size(),
                    stepSize,
                    rootCorrection,
                    0.01,
                    0.9,
                    0.999,
                    1e-8,
                    gradients.trained().get(i).values(),
                    first.trained().get(i).values(),
                    second.trained().get(i).values(),
                    parameters.trained().get(i).values());
        }
    }

    /** The operations that the network uses only inside others. */
    private void functions() {
        System.arraycopy(parameters.recurrentWeights(), 0, values, 0, FRAMES);
        kernels.exp(FRAMES, scratch, values, 0);
        kernels.tanh(FRAMES, scratch, values, 0);
        kernels.sigmoid(FRAMES, scratch, values, 0);
    }

    /** On small operands, so that it can be done often; 19 units are no multiple of any width. */
    private void everyOperation() {
        int h = 19;
        int rows = 2;
        float[] a = new float[rows * 4 * h];
        float[] b = new float[rows * 4 * h];
        float[] c = new float[4 * h];
        matrix.resize(2, h);
        kernels.pack(1, h, a, 0, matrix, 0);
        kernels.packTransposed(h, 1, a, 0, matrix, 1);
        kernels.multiply(rows, a, 0, matrix, scratch, b, 0);
        kernels.multiplyJoined(rows, 1, a, 0, 0, a, 0, matrix, scratch, b, 0);
        kernels.addMultiplyTransposed(1, 2, h, a, 0, a, 0, scratch, b, 0);
        kernels.bestColumns(rows, a, 0, matrix, scratch, b, 0, new int[rows], 0);
        kernels.addScaled(h, kernels.dot(h, a, 0, a, 0), a, 0, b, 0);
        kernels.lstmForward(rows, h, a, 0, b, 0, scratch, b, rows * h, b, 2 * rows * h, b, 3 * rows * h);
        kernels.lstmBackward(rows, h, a, 0, b, 0, b, 0, b, 0, b, 0, new float[rows * h], 0, new float[a.length], 0);
        kernels.attentionBackward(h, 0.1f, 0.2f, a, 0, a, h, a, 0, b, 0, c);
        kernels.softmax(h, 1, scratch, a, 0);
        kernels.exp(h, scratch, a, 0);
        kernels.tanh(h, scratch, a, 0);
        kernels.sigmoid(h, scratch, a, 0);
        kernels.adam(4 * h, 0.01, 1, 0.01, 0.9, 0.999, 1e-8, a, new float[4 * h], c, new float[4 * h]);
    }
}
