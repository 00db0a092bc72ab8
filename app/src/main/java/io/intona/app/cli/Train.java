package io.intona.app.cli;

import io.intona.app.json.Json;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.Evaluation;
import io.intona.lab.experiment.EvaluationOptions;
import io.intona.lab.experiment.EvaluationPlan;
import io.intona.lab.experiment.EvaluationResult;
import io.intona.lab.experiment.FinalTraining;
import io.intona.lab.experiment.ModelCalibration;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.model.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intona train}: the model file that people use. */
@Command(
        name = "train",
        description = {
            "Trains one network on all speakers of a corpus and writes it to a model file.",
            "For how long is given, or found by a cross-validation: the median of the epochs that its five folds chose."
                    + " That also tells how sure the model may be of its answers (temperature, threshold)."
                    + " The same command goes on with what was interrupted."
        },
        footer = {
            "",
            "Example:",
            "  intona train --corpus synthetic:small --model LSTM-h32-v4 --epochs 20 --out m.safetensors"
        })
final class Train implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions data;

    @Mixin
    private PlanOptions plan;

    @Mixin
    private ProtocolOptions rules;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How long to train (default: what a cross-validation finds).")
    private Optional<Integer> epochs;

    @Option(
            names = "--evaluation",
            paramLabel = "DIR",
            description = "The records of that cross-validation, by 'intona evaluate' with the same options; what is"
                    + " missing is done first (default: the model file's name with .evaluation).")
    private Optional<Path> evaluation;

    @Option(
            names = "--max-epochs",
            paramLabel = "N",
            description = "Epochs of each training of that cross-validation (default: 200).")
    private Optional<Integer> maxEpochs;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Receives the model (safetensors).")
    private Path out;

    @Mixin
    private WorkOptions work;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    Train(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The contract of {@code train --json}. */
    record Line(String file, String model, int parameters, int epochs, int clips, int speakers) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        int scheduled = epochs.or(() -> maxEpochs).orElse(TrainingSettings.DEFAULT_EPOCHS);
        Corpus corpus = data.open(terminal);
        plan.check(corpus, data.features(), rules.protocol(), scheduled);
        Kernels kernels = work.kernels();
        Dataset dataset = data.load(corpus, kernels, work.threads(), terminal);
        EvaluationPlan asked = plan.plan(dataset, rules.protocol(), scheduled, 1);
        EvaluationOptions options = work.options(kernels, false, false);
        int chosen;
        Calibration calibration;
        if (epochs.isPresent()) {
            chosen = epochs.get();
            calibration = Calibration.NONE;
        } else {
            Path records = evaluation.orElse(out.resolveSibling(out.getFileName() + ".evaluation"));
            int complete = Evaluation.completeRuns(records, asked.model());
            EvaluationPlan all = plan.plan(dataset, rules.protocol(), scheduled, Math.max(1, complete));
            List<RunRecord> runs = crossValidation(corpus, all, options, records);
            chosen = FinalTraining.medianEpoch(runs);
            calibration = ModelCalibration.of(runs);
        }
        try (ProgressLine line = ProgressLine.ofTraining(terminal)) {
            FinalTraining.run(asked, options, chosen, calibration, out, line);
        }
        Line done = new Line(
                out.toString(),
                asked.model(),
                asked.architecture().parameterCount(),
                chosen,
                dataset.examples().size(),
                corpus.speakers().size());
        terminal.out().println(json ? Json.line(done) : text(done));
        return 0;
    }

    private void checkOptions() {
        if (epochs.isPresent() && (evaluation.isPresent() || maxEpochs.isPresent())) {
            throw wrong((evaluation.isPresent() ? "--evaluation" : "--max-epochs")
                    + " and --epochs exclude each other: either a cross-validation finds how long to train or it is"
                    + " given");
        }
        if (Files.isDirectory(out)) {
            throw wrong("--out " + out + " is a folder, expected a file such as m.safetensors");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw wrong("--out " + out + ": there is no folder " + parent);
        }
        Protocol protocol = rules.protocol();
        if (protocol.normalisation() == Protocol.Normalisation.SPEAKER) {
            throw wrong("a model file holds one standardizer for all speakers, so --normalisation speaker (and"
                    + " --protocol adapted) cannot be trained into one, expected train or all");
        }
        if (protocol.padding() == Protocol.Padding.ZEROS) {
            throw wrong("a model hears clips one by one, so --padding zeros (and --protocol published) cannot be"
                    + " trained into a file, expected none");
        }
    }

    /** Cross-validations of the same network with the same settings; one is done now if there is none. */
    private List<RunRecord> crossValidation(Corpus corpus, EvaluationPlan asked, EvaluationOptions options, Path folder)
            throws IOException, InterruptedException {
        EvaluationResult result;
        try (ProgressLine line = ProgressLine.ofTraining(terminal)) {
            result = Evaluation.run(asked, options, folder, line);
        }
        Calibration calibration = ModelCalibration.of(result.runs());
        terminal.say(
                spec,
                String.format(
                        Locale.ROOT,
                        "cross-validation on %s, %d %s: UAR %.4f, median of the chosen epochs %d, temperature %.2f,"
                                + " abstains below %.2f, records in %s",
                        corpus.name(),
                        result.runs().size(),
                        result.runs().size() == 1 ? "run" : "runs",
                        result.uar().mean(),
                        FinalTraining.medianEpoch(result.runs()),
                        calibration.temperature(),
                        calibration.abstainThreshold(),
                        folder));
        return result.runs();
    }

    private static String text(Line done) {
        return done.file() + ": " + done.model() + " (" + done.parameters() + " parameters), trained for "
                + done.epochs() + (done.epochs() == 1 ? " epoch" : " epochs") + " on " + done.clips() + " clips of "
                + done.speakers() + " speakers";
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
