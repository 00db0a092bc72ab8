package io.intona.app.cli;

import io.intona.lab.experiment.Experiment;
import io.intona.lab.experiment.ExperimentStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intona experiment status}: how far an experiment is. */
@Command(
        name = "status",
        description = "Says how far an experiment is, how long it will take, and what its table is so far.",
        footer = {"", "Example:", "  intona experiment status experiments/paper.yaml"})
final class ExperimentStatusVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ExperimentOptions experiments;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    ExperimentStatusVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Experiment experiment = experiments.read();
        ExperimentText.print(terminal.out(), ExperimentStatus.of(experiment, experiments.out(experiment)), json);
        return 0;
    }
}
