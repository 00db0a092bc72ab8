package io.intona.lab.experiment;

import io.intona.lab.train.Dataset;
import java.io.IOException;
import java.nio.file.Path;

/** Carries out experiments. */
public final class ExperimentRun {
    private ExperimentRun() {}

    /**
     * Makes sure, before much is done, that a folder can be that of an experiment.
     *
     * @throws RecordException if it is another's
     */
    public static void checkFolder(Experiment experiment, Path out) throws IOException {
        ExperimentNote.check(out, experiment);
    }

    /**
     * Carries out an experiment, or goes on with one. Everything that {@link Evaluation} says of processes that share a
     * folder, and of those that die, holds here; run k of a model has the same bytes as if it were evaluated alone.
     *
     * @param out receives records, and {@code experiment.json}, which says what they are of
     * @param command that makes the records, for those who read them
     * @throws RecordException if the folder holds something else, or was filled by other code and that is not accepted
     */
    public static ExperimentStatus run(
            Experiment experiment,
            Dataset dataset,
            EvaluationOptions options,
            Path out,
            String command,
            Progress.Listener listener)
            throws IOException, InterruptedException {
        checkFolder(experiment, out);
        experiment.check(dataset);
        SharedWork work = new SharedWork(experiment.plans(dataset), experiment.order(), options, out, listener);
        work.enter();
        ExperimentNote.write(out, experiment, command);
        work.run();
        return ExperimentStatus.of(experiment, out);
    }
}
