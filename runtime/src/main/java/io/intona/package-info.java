/**
 * The front door: {@link io.intona.EmotionRecognizer} loads a model and gives a {@link io.intona.Recognition} for each
 * recording, whose labels are the model's own; {@link io.intona.Emotion} names those of RAVDESS. Behind it stand, in the
 * order of the data, the packages audio, feature, nn and model, and kernel below them.
 */
package io.intona;
