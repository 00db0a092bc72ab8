package io.intona;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A stretch of a recording and its emotion.
 *
 * @param startSeconds from the recording's start
 * @param endSeconds from the recording's start, above {@code startSeconds}
 * @param emotion the most probable label; none in a pause, and where the model would rather not answer
 * @param probabilities by label, in the model's order, adding up to 1; empty in a pause
 */
public record Segment(
        double startSeconds, double endSeconds, Optional<String> emotion, Map<String, Float> probabilities) {
    public Segment {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /** Whether somebody speaks. */
    public boolean isSpeech() {
        return !probabilities.isEmpty();
    }

    /** Its length. */
    public double durationSeconds() {
        return endSeconds - startSeconds;
    }
}
