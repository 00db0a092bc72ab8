package io.intona.nn;

import io.intona.random.RandomStreams;
import java.util.random.RandomGenerator;

/**
 * Inverted dropout: in training each value becomes 0 with probability {@code rate} and is otherwise divided by
 * 1 − rate, so that its expectation stays and inference does nothing. N. Srivastava et al., JMLR 15 (2014) 1929.
 */
final class Dropout {
    private Dropout() {}

    /** Drops features in place and notes what was kept; a rate of 0 draws no numbers. */
    static void forward(int size, double rate, RandomGenerator random, Workspace ws) {
        float scale = (float) (1 / (1 - rate));
        for (int i = 0; i < size; i++) {
            ws.kept[i] = rate == 0 || RandomStreams.uniform(random) >= rate ? scale : 0;
            ws.features[i] *= ws.kept[i];
        }
    }

    /** dx = dy · (0 or 1 / (1 − rate)), in place. */
    static void backward(int size, Workspace ws) {
        for (int i = 0; i < size; i++) {
            ws.featureGradients[i] *= ws.kept[i];
        }
    }
}
