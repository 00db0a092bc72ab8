package io.intona.app.cli;

import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.train.Dataset;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    /** See {@link Recordings#open}. */
    Corpus open(Terminal terminal) throws IOException {
        return Recordings.open(corpus, spec, terminal);
    }

    /** See {@link Recordings#load}. */
    Dataset load(Corpus opened, Kernels kernels, ThreadsOption threads, Terminal terminal)
            throws IOException, InterruptedException {
        FeatureExtractor extractor = new FeatureExtractor(features(), kernels);
        return Recordings.load(opened, extractor, cache.open(), threads, terminal);
    }
}
