package io.intona.nn;

import java.util.Arrays;

/**
 * The context of a recording that is still going on, in constant memory: a mean of all states so far with weights
 * e^(e_t), e_t the score of frame t. With m the greatest score so far it keeps
 *
 * <pre>
 * S = Σ_t e^(e_t − m)      V = Σ_t e^(e_t − m)·h_t      context = V / S
 * </pre>
 *
 * and when a greater score m' comes, S and V shrink by e^(m − m'). M. Milakov and N. Gimelshein, Online normalizer
 * calculation for softmax, 2018, arXiv 1805.02867. In double, so that hours of frames do not wear the sums out.
 */
final class RunningContext {
    private final double[] weighted; // (hidden): V
    private double sum;
    private double greatest;

    RunningContext(int hidden) {
        weighted = new double[hidden];
        clear();
    }

    void clear() {
        Arrays.fill(weighted, 0);
        sum = 0;
        greatest = Double.NEGATIVE_INFINITY;
    }

    /** Takes one more frame with its score. */
    void add(float[] states, int offset, double score) {
        if (score > greatest) {
            scale(StrictMath.exp(greatest - score));
            greatest = score;
        }
        double weight = StrictMath.exp(score - greatest);
        sum += weight;
        for (int j = 0; j < weighted.length; j++) {
            weighted[j] += weight * states[offset + j];
        }
    }

    private void scale(double factor) {
        sum *= factor;
        for (int j = 0; j < weighted.length; j++) {
            weighted[j] *= factor;
        }
    }

    /** The context of the frames so far, of which there must be one. */
    void context(float[] destination) {
        for (int j = 0; j < weighted.length; j++) {
            destination[j] = (float) (weighted[j] / sum);
        }
    }
}
