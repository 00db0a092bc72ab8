package io.intona.lab.train;

import io.intona.feature.FeatureMatrix;

/**
 * A clip as training sees it. Immutable.
 *
 * @param id of the utterance
 * @param speaker who speaks
 * @param label index into the corpus's labels
 * @param features of the whole clip, not standardized
 */
public record Example(String id, String speaker, int label, FeatureMatrix features) {}
