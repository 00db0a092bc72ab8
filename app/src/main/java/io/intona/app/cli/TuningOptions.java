package io.intona.app.cli;

import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.tune.Judge;
import io.intona.lab.tune.Sampling;
import io.intona.lab.tune.SearchPlan;
import io.intona.lab.tune.SearchSpace;
import io.intona.lab.tune.Stamp;
import io.intona.lab.tune.TpeProfile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is searched, and how. */
final class TuningOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--trials",
            required = true,
            paramLabel = "N",
            converter = Converters.Count.class,
            description = "Trials of each study in all, however often it is interrupted.")
    private int trials;

    @Option(
            names = "--space",
            paramLabel = "paper|wide|FILE",
            description = "The settings that are searched and their ranges, YAML (default: paper).")
    private String space = SearchSpace.BUILT_IN.get(0);

    @Option(
            names = "--judge",
            paramLabel = "inner|cycles",
            converter = Converters.JudgeWord.class,
            description = "By whom a nested trial is judged: inner for three trainings, each judged by a third of the"
                    + " speakers that are not tested, or cycles for one training judged by the validation speakers"
                    + " (default: inner).")
    private Optional<Judge> judge;

    @Option(
            names = "--folds",
            split = ",",
            paramLabel = "K",
            description = "Whose studies of a nested search to work on, such as 0,3 (default: all).")
    private List<Integer> folds = IntStream.range(0, Folds.COUNT).boxed().toList();

    @Option(
            names = "--sampler",
            paramLabel = "tpe|random",
            converter = Converters.SamplerWord.class,
            description = "What proposes trials (default: tpe).")
    private Sampling.Kind sampler = Sampling.DEFAULT.kind();

    @Option(
            names = "--profile",
            paramLabel = "o3.1|o4.9",
            converter = Converters.ProfileWord.class,
            description = "Whose TPE: Optuna 4.9's, or 3.1's with its mistake, for comparison (default: o4.9).")
    private TpeProfile profile = Sampling.DEFAULT.profile();

    @Option(names = "--univariate", description = "TPE models each setting by itself, not all jointly.")
    private boolean univariate;

    @Option(
            names = "--pruner",
            paramLabel = "none|median|percentile",
            converter = Converters.PrunerWord.class,
            description = "Gives up trials, at ends of cycles only: median the worse half, percentile the worst quarter"
                    + " (default: none).")
    private Sampling.Pruning pruner = Sampling.DEFAULT.pruning();

    @Option(
            names = "--top-k",
            paramLabel = "N",
            description =
                    "How many of the best trials are trained again with fresh random numbers, to choose the winner"
                            + " by those (default: 3, 0 for none).")
    private int topK = SearchPlan.Budget.DEFAULT_TOP_K;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            converter = Converters.Count.class,
            description = "How often each of the best trials is trained again (default: 2).")
    private int repeats = SearchPlan.Budget.DEFAULT_REPEATS;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            converter = Converters.Count.class,
            description = "How many trials of one study may run at once, over all processes; with 1 the study has the"
                    + " same bits whoever shares the work (default: no more than the threads need).")
    private Optional<Integer> parallel;

    @Option(
            names = "--stamp",
            paramLabel = "v3.0.0.d|v3.2.0.a",
            converter = Converters.StampWord.class,
            description = "Which versions of Optuna open a new study file: 3.0 and 3.1, or later ones (default:"
                    + " v3.0.0.d).")
    private Stamp stamp = Stamp.V3_0_0_D;

    /** What can be wrong before any recording is heard. */
    void check(Protocol protocol) {
        if (protocol.tuning() == Protocol.Tuning.GIVEN) {
            throw wrong("--tuning given means that nothing is searched, expected nested, shared or test");
        }
        boolean nested = protocol.tuning() == Protocol.Tuning.NESTED;
        if (!nested && judge.isPresent()) {
            throw wrong("--judge goes with --tuning nested; with " + protocol.tuning() + " every fold's "
                    + (protocol.tuning() == Protocol.Tuning.TEST ? "test" : "validation") + " speakers judge");
        }
        if (!nested && folds.size() != Folds.COUNT) {
            throw wrong("--folds goes with --tuning nested; with " + protocol.tuning() + " there is one study");
        }
        for (int fold : folds) {
            if (!(fold >= 0 && fold < Folds.COUNT)) {
                throw wrong("--folds: fold " + fold + ", expected 0 to " + (Folds.COUNT - 1));
            }
        }
        if (!(topK >= 0)) {
            throw wrong("--top-k: expected 0 or more but was " + topK);
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /**
     * The space.
     *
     * @param base settings of what it does not search
     */
    SearchSpace space(TrainingSettings base) throws IOException {
        SearchSpace opened = SearchSpace.open(space);
        try {
            opened.check(base);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--epochs and --space: " + e.getMessage(), e);
        }
        return opened;
    }

    Sampling sampling() {
        return new Sampling(sampler, profile, !univariate, pruner);
    }

    Judge judge() {
        return judge.orElse(Judge.INNER);
    }

    SearchPlan.Budget budget() {
        return new SearchPlan.Budget(trials, topK, repeats);
    }

    List<Integer> folds() {
        return folds.stream().distinct().sorted().toList();
    }

    Optional<Integer> parallel() {
        return parallel;
    }

    Stamp stamp() {
        return stamp;
    }
}
