package io.intona.lab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/**
 * What a network said of one clip.
 *
 * @param clip id of the utterance
 * @param speaker who speaks
 * @param fold the fold whose network said it, from 0
 * @param truth the corpus's label
 * @param predicted the most probable label, the first of them if several are
 * @param probabilities in the order of the record's labels, all finite, shared
 */
public record Prediction(
        String clip,
        String speaker,
        int fold,
        @JsonProperty("true") String truth,
        String predicted,
        float[] probabilities) {
    /** @throws IllegalArgumentException if a probability is no finite number */
    public Prediction {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                throw new IllegalArgumentException(
                        "clip " + clip + " has the probability " + probability + ", expected a finite number");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prediction that
                && fold == that.fold
                && List.of(clip, speaker, truth, predicted)
                        .equals(List.of(that.clip, that.speaker, that.truth, that.predicted))
                && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return clip.hashCode();
    }
}
