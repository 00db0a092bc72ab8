package io.intona;

import java.util.List;

/**
 * Names of the eight emotions of RAVDESS, as models trained on it give them. Other models have other labels: a {@link
 * Recognition} always speaks in the strings of its model.
 */
public final class Emotion {
    public static final String NEUTRAL = "neutral";
    public static final String CALM = "calm";
    public static final String HAPPY = "happy";
    public static final String SAD = "sad";
    public static final String ANGRY = "angry";
    public static final String FEARFUL = "fearful";
    public static final String DISGUST = "disgust";
    public static final String SURPRISED = "surprised";

    /** All eight, in the order of their numbers in RAVDESS's file names. */
    public static final List<String> RAVDESS = List.of(NEUTRAL, CALM, HAPPY, SAD, ANGRY, FEARFUL, DISGUST, SURPRISED);

    private Emotion() {}
}
