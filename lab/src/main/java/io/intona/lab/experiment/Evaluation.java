package io.intona.lab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cross-validation of one model, several times: {@code runs × folds} trainings, side by side in threads and processes;
 * see {@link SharedWork} for how they share the work.
 */
public final class Evaluation {
    private Evaluation() {}

    /**
     * Evaluates, or goes on with an evaluation, and leaves its records in a folder.
     *
     * @param out the folder; it may be in use by other processes with the same plan, and is made if it is not there
     * @throws RecordException if the folder holds something else, or was filled by other code and that is not accepted
     * @throws IOException if the folder cannot be read or written
     * @throws InterruptedException if the thread is interrupted; what is done is kept
     */
    public static EvaluationResult run(
            EvaluationPlan plan, EvaluationOptions options, Path out, Progress.Listener listener)
            throws IOException, InterruptedException {
        SharedWork work = new SharedWork(List.of(plan), WorkOrder.MODELS, options, out, listener);
        work.enter();
        work.run();
        OutputFolder folder = plan.folder(out);
        List<RunRecord> records = new ArrayList<>();
        for (int run = 1; run <= plan.runs(); run++) {
            records.add(folder.run(run));
        }
        return new EvaluationResult(plan.model(), plan.architecture().parameterCount(), plan.protocol(), records);
    }

    /** How many runs of a model are complete in a folder, from the first without a gap. */
    public static int completeRuns(Path folder, String model) {
        RunFiles files = new RunFiles(folder, model);
        int runs = 0;
        while (files.runRecord(runs + 1).isPresent()) {
            runs++;
        }
        return runs;
    }

    /** The same without keeping anything. */
    public static EvaluationResult run(EvaluationPlan plan, EvaluationOptions options, Progress.Listener listener)
            throws IOException, InterruptedException {
        try (TemporaryFolder out = new TemporaryFolder("intona-evaluation-")) {
            return run(plan, options, out.path(), listener);
        }
    }
}
