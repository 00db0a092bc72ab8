package io.intona.lab.experiment;

import io.intona.lab.train.Workers;
import io.intona.lab.work.Claim;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The trainings of one or more plans, side by side in threads and processes that share a folder.
 *
 * <p>Every thread of every process does the same: it takes the first training that is not done and not claimed, does it,
 * publishes it, and looks again; when there is nothing to take it waits for those who are at work, and takes over from
 * those who die. Nobody is in charge, so anything may be killed at any moment and started again. Each training is one
 * thread's work from its first epoch to its last, with random numbers of its own, so records have the same bits however
 * the work was shared. The trainings stand in one row, so those of the next model begin while the last of one model run.
 */
final class SharedWork {
    private static final long POLL_MILLIS = 200;

    private final List<Part> parts;
    private final List<Job> jobs;
    private final EvaluationOptions options;
    private final CodeIdentity code;
    private final ProgressMeter meter;
    private final Set<Job> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger working = new AtomicInteger(); // threads that train

    /** A plan and where its records lie. */
    private record Part(EvaluationPlan plan, OutputFolder folder) {}

    /**
     * @param plans what differs between them is the model and nothing else
     * @throws IllegalArgumentException if models are to be kept that the protocol cannot put into a file
     */
    SharedWork(
            List<EvaluationPlan> plans,
            WorkOrder order,
            EvaluationOptions options,
            Path out,
            Progress.Listener listener) {
        if (options.keepModels()) {
            plans.forEach(plan -> TrainedModel.check(plan.protocol()));
        }
        this.parts =
                plans.stream().map(plan -> new Part(plan, plan.folder(out))).toList();
        this.jobs = jobs(parts, order);
        this.options = options;
        this.code = CodeIdentity.current(options.kernels());
        this.meter = new ProgressMeter(jobs, listener);
    }

    private static List<Job> jobs(List<Part> parts, WorkOrder order) {
        List<Job> jobs = new ArrayList<>();
        parts.forEach(part -> jobs.addAll(Job.of(part.plan(), part.folder())));
        switch (order) {
            case MODELS -> {} // as they stand
            case RUNS ->
                jobs.sort(Comparator.comparingInt(Job::run)
                        .thenComparing(Comparator.comparingLong(Job::cost).reversed()));
        }
        return jobs;
    }

    /**
     * Makes sure that the folder is the plans' and what is in it right, before any work is done.
     *
     * @throws RecordException if it holds something else, or was filled by other code and that is not accepted
     */
    void enter() throws IOException, InterruptedException {
        boolean complete = jobs.stream().allMatch(Job::isDone);
        for (Part part : parts) {
            part.folder().enter(code, options.acceptCodeChange(), complete);
        }
        for (Part part : parts) {
            checkRecords(part);
        }
    }

    /**
     * Returns when every run of every plan has its record.
     *
     * @throws RecordException if networks were to be kept and another process has not kept one
     */
    void run() throws IOException, InterruptedException {
        Workers.run(Math.min(options.threads(), jobs.size()), this::work);
        for (Part part : parts) {
            for (int run = 1; run <= part.plan().runs(); run++) {
                awaitRecord(part.folder(), run);
                if (options.keepModels()) { // another process may have worked without keeping them
                    part.folder().requireModels(run);
                }
            }
        }
    }

    private void checkRecords(Part part) throws IOException {
        for (int run = 1; run <= part.plan().runs(); run++) {
            if (options.keepModels()) {
                part.folder().requireModels(run);
            }
            if (part.folder().runRecord(run).isPresent()) {
                part.folder().run(run);
            } else if (part.folder().hasAllFolds(run)) { // somebody died before
                part.folder().assemble(run, options.gzip());
            }
        }
    }

    private void awaitRecord(OutputFolder folder, int run) throws IOException, InterruptedException {
        folder.assemble(run, options.gzip());
        while (folder.runRecord(run).isEmpty()) { // another process is at it
            Thread.sleep(POLL_MILLIS);
            folder.assemble(run, options.gzip());
        }
    }

    /** What each thread does until no training is left. */
    private void work() throws IOException, InterruptedException {
        boolean idle = false; // whether nobody in this process worked when this thread last looked
        while (done.size() < jobs.size()) {
            if (workOnFirst()) {
                idle = false;
                continue;
            }
            boolean nobodyWorks = working.get() == 0;
            if (idle && nobodyWorks && done.size() < jobs.size()) {
                meter.waiting();
            }
            idle = nobodyWorks;
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Does the first training that is left and not claimed; false if there is none. */
    private boolean workOnFirst() throws IOException, InterruptedException {
        for (Job job : jobs) {
            if (isDone(job)) {
                continue;
            }
            Optional<Claim> claim = job.claim();
            if (claim.isPresent()) {
                work(job, claim.get());
                return true;
            }
        }
        return false;
    }

    private boolean isDone(Job job) {
        if (done.contains(job)) {
            return true;
        }
        if (!job.isDone()) {
            return false;
        }
        meter.done(job);
        done.add(job);
        return true;
    }

    private void work(Job job, Claim claim) throws IOException, InterruptedException {
        working.incrementAndGet();
        try {
            new FoldTraining(job, options, code, meter).run();
        } finally {
            claim.close();
            working.decrementAndGet();
        }
        job.folder().assemble(job.run(), options.gzip());
    }
}
