/**
 * From samples to features: a {@link io.intona.feature.FeatureSpec} says which, a
 * {@link io.intona.feature.FeatureExtractor} computes them for a whole {@link io.intona.audio.AudioClip} (a
 * {@link io.intona.feature.FeatureMatrix}) or frame by frame ({@link io.intona.feature.FeatureStream}), and a
 * {@link io.intona.feature.Standardizer} brings them to mean 0 and deviation 1. Below, one class each: Hann window, power
 * spectrum, mel filter bank, decibels, DCT, chroma filter bank and the tuning it needs; {@code FrameAnalysis} strings together
 * what some frames need, {@code ClipAnalysis} what must be known of the whole clip.
 */
package io.intona.feature;
