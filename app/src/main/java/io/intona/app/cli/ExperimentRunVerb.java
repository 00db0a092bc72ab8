package io.intona.app.cli;

import io.intona.feature.FeatureExtractor;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.Experiment;
import io.intona.lab.experiment.ExperimentRun;
import io.intona.lab.experiment.ExperimentStatus;
import io.intona.lab.train.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intona experiment run}: makes the records of a whole table. */
@Command(
        name = "run",
        description = {
            "Cross-validates all models that a file names, as often as it says, and prints the table.",
            "The same command goes on with what was interrupted; several processes may share the work."
        },
        footer = {"", "Example:", "  intona experiment run experiments/paper.yaml --corpus ravdess=RAVDESS"})
final class ExperimentRunVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions experiments;

    @Option(
            names = "--corpus",
            paramLabel = "SPEC",
            description = "Where the file's corpus is: ravdess=DIR, emodb=DIR or csv=FILE.")
    private Optional<String> corpus;

    @Mixin
    private CacheOption cache;

    @Mixin
    private WorkOptions work;

    @Option(names = "--gzip", description = "Compresses the records of whole runs.")
    private boolean gzip;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    ExperimentRunVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Experiment experiment = experiments.read();
        Path out = experiments.out(experiment);
        String place = place(experiment);
        ExperimentRun.checkFolder(experiment, out);
        Corpus opened = Recordings.open(place, spec, terminal);
        Recordings.check(opened, experiment.seed());
        experiment.check(opened);
        Kernels kernels = work.kernels();
        Dataset dataset = Recordings.load(
                opened, new FeatureExtractor(experiment.features(), kernels), cache.open(), work.threads(), terminal);
        ExperimentStatus status;
        try (ProgressLine line = ProgressLine.ofTraining(terminal)) {
            status = ExperimentRun.run(
                    experiment, dataset, work.options(kernels, gzip, false), out, command(experiment), line);
        }
        ExperimentText.print(terminal.out(), status, json);
        return 0;
    }

    /** Where the corpus is, which the file leaves open unless it is a synthetic one. */
    private String place(Experiment experiment) {
        String kind = experiment.corpus();
        boolean fits = experiment.isSynthetic()
                ? corpus.isEmpty()
                : corpus.filter(given -> given.startsWith(kind + "=")).isPresent();
        if (!fits) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--corpus is " + corpus.orElse("missing") + ", but the experiment is on " + kind + ": expected "
                            + (experiment.isSynthetic() ? "no such option" : option(experiment)));
        }
        return corpus.orElse(kind);
    }

    private static String option(Experiment experiment) {
        return "--corpus " + experiment.corpus() + (experiment.corpus().equals("csv") ? "=FILE" : "=DIR");
    }

    /** The command as it stands in {@code experiment.json}. */
    private String command(Experiment experiment) {
        String file = "./intona experiment run " + experiments.fileName();
        return experiment.isSynthetic() ? file : file + " " + option(experiment);
    }
}
