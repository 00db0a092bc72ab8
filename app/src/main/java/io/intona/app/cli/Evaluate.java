package io.intona.app.cli;

import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.Evaluation;
import io.intona.lab.experiment.EvaluationOptions;
import io.intona.lab.experiment.EvaluationPlan;
import io.intona.lab.experiment.EvaluationResult;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intona evaluate}: how well one network recognises speakers that it has never heard. */
@Command(
        name = "evaluate",
        description = {
            "Cross-validates one network: five folds, each speaker tested by a network that has never heard them.",
            "With --out every prediction is kept as a record, and the same command goes on with what was interrupted;"
                    + " several processes may share the work."
        },
        footer = {
            "",
            "Example:",
            "  intona evaluate --corpus synthetic:small --model LSTM-h32-v4 --epochs 20 --out results/small"
        })
final class Evaluate implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions data;

    @Mixin
    private PlanOptions plan;

    @Mixin
    private ProtocolOptions rules;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of each training (default: 200).")
    private int epochs = TrainingSettings.DEFAULT_EPOCHS;

    @Option(
            names = "--runs",
            paramLabel = "N",
            converter = Converters.Count.class,
            description = "How often all is repeated with other random numbers (default: 1).")
    private int runs = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Keeps records and unfinished work here.")
    private Optional<Path> out;

    @Mixin
    private WorkOptions work;

    @Option(names = "--gzip", description = "Compresses the records of whole runs.")
    private boolean gzip;

    @Option(
            names = "--keep-models",
            description = "Keeps the tested network of each fold beside the records, as a model file.")
    private boolean keepModels;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    Evaluate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(runs <= EvaluationPlan.MAX_RUNS)) {
            throw new ParameterException(
                    spec.commandLine(), "--runs: expected at most " + EvaluationPlan.MAX_RUNS + " but was " + runs);
        }
        Corpus corpus = data.open(terminal);
        plan.check(corpus, data.features(), rules.protocol(), epochs);
        Kernels kernels = work.kernels();
        Dataset dataset = data.load(corpus, kernels, work.threads(), terminal);
        EvaluationPlan asked = plan.plan(dataset, rules.protocol(), epochs, runs);
        EvaluationOptions options = work.options(kernels, gzip, keepModels);
        long begun = System.nanoTime();
        double framesPerSecond;
        EvaluationResult result;
        try (ProgressLine line = ProgressLine.ofTraining(terminal)) {
            result = out.isPresent()
                    ? Evaluation.run(asked, options, out.get(), line)
                    : Evaluation.run(asked, options, line);
            framesPerSecond = line.framesPerSecond();
        }
        if (json) {
            terminal.out().println(result.toJson());
            return 0;
        }
        EvaluationText.print(terminal.out(), corpus, result);
        terminal.say(spec, effort((System.nanoTime() - begun) * 1e-9, framesPerSecond));
        return 0;
    }

    private String effort(double seconds, double framesPerSecond) {
        String where = out.map(folder -> ", records in " + folder).orElse("");
        if (Double.isNaN(framesPerSecond)) {
            return "everything was there already" + where;
        }
        return String.format(
                Locale.ROOT, "trained for %.1f s, %.0f frames a second%s", seconds, framesPerSecond, where);
    }
}
