package io.intona;

import java.util.List;

/** What sound that is still arriving is like: all of it ({@link EmotionStream}) or its last seconds ({@link RecentEmotion}). */
public sealed interface RunningEmotion permits EmotionStream, RecentEmotion {
    /** The model's labels, in the order of the probabilities. */
    List<String> labels();

    /**
     * Probabilities now.
     *
     * @param destination receives one for each label, adding up to 1
     * @throws IllegalStateException before the first frame
     */
    void probabilities(float[] destination);

    /** Probability below which the model would rather not answer. */
    double abstainThreshold();

    /** The most probable label now; of equal ones the first. */
    default String emotion() {
        return labels().get(Recognition.best(probabilities()));
    }

    /** Whether that label is less probable than the model's {@linkplain io.intona.model.Calibration threshold}. */
    default boolean abstains() {
        float[] probabilities = probabilities();
        return probabilities[Recognition.best(probabilities)] < abstainThreshold();
    }

    private float[] probabilities() {
        float[] probabilities = new float[labels().size()];
        probabilities(probabilities);
        return probabilities;
    }
}
