package io.intona.lab.tune;

import io.intona.lab.work.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A running trial that this thread is at: its parameters, and ways to say how it goes. Closing it without an end leaves it
 * to whoever finds it. Not thread-safe but for {@link #beat}.
 */
final class Task implements AutoCloseable {
    private final StudyFile file;
    private final Study study;
    private final long id;
    private final int number;
    private final Proposal proposal;
    private final Optional<Pruner> pruner;
    private final Claim claim;
    private final Path lock;
    private final Path checkpoint;
    private final SortedMap<Integer, Double> reports = new TreeMap<>();

    /**
     * @param lock the claim's file
     * @param checkpoint beginning of the names of files in which unfinished work may be kept
     */
    Task(
            StudyFile file,
            Study study,
            long id,
            int number,
            Proposal proposal,
            Optional<Pruner> pruner,
            Claim claim,
            Path lock,
            Path checkpoint) {
        this.file = file;
        this.study = study;
        this.id = id;
        this.number = number;
        this.proposal = proposal;
        this.pruner = pruner;
        this.claim = claim;
        this.lock = lock;
        this.checkpoint = checkpoint;
    }

    Study study() {
        return study;
    }

    int number() {
        return number;
    }

    /** The parameters as people write them. */
    Map<String, Object> parameters() {
        return Trial.external(proposal.parameters());
    }

    /** The parameters inside the search. */
    Map<String, Double> values() {
        return Trial.values(proposal.parameters());
    }

    /** What the random numbers of the trial's trainings are made from. */
    long seed() {
        return Long.parseLong(proposal.userAttributes().getOrDefault(Attributes.SEED, "0"));
    }

    /** Where unfinished work of one of the trial's trainings may be kept; whoever goes on with the trial finds it there. */
    Path checkpoint(int part) {
        return checkpoint.resolveSibling(checkpoint.getFileName() + String.format(Locale.ROOT, "-%d.checkpoint", part));
    }

    /**
     * Tells an intermediate value.
     *
     * @return whether the trial is to be given up
     */
    boolean report(int step, double value) throws IOException {
        reports.put(step, value);
        return file.transaction(transaction -> {
            Study.report(transaction, id, step, value);
            return pruner.isPresent() && pruner.get().gives(reports, study.trials(transaction), study.direction());
        });
    }

    /** Ends the trial with a value; one that is not a number is a failure. */
    void complete(double value) throws IOException {
        if (Double.isNaN(value)) {
            fail("the value is not a number");
            return;
        }
        end(TrialState.COMPLETE, value);
    }

    /** Ends the trial early; its value is the last one reported. */
    void prune() throws IOException {
        end(TrialState.PRUNED, Trial.lastReport(reports));
    }

    /** Ends the trial as one that cannot have a value. */
    void fail(String reason) throws IOException {
        file.change(transaction -> {
            if (Study.end(transaction, id, TrialState.FAIL, Double.NaN)) {
                Study.setUserAttribute(transaction, id, Attributes.REASON, StudyJson.text(reason));
            }
        });
        clean();
    }

    private void end(TrialState state, double value) throws IOException {
        file.transaction(transaction -> Study.end(transaction, id, state, value));
        clean();
    }

    private void clean() throws IOException {
        for (int part = 0; Files.deleteIfExists(checkpoint(part)); part++) {}
        Files.deleteIfExists(lock); // nobody looks for it once the trial has ended
    }

    /** Says that somebody is at the trial. */
    void beat() throws IOException {
        file.change(transaction -> Study.heartbeat(transaction, id));
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }
}
