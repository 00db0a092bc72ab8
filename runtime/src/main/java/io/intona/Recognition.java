package io.intona;

import io.intona.nn.Inference;
import java.util.List;

/**
 * What a model says about one recording, and what it listened to. Frame t is centred {@link #frameSeconds}(t) after the
 * recording's start. Immutable and thread-safe.
 */
public final class Recognition {
    private final List<String> labels;
    private final float[] probabilities; // (labels)
    private final float[] attention; // (frames)
    private final int[] winningVectors; // (frames), empty without attention
    private final double hopSeconds;
    private final double abstainThreshold;
    private final boolean narrowband;

    Recognition(
            List<String> labels, Inference inference, double hopSeconds, double abstainThreshold, boolean narrowband) {
        this.labels = labels;
        this.probabilities = inference.probabilities();
        this.attention = inference.weights();
        this.winningVectors = inference.winners();
        this.hopSeconds = hopSeconds;
        this.abstainThreshold = abstainThreshold;
        this.narrowband = narrowband;
    }

    /** The most probable label, also where the model {@link #abstains}; of equal ones the first. */
    public String emotion() {
        return labels.get(best(probabilities));
    }

    /**
     * Whether the model would rather not answer: its most probable label is less probable than the threshold in its file.
     * Models without one always answer.
     */
    public boolean abstains() {
        return probabilities[best(probabilities)] < abstainThreshold;
    }

    /** Where the largest is; of equal ones the first. */
    static int best(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    /** The model's labels, in its order. */
    public List<String> labels() {
        return labels;
    }

    /** Probabilities in the order of {@link #labels()}, adding up to 1; a copy. */
    public float[] probabilities() {
        return probabilities.clone();
    }

    /**
     * The probability of one label, from 0 to 1.
     *
     * @throws IllegalArgumentException if the model has no such label
     */
    public float probability(String label) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("the model has no label " + label + ", expected one of " + labels);
        }
        return probabilities[index];
    }

    /** Number of frames that the recording was cut into. */
    public int frames() {
        return attention.length;
    }

    /** Where the middle of a frame lies, in seconds from the recording's start. */
    public double frameSeconds(int frame) {
        return frame * hopSeconds;
    }

    /**
     * How much each frame counted, from 0 to 1, adding up to 1: the attention weights; all equal in a model that takes the
     * mean, 1 at the last frame in one that takes the final state. A copy.
     */
    public float[] attention() {
        return attention.clone();
    }

    /** Which attention vector, from 0, scored each frame highest; empty for a model without attention. A copy. */
    public int[] winningVectors() {
        return winningVectors.clone();
    }

    /**
     * Whether the recording's sample rate lies below the model's, so that the high frequencies which the model was trained
     * with are missing and the result is less sure than it looks.
     */
    public boolean isNarrowband() {
        return narrowband;
    }

    @Override
    public String toString() {
        return emotion() + " " + probability(emotion());
    }
}
