package io.intona.lab.tune;

import io.intona.lab.tune.StudyFile.Transaction;
import io.intona.lab.work.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out the trials of one study to any number of threads and processes, in one transaction each: none twice, none lost,
 * no more than asked for.
 *
 * <p>Whoever is at a trial holds the lock of the operating system on a file that the trial names, from before the trial is
 * seen until after it has ended. So a running trial whose lock is free is one whose worker died: it fails, and a new trial
 * with the same parameters takes its place, and finds its checkpoints. Trials of other programs have no such lock; they
 * count as dead if they have a heartbeat, and it is old.
 *
 * <p>Thread-safe.
 */
final class Desk {
    /** A heartbeat is written this often. */
    static final Duration HEARTBEAT = Duration.ofSeconds(60);

    /** A trial of another program is dead if nothing was heard of it for so long. */
    static final Duration GRACE = HEARTBEAT.multipliedBy(2);

    private final StudyFile file;
    private final Study study;
    private final Agenda agenda;
    private final int parallel;
    private final Optional<Pruner> pruner;
    private final Map<String, String> attributes;
    private final Path work;

    /**
     * @param parallel how many trials may run at once, whoever runs them
     * @param attributes user attributes that every trial gets, JSON by name
     * @param work folder for locks and checkpoints, the same for all who share the file
     */
    Desk(
            StudyFile file,
            Study study,
            Agenda agenda,
            int parallel,
            Optional<Pruner> pruner,
            Map<String, String> attributes,
            Path work) {
        this.file = file;
        this.study = study;
        this.agenda = agenda;
        this.parallel = parallel;
        this.pruner = pruner;
        this.attributes = Map.copyOf(attributes);
        this.work = work;
    }

    Study study() {
        return study;
    }

    /** Whether all that is asked for has been done when the study's trials are these. */
    boolean isDone(List<Trial> trials) {
        return agenda.isDone(trials);
    }

    List<Trial> trials() throws IOException {
        return file.read(study::trials);
    }

    /** A trial to work on: one whose worker died, or a new one; nothing if there is none, for now or for ever. */
    Optional<Task> next() throws IOException {
        Files.createDirectories(work);
        List<Claim> claims = new ArrayList<>();
        boolean begun = false;
        try {
            Optional<Task> task = file.transaction(transaction -> next(transaction, claims));
            begun = task.isPresent();
            return task;
        } finally {
            for (Claim claim : begun ? claims.subList(0, claims.size() - 1) : claims) {
                claim.close(); // those of the dead; the last one is the new trial's
            }
        }
    }

    private Optional<Task> next(Transaction transaction, List<Claim> claims) throws SQLException, IOException {
        List<Trial> trials = study.trials(transaction);
        Map<Long, Instant> heartbeats = study.heartbeats(transaction);
        int alive = 0;
        for (Trial trial : trials) {
            if (trial.state() != TrialState.RUNNING) {
                continue;
            }
            if (!trial.systemAttributes().containsKey(Attributes.CLAIM)) {
                alive += isAliveElsewhere(transaction, trial, heartbeats) ? 1 : 0;
                continue;
            }
            Optional<Claim> ofDead = Claim.tryTo(work, lockName(trial.number()));
            if (ofDead.isEmpty()) {
                alive++;
                continue;
            }
            claims.add(ofDead.get());
            Study.end(transaction, trial.id(), TrialState.FAIL, Double.NaN);
            Files.deleteIfExists(work.resolve(lockName(trial.number())));
            if (!agenda.isDone(trials)) {
                return Optional.of(begin(transaction, again(trial), claims));
            }
        }
        if (alive >= parallel || agenda.isDone(trials)) {
            return Optional.empty();
        }
        Optional<Proposal> proposal = agenda.next(study.trials(transaction), alive); // some may have failed just now
        return proposal.isPresent() ? Optional.of(begin(transaction, proposal.get(), claims)) : Optional.empty();
    }

    private static boolean isAliveElsewhere(Transaction transaction, Trial trial, Map<Long, Instant> heartbeats)
            throws SQLException, IOException {
        Instant heartbeat = heartbeats.get(trial.id());
        if (heartbeat == null) {
            return false; // nobody can tell: it is not waited for, and left alone
        }
        if (heartbeat.isAfter(Instant.now().minus(GRACE))) {
            return true;
        }
        Study.end(transaction, trial.id(), TrialState.FAIL, Double.NaN);
        return false;
    }

    /** The same trial once more. */
    private static Proposal again(Trial dead) {
        Map<String, String> system = new HashMap<>();
        List<Integer> history = new ArrayList<>();
        String earlier = dead.systemAttributes().get(Attributes.RETRY_HISTORY);
        if (earlier != null) {
            StudyJson.read(earlier).forEach(number -> history.add(number.asInt()));
        }
        history.add(dead.number());
        system.put(
                Attributes.FAILED_TRIAL,
                dead.systemAttributes().getOrDefault(Attributes.FAILED_TRIAL, Integer.toString(dead.number())));
        system.put(Attributes.RETRY_HISTORY, StudyJson.text(history));
        system.put(Attributes.FIXED_PARAMS, StudyJson.text(dead.external()));
        return new Proposal(dead.parameters(), dead.userAttributes(), system);
    }

    private Task begin(Transaction transaction, Proposal proposal, List<Claim> claims)
            throws SQLException, IOException {
        int number = study.nextNumber(transaction);
        String lock = lockName(number);
        Claim claim = Claim.tryTo(work, lock)
                .orElseThrow(() -> new StudyException(work.resolve(lock)
                        + ": somebody holds the lock of a trial that does not exist; was the study file replaced"
                        + " while a search was running?"));
        claims.add(claim);
        Map<String, String> user = new LinkedHashMap<>(proposal.userAttributes());
        user.putAll(attributes);
        Map<String, String> system = new LinkedHashMap<>(proposal.systemAttributes());
        system.put(Attributes.CLAIM, StudyJson.text(lock));
        Proposal complete = new Proposal(proposal.parameters(), user, system);
        long id = study.begin(transaction, number, complete);
        Study.heartbeat(transaction, id);
        String original = system.getOrDefault(Attributes.FAILED_TRIAL, Integer.toString(number));
        Path checkpoint = work.resolve("study-" + study.id() + "-trial-" + original);
        return new Task(file, study, id, number, complete, pruner, claim, work.resolve(lock), checkpoint);
    }

    private String lockName(int number) {
        return "study-" + study.id() + "-trial-" + number + ".lock";
    }
}
