package io.intona.app.cli;

import io.intona.app.json.Json;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.CorpusReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intona corpus}: what is in a corpus, and what is wrong with it. */
@Command(
        name = "corpus",
        description = {
            "Reads every clip of a corpus and tells speakers, emotions, durations, folds and all problems.",
            "Problems are wrong names, clips that are unreadable, silent, clipped or the same, speakers in two folds, missing"
                    + " emotions. A report is a success whatever it finds: the exit code is 1 only if the corpus cannot"
                    + " be opened."
        },
        footer = {"", "Example:", "  intona corpus synthetic:small"})
final class CorpusVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC", description = "ravdess=DIR, emodb=DIR, csv=FILE or synthetic[:small][:SEED].")
    private String corpus;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Deals speakers into folds where the corpus does not say them (default: 1).")
    private long seed = 1;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    CorpusVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Corpus opened = open();
        CorpusReport report;
        try (ProgressLine line = ProgressLine.ofReading(terminal)) {
            report = CorpusReport.of(opened, threads.upTo(opened.utterances().size()), line);
        }
        CorpusSummary summary = CorpusSummary.of(report, seed);
        if (json) {
            terminal.out().println(Json.line(summary));
        } else {
            new CorpusText(terminal.out()).print(summary);
        }
        return 0;
    }

    private Corpus open() throws IOException {
        try {
            return Corpora.open(corpus);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
