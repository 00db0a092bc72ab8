package io.intona.app.cli;

import io.intona.feature.FeatureExtractor;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.feature.FeatureCache;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.DatasetLoader;
import io.intona.lab.train.Folds;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** From the name of a corpus to the features of its clips, for verbs that train. */
final class Recordings {
    private Recordings() {}

    /** Lists the clips, and tells how many problems that brought to light. */
    static Corpus open(String corpus, CommandSpec verb, Terminal terminal) throws IOException {
        Corpus opened;
        try {
            opened = Corpora.open(corpus);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(verb.commandLine(), "--corpus: " + e.getMessage(), e);
        }
        if (!opened.problems().isEmpty()) {
            int count = opened.problems().size();
            terminal.say(
                    verb,
                    corpus + " has " + count + (count == 1 ? " problem" : " problems") + ", listed by 'intona corpus "
                            + corpus + "'; the first: "
                            + opened.problems().get(0).sentence());
        }
        return opened;
    }

    /**
     * Makes sure that there is something to learn and somebody to test.
     *
     * @throws IllegalArgumentException if the corpus has one emotion only, or cannot be cut into folds
     */
    static void check(Corpus corpus, long seed) {
        if (!(corpus.labels().size() >= 2)) {
            throw new IllegalArgumentException("corpus " + corpus.name()
                    + " has one emotion, expected two or more: there is nothing to tell apart");
        }
        Folds.of(corpus, seed);
    }

    /** Computes the features of all clips, or finds them in the cache. */
    static Dataset load(
            Corpus opened, FeatureExtractor extractor, FeatureCache cache, ThreadsOption threads, Terminal terminal)
            throws IOException, InterruptedException {
        try (ProgressLine line = ProgressLine.ofClips(terminal)) {
            return DatasetLoader.load(
                    opened, extractor, cache, threads.upTo(opened.utterances().size()), line);
        }
    }
}
