package io.intona.app.cli;

import io.intona.app.json.Json;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.EvaluationPlan;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.tune.Search;
import io.intona.lab.tune.SearchFigures;
import io.intona.lab.tune.SearchOptions;
import io.intona.lab.tune.SearchPlan;
import io.intona.lab.tune.SearchResult;
import io.intona.lab.tune.SearchSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intona tune}: a search for the settings of one network. */
@Command(
        name = "tune",
        description = {
            "Searches the settings with which one network learns best.",
            "By default each fold has a study of its own, which never hears the speakers that the fold tests. The same"
                    + " command goes on with what was interrupted; several processes may share a study file, which"
                    + " Optuna can open."
        },
        footer = {
            "",
            "Example:",
            "  intona tune --corpus synthetic:small --model LSTM-h8-v1 --epochs 6 --trials 12 --study s.db"
        })
final class Tune implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions data;

    @Mixin
    private PlanOptions plan;

    @Mixin
    private SearchProtocolOptions rules;

    @Mixin
    private TuningOptions tuning;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of each training (default: 200).")
    private int epochs = TrainingSettings.DEFAULT_EPOCHS;

    @Option(names = "--study", required = true, paramLabel = "FILE", description = "Keeps all trials: SQLite.")
    private Path study;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Of the study; a nested search has NAME/fold-0 to NAME/fold-4 (default: the model's).")
    private Optional<String> name;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = "Receives figures of each study, SVG and PNG: history, importance, slices, parallel"
                    + " coordinates.")
    private Optional<Path> plots;

    @Mixin
    private WorkOptions work;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    Tune(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name.isPresent() && name.get().isBlank()) {
            throw new ParameterException(spec.commandLine(), "--name: expected a name but the word is empty");
        }
        Protocol protocol = rules.protocol();
        tuning.check(protocol);
        SearchSpace space = tuning.space(plan.settings(epochs));
        Corpus corpus = data.open(terminal);
        plan.check(corpus, data.features(), protocol, epochs);
        Kernels kernels = work.kernels();
        Dataset dataset = data.load(corpus, kernels, work.threads(), terminal);
        EvaluationPlan asked = plan.plan(dataset, protocol, epochs, 1);
        SearchPlan search = new SearchPlan(
                dataset,
                asked.model(),
                protocol,
                plan.settings(epochs),
                space,
                tuning.sampling(),
                tuning.judge(),
                tuning.budget(),
                asked.seed());
        List<Integer> folds = tuning.folds();
        int threads = work.threads().threads();
        int studies = protocol.tuning() == Protocol.Tuning.NESTED ? folds.size() : 1;
        SearchOptions options = new SearchOptions(
                kernels,
                threads,
                tuning.parallel().orElse((threads + studies - 1) / studies),
                folds,
                work.acceptCodeChange(),
                SearchOptions.DEFAULT_CHECKPOINT_INTERVAL,
                tuning.stamp());
        SearchResult result;
        try (ProgressLine line = ProgressLine.ofSearch(terminal)) {
            result = Search.run(search, options, study, name.orElse(asked.model()), line);
        }
        if (plots.isPresent()) {
            SearchFigures.write(result, plots.get());
        }
        if (json) {
            terminal.out().println(Json.line(SearchText.line(search, result)));
        } else {
            SearchText.print(terminal.out(), search, result);
        }
        tellBudgets(result);
        return 0;
    }

    /** Studies that have all that is asked for stay what was asked of them before. */
    private void tellBudgets(SearchResult result) {
        SearchPlan.Budget budget = tuning.budget();
        String asked = words(budget.trials(), budget.topK(), budget.repeats());
        result.studies().stream()
                .map(study -> words(study.asked(), study.topK(), study.repeats()))
                .filter(before -> !before.equals(asked))
                .distinct()
                .forEach(before -> terminal.say(
                        spec, "where nothing was left to do, what was asked for before decides the winner: " + before));
    }

    private static String words(int trials, int topK, int repeats) {
        return "--trials " + trials + " --top-k " + topK + " --repeats " + repeats;
    }
}
