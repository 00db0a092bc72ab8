package io.intona.lab.experiment;

import io.intona.lab.train.Classified;
import io.intona.lab.train.Fold;
import io.intona.lab.train.FoldData;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Trainer;
import io.intona.lab.train.Workers;
import io.intona.lab.work.Checkpoint;
import io.intona.lab.work.Claim;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cross-validation of one model, several times: {@code runs × folds} trainings, side by side in threads and processes.
 *
 * <p>Every thread of every process does the same: it takes the first training that is not done and not claimed, does it,
 * publishes it, and looks again; when there is nothing to take it waits for those who are at work, and takes over from
 * those who die. Nobody is in charge, so anything may be killed at any moment and started again. Each training is one
 * thread's work from its first epoch to its last, with random numbers of its own, so records have the same bits however
 * the work was shared.
 */
public final class Evaluation {
    private static final long POLL_MILLIS = 200;

    private final EvaluationPlan plan;
    private final EvaluationOptions options;
    private final List<Job> jobs;
    private final RecordHead head;
    private final OutputFolder folder;
    private final CodeIdentity code;
    private final ProgressMeter meter;
    private final AtomicInteger working = new AtomicInteger(); // threads that train

    private Evaluation(EvaluationPlan plan, EvaluationOptions options, Path out, Progress.Listener listener) {
        this.plan = plan;
        this.options = options;
        this.jobs = Job.of(plan.dataset(), plan.folds(), plan.runs());
        this.head = plan.head();
        this.folder = new OutputFolder(
                out, head, Folds.COUNT, plan.dataset().examples().size());
        this.code = CodeIdentity.current(options.kernels());
        this.meter = new ProgressMeter(jobs, plan.settings().epochs(), listener);
    }

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
        return new Evaluation(plan, options, out, listener).run();
    }

    /** The same without keeping anything. */
    public static EvaluationResult run(EvaluationPlan plan, EvaluationOptions options, Progress.Listener listener)
            throws IOException, InterruptedException {
        try (TemporaryFolder out = new TemporaryFolder("intona-evaluation-")) {
            return run(plan, options, out.path(), listener);
        }
    }

    private EvaluationResult run() throws IOException, InterruptedException {
        folder.enter(code, options.acceptCodeChange(), jobs.stream().allMatch(this::isDone));
        for (int run = 1; run <= plan.runs(); run++) {
            if (folder.runRecord(run).isPresent()) {
                folder.run(run); // refuses what is wrong before any work is done
            }
        }
        Workers.run(Math.min(options.threads(), jobs.size()), this::work);
        List<RunRecord> records = new ArrayList<>();
        for (int run = 1; run <= plan.runs(); run++) {
            folder.assemble(run);
            while (folder.runRecord(run).isEmpty()) { // another process is at it
                Thread.sleep(POLL_MILLIS);
                folder.assemble(run);
            }
            records.add(folder.run(run));
        }
        return new EvaluationResult(plan.model(), plan.architecture().parameterCount(), plan.protocol(), records);
    }

    private boolean isDone(Job job) {
        return folder.isDone(job.run(), job.fold().index());
    }

    /** What each thread does until no training is left. */
    private void work() throws IOException, InterruptedException {
        boolean idle = false; // whether nobody in this process worked when this thread last looked
        while (true) {
            boolean left = false;
            boolean worked = false;
            for (Job job : jobs) {
                if (isDone(job)) {
                    meter.begin(job, plan.settings().epochs());
                    continue;
                }
                left = true;
                Optional<Claim> claim = folder.claim(job.run(), job.fold().index());
                if (claim.isPresent()) {
                    train(job, claim.get());
                    worked = true;
                }
            }
            if (!left) {
                return;
            }
            boolean nobodyWorks = !worked && working.get() == 0;
            if (idle && nobodyWorks) {
                meter.waiting();
            }
            idle = nobodyWorks;
            if (!worked) {
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private void train(Job job, Claim claim) throws IOException, InterruptedException {
        working.incrementAndGet();
        try {
            train(job);
        } finally {
            claim.close();
            working.decrementAndGet();
        }
        folder.assemble(job.run());
    }

    private void train(Job job) throws IOException, InterruptedException {
        Fold fold = job.fold();
        FoldData data =
                FoldData.of(plan.dataset().examples(), fold, plan.protocol().normalisation());
        Trainer trainer = new Trainer(
                plan.architecture(),
                plan.settings(),
                plan.protocol(),
                data,
                options.kernels(),
                plan.seed(),
                job.run(),
                fold.index());
        List<CodeIdentity> workers = resume(job, trainer);
        long saved = System.nanoTime();
        while (!trainer.isDone()) {
            trainer.epoch();
            meter.epochEnded(job, trainer.state());
            if (!trainer.isDone()
                    && System.nanoTime() - saved >= options.checkpointInterval().toNanos()) {
                Checkpoint.write(checkpoint(job), temporary(job), key(job), workers, trainer);
                saved = System.nanoTime();
            }
        }
        Provenance provenance = Provenance.now(code, workers.subList(0, workers.size() - 1));
        folder.publish(record(job, trainer), job.run(), fold.index(), provenance);
    }

    /** Goes on from the checkpoint if there is one; tells whose code has worked on the training, this code's last. */
    private List<CodeIdentity> resume(Job job, Trainer trainer) throws IOException {
        List<CodeIdentity> workers = new ArrayList<>();
        Optional<Checkpoint> checkpoint = Checkpoint.read(checkpoint(job), key(job));
        if (checkpoint.isPresent()) {
            checkpoint.get().restore(trainer);
            workers.addAll(checkpoint.get().code());
        }
        workers.remove(code);
        workers.add(code);
        meter.begin(job, trainer.state().epoch());
        return workers;
    }

    private Path checkpoint(Job job) {
        return folder.checkpoint(job.run(), job.fold().index());
    }

    private Path temporary(Job job) {
        return folder.temporary(job.run(), job.fold().index());
    }

    private String key(Job job) {
        return String.join(
                "\n",
                head.model(),
                head.fields().toString(),
                "run " + job.run(),
                job.fold().toString());
    }

    private RunRecord record(Job job, Trainer trainer) {
        Fold fold = job.fold();
        FoldRecord.Curves curves = new FoldRecord.Curves(
                trainer.state().trainLoss(), trainer.state().validationUar());
        FoldRecord foldRecord = new FoldRecord(
                fold.index(),
                fold.train(),
                fold.validation(),
                fold.test(),
                trainer.state().bestEpoch(),
                curves);
        return RunRecord.of(
                head,
                job.run(),
                List.of(foldRecord),
                predictions(fold, trainer.testPredictions()),
                predictions(fold, trainer.validationPredictions()));
    }

    private List<Prediction> predictions(Fold fold, List<Classified> clips) {
        List<String> labels = head.labels();
        return clips.stream()
                .map(clip -> new Prediction(
                        clip.example().id(),
                        clip.example().speaker(),
                        fold.index(),
                        labels.get(clip.example().label()),
                        labels.get(clip.predicted()),
                        clip.probabilities()))
                .toList();
    }
}
