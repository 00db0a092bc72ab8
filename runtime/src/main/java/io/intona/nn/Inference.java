package io.intona.nn;

/**
 * What the network says about one clip, and why. The arrays belong to the receiver.
 *
 * @param logits (classes) before the softmax
 * @param probabilities (classes), adding up to 1
 * @param weights (frames) the share of each frame's state in the context: attention weights, for mean pooling all equal,
 *     for final pooling 1 at the last frame; adding up to 1 unless the clip was padded
 * @param winners (frames) the attention vector with the best score at each frame, from 0; empty without attention
 */
public record Inference(float[] logits, float[] probabilities, float[] weights, int[] winners) {}
