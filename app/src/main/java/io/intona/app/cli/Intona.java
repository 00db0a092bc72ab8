package io.intona.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: what all verbs share, and the list of verbs. */
@Command(
        name = "intona",
        description = "Recognises the emotion in speech, and trains and evaluates the networks that do it.",
        versionProvider = Revision.class,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Corpora are named ravdess=DIR, emodb=DIR, csv=FILE or synthetic[:small][:SEED].",
            "Start with 'intona quickstart'; 'intona VERB --help' tells more, with an example."
        },
        subcommands = {
            Quickstart.class,
            Describe.class,
            CorpusVerb.class,
            Features.class,
            Train.class,
            Evaluate.class,
            Tune.class,
            ExperimentVerb.class,
            ReportVerb.class,
            RobustnessVerb.class,
            Classify.class,
            Listen.class,
            Serve.class,
            Cache.class,
            Doctor.class
        })
final class Intona implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help and ends.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version and ends.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Shows where in the program an error arose.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing verb, such as quickstart");
    }

    /** The root of whatever command failed. */
    static Intona of(CommandLine command) {
        return (Intona) command.getCommandSpec().root().userObject();
    }
}
