/**
 * From samples to features: a {@link io.intona.feature.FeatureSpec} says which, an extractor computes them for a whole
 * {@link io.intona.audio.AudioClip} or frame by frame, and a {@link io.intona.feature.FeatureMatrix} holds them.
 */
package io.intona.feature;
