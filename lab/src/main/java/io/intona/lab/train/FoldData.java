package io.intona.lab.train;

import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one fold is trained, validated and tested on, standardized as the protocol says: by the frames of the training
 * speakers, of all speakers, or of each speaker for that speaker. Immutable and thread-safe.
 */
public final class FoldData {
    private final ExampleSet train;
    private final ExampleSet validation;
    private final ExampleSet test;
    private final Map<String, Standardizer> standardizers; // by speaker
    private final float[] perDecibel; // see FeatureSpec

    private FoldData(
            FeatureSpec features,
            List<Example> examples,
            List<String> train,
            List<String> validation,
            List<String> test,
            Map<String, Standardizer> standardizers) {
        this.perDecibel = features.perDecibel();
        this.standardizers = standardizers;
        this.train = ExampleSet.of(examples, train, standardizers);
        this.validation = ExampleSet.of(examples, validation, standardizers);
        this.test = ExampleSet.of(examples, test, standardizers);
        if (!(this.train.size() >= 2)) {
            throw new IllegalArgumentException(
                    "training on " + this.train.size() + " clips, expected at least 2: one clip has no variance");
        }
    }

    /**
     * One fold of a corpus.
     *
     * @param features what the clips' features are
     * @param examples all clips of the corpus, in its order
     */
    public static FoldData of(
            FeatureSpec features, List<Example> examples, Fold fold, Protocol.Normalisation normalisation) {
        List<String> speakers = new ArrayList<>(fold.train());
        speakers.addAll(fold.validation());
        speakers.addAll(fold.test());
        return new FoldData(
                features,
                examples,
                fold.train(),
                fold.validation(),
                fold.test(),
                standardizers(examples, speakers, fold.train(), normalisation));
    }

    /**
     * Some speakers for training and some to judge by, none to test: all that a search for settings may hear.
     *
     * @param features what the clips' features are
     * @param examples all clips that may be heard, in the corpus's order
     */
    public static FoldData withoutTest(
            FeatureSpec features,
            List<Example> examples,
            List<String> train,
            List<String> validation,
            Protocol.Normalisation normalisation) {
        List<String> speakers = new ArrayList<>(train);
        speakers.addAll(validation);
        return new FoldData(
                features,
                examples,
                train,
                validation,
                List.of(),
                standardizers(examples, speakers, train, normalisation));
    }

    /** All speakers for training, none to validate or test. */
    public static FoldData ofAll(FeatureSpec features, List<Example> examples) {
        List<String> speakers =
                examples.stream().map(Example::speaker).distinct().toList();
        return new FoldData(
                features,
                examples,
                speakers,
                List.of(),
                List.of(),
                standardizers(examples, speakers, speakers, Protocol.Normalisation.TRAIN));
    }

    private static Map<String, Standardizer> standardizers(
            List<Example> examples,
            List<String> speakers,
            List<String> training,
            Protocol.Normalisation normalisation) {
        Map<String, Standardizer> standardizers = new HashMap<>();
        switch (normalisation) {
            case TRAIN -> {
                Standardizer shared = fit(examples, example -> training.contains(example.speaker()));
                speakers.forEach(speaker -> standardizers.put(speaker, shared));
            }
            case ALL -> {
                Standardizer shared = fit(examples, example -> true);
                speakers.forEach(speaker -> standardizers.put(speaker, shared));
            }
            case SPEAKER ->
                speakers.forEach(speaker ->
                        standardizers.put(speaker, fit(examples, example -> speaker.equals(example.speaker()))));
        }
        return standardizers;
    }

    private static Standardizer fit(List<Example> examples, Predicate<Example> wanted) {
        List<FeatureMatrix> features =
                examples.stream().filter(wanted).map(Example::features).toList();
        return Standardizer.fit(features);
    }

    /** Frames that one epoch trains on. */
    public long trainFrames() {
        return train.frames();
    }

    /** What the features of a speaker were standardized by. */
    public Standardizer standardizer(String speaker) {
        Standardizer standardizer = standardizers.get(speaker);
        if (standardizer == null) {
            throw new IllegalArgumentException("no speaker " + speaker + " in this fold");
        }
        return standardizer;
    }

    /** What the features of the first training speaker were standardized by: of all, unless each has a scale of their own. */
    public Standardizer standardizer() {
        return standardizer(train.examples().get(0).speaker());
    }

    /**
     * What one decibel more of a recording adds to each feature, as {@link #standardizer()} scales it.
     *
     * @return (features)
     */
    float[] perDecibel() {
        float[] added = perDecibel.clone();
        float[] deviation = standardizer().standardDeviation();
        for (int i = 0; i < added.length; i++) {
            added[i] /= deviation[i];
        }
        return added;
    }

    ExampleSet train() {
        return train;
    }

    ExampleSet validation() {
        return validation;
    }

    ExampleSet test() {
        return test;
    }
}
