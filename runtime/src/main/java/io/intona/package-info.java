/**
 * The front door: {@link io.intona.EmotionRecognizer} loads a model and gives a {@link io.intona.Recognition} for each
 * recording, whose labels are the model's own; {@link io.intona.Emotion} names those of RAVDESS. For long recordings
 * {@link io.intona.EmotionTimeline} finds the speech, cuts it into windows and gives a {@link io.intona.Segment} for each;
 * {@link io.intona.EmotionStream} tells what all that was heard so far sounds like, its {@link io.intona.RecentEmotion} the
 * last seconds. Behind it stand, in the order of the data, the packages audio, feature, nn and model, and kernel below them.
 */
package io.intona;
