package io.intona.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intona experiment}: a whole table of models, from one file. */
@Command(
        name = "experiment",
        description = "Evaluates all models that a file names, or says how far that is.",
        synopsisSubcommandLabel = "run|status",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Example:", "  intona experiment run experiments/smoke.yaml"},
        subcommands = {ExperimentRunVerb.class, ExperimentStatusVerb.class})
final class ExperimentVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing verb, expected run or status");
    }
}
