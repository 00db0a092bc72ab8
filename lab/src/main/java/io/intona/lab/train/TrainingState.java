package io.intona.lab.train;

import io.intona.nn.Architecture;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a training has come to at the end of an epoch, so that another process can go on from there with the same
 * bits: parameters, moments of Adam, the best epoch so far with its parameters, the curves. Random numbers need no
 * state: each epoch has streams of its own. Not thread-safe.
 */
public final class TrainingState {
    private final Parameters parameters;
    private final Parameters firstMoments;
    private final Parameters secondMoments;
    private final Parameters best;
    private final double[] trainLoss; // (epochs)
    private final double[] validationUar; // (epochs)
    private long steps;
    private int epoch;
    private int bestEpoch;
    private double bestScore = Double.NEGATIVE_INFINITY;

    /** Before the first epoch: everything is zero. */
    TrainingState(Architecture architecture, int epochs) {
        this.parameters = new Parameters(architecture);
        this.firstMoments = new Parameters(architecture);
        this.secondMoments = new Parameters(architecture);
        this.best = new Parameters(architecture);
        this.trainLoss = new double[epochs];
        this.validationUar = new double[epochs];
    }

    /** Number of epochs done. */
    public int epoch() {
        return epoch;
    }

    /** The epoch whose network is to be tested, from 1; 0 before the first has ended. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** Mean cross-entropy of each epoch done, in nats. */
    public List<Double> trainLoss() {
        return Arrays.stream(trainLoss, 0, epoch).boxed().toList();
    }

    /** UAR on the validation speakers after each epoch done; NaN if there are none. */
    public List<Double> validationUar() {
        return Arrays.stream(validationUar, 0, epoch).boxed().toList();
    }

    /** Mean cross-entropy of the last epoch done. */
    public double lastTrainLoss() {
        return trainLoss[epoch - 1];
    }

    /** UAR on the validation speakers after the last epoch done. */
    public double lastValidationUar() {
        return validationUar[epoch - 1];
    }

    Parameters parameters() {
        return parameters;
    }

    Parameters firstMoments() {
        return firstMoments;
    }

    Parameters secondMoments() {
        return secondMoments;
    }

    /** The network of {@link #bestEpoch()}. */
    Parameters best() {
        return best;
    }

    /** Whether every value that is trained or kept for inference is a finite number. */
    boolean hasFiniteParameters() {
        for (Tensor tensor : tensors(parameters)) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Number of the optimiser's next step, from 1. */
    long countStep() {
        return ++steps;
    }

    /** Ends an epoch; the first one of the best score is kept. */
    void endEpoch(double loss, double uar, double score) {
        trainLoss[epoch] = loss;
        validationUar[epoch] = uar;
        epoch++;
        if (score > bestScore) {
            bestScore = score;
            bestEpoch = epoch;
            best.copyFrom(parameters);
        }
    }

    /** Writes all of it. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(epoch);
        out.writeInt(bestEpoch);
        out.writeDouble(bestScore);
        out.writeLong(steps);
        for (int i = 0; i < epoch; i++) {
            out.writeDouble(trainLoss[i]);
            out.writeDouble(validationUar[i]);
        }
        for (Parameters each : List.of(parameters, firstMoments, secondMoments, best)) {
            for (Tensor tensor : tensors(each)) {
                for (float value : tensor.values()) {
                    out.writeFloat(value);
                }
            }
        }
    }

    /** Takes over what {@link #write} has written for the same architecture and number of epochs. */
    void read(DataInput in) throws IOException {
        int epochsDone = in.readInt();
        if (!(epochsDone >= 0 && epochsDone <= trainLoss.length)) {
            throw new IOException("epoch " + epochsDone + ", expected 0 to " + trainLoss.length);
        }
        epoch = epochsDone;
        bestEpoch = in.readInt();
        bestScore = in.readDouble();
        steps = in.readLong();
        for (int i = 0; i < epoch; i++) {
            trainLoss[i] = in.readDouble();
            validationUar[i] = in.readDouble();
        }
        for (Parameters each : List.of(parameters, firstMoments, secondMoments, best)) {
            for (Tensor tensor : tensors(each)) {
                for (int i = 0; i < tensor.size(); i++) {
                    tensor.values()[i] = in.readFloat();
                }
            }
        }
    }

    private static List<Tensor> tensors(Parameters parameters) {
        return Stream.concat(parameters.trained().stream(), parameters.buffers().stream())
                .toList();
    }
}
