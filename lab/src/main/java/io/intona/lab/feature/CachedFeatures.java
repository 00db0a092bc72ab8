package io.intona.lab.feature;

import io.intona.feature.FeatureMatrix;

/**
 * Features and what they were computed from.
 *
 * @param samples names the clip, before any resampling
 * @param features of that clip
 */
public record CachedFeatures(SampleHash samples, FeatureMatrix features) {}
