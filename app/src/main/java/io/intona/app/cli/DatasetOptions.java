package io.intona.app.cli;

import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.DatasetLoader;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which recordings, and what is computed from them. */
final class DatasetOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--corpus",
            required = true,
            paramLabel = "SPEC",
            description = "ravdess=DIR, emodb=DIR, csv=FILE or synthetic[:small][:SEED].")
    private String corpus;

    @Mixin
    private FeatureOptions features;

    @Mixin
    private CacheOption cache;

    FeatureSpec features() {
        return features.spec();
    }

    /** Lists the clips, and tells how many problems that brought to light. */
    Corpus open(Terminal terminal) throws IOException {
        Corpus opened;
        try {
            opened = Corpora.open(corpus);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--corpus: " + e.getMessage(), e);
        }
        if (!opened.problems().isEmpty()) {
            int count = opened.problems().size();
            terminal.say(
                    spec,
                    corpus + " has " + count + (count == 1 ? " problem" : " problems") + ", listed by 'intona corpus "
                            + corpus + "'; the first: "
                            + opened.problems().get(0).sentence());
        }
        return opened;
    }

    /** Computes the features of all clips, or finds them in the cache. */
    Dataset load(Corpus opened, Kernels kernels, ThreadsOption threads, Terminal terminal)
            throws IOException, InterruptedException {
        FeatureExtractor extractor = new FeatureExtractor(features(), kernels);
        try (ProgressLine line = ProgressLine.ofClips(terminal)) {
            return DatasetLoader.load(
                    opened,
                    extractor,
                    cache.open(),
                    threads.upTo(opened.utterances().size()),
                    line);
        }
    }
}
