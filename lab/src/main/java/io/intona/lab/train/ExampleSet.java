package io.intona.lab.train;

import io.intona.feature.FeatureMatrix;
import io.intona.feature.Standardizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The clips of some speakers with the features that the network hears, in the corpus's order. Immutable and thread-safe.
 */
final class ExampleSet {
    private final List<Example> examples;
    private final List<FeatureMatrix> features; // standardized
    private final int[] labels;
    private final long frames;

    private ExampleSet(List<Example> examples, List<FeatureMatrix> features) {
        this.examples = List.copyOf(examples);
        this.features = List.copyOf(features);
        this.labels = examples.stream().mapToInt(Example::label).toArray();
        this.frames = features.stream().mapToLong(FeatureMatrix::frames).sum();
    }

    /** The clips of the given speakers, each standardized as its speaker's are. */
    static ExampleSet of(List<Example> all, Collection<String> speakers, Map<String, Standardizer> standardizers) {
        Set<String> wanted = new HashSet<>(speakers);
        List<Example> examples = new ArrayList<>();
        List<FeatureMatrix> features = new ArrayList<>();
        for (Example example : all) {
            if (wanted.contains(example.speaker())) {
                Standardizer standardizer = standardizers.get(example.speaker());
                if (standardizer == null) {
                    throw new IllegalArgumentException("no standardizer for speaker " + example.speaker());
                }
                examples.add(example);
                features.add(standardizer.apply(example.features()));
            }
        }
        return new ExampleSet(examples, features);
    }

    int size() {
        return examples.size();
    }

    /** Frames of all clips together. */
    long frames() {
        return frames;
    }

    List<Example> examples() {
        return examples;
    }

    List<FeatureMatrix> features() {
        return features;
    }

    /** The label of each clip, shared. */
    int[] labels() {
        return labels;
    }
}
