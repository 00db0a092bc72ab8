package io.intona.lab.tune;

import io.intona.lab.train.Example;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Workers;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A search for the settings of one model: the studies of a plan in one file, worked on by threads and processes, until each
 * has its trials and its best ones were trained again.
 *
 * <p>Every thread of every process does the same: it takes a trial of the study that has come least far, works on it, and
 * looks again; when there is nothing to take it waits for those who are at work, and takes over from those who die.
 */
public final class Search {
    private static final long POLL_MILLIS = 200;

    private final SearchPlan plan;
    private final SearchOptions options;
    private final StudyFile file;
    private final SearchMeter meter;
    private final Heart heart;
    private final List<Place> places = new ArrayList<>();
    private final AtomicInteger working = new AtomicInteger(); // threads that train

    /** One study with all that is needed to work on it: first its trials, then the best of them again. */
    private final class Place {
        private final int fold;
        private final Desk trials;
        private final Study again;
        private final Objective objective;
        private Optional<Desk> confirmation = Optional.empty();

        Place(int fold, Desk trials, Study again, Objective objective) {
            this.fold = fold;
            this.trials = trials;
            this.again = again;
            this.objective = objective;
        }

        /** The desk where there is something left to do; nothing if all is done. */
        synchronized Optional<Desk> desk() throws IOException {
            List<Trial> done = trials.trials();
            meter.ended(trials.study().name(), (int) Split.counted(done));
            requireHope(done);
            if (!trials.isDone(done)) { // of one look: a trial that ends in between belongs to the best, too
                return Optional.of(trials);
            }
            if (confirmation.isEmpty()) {
                confirmation = Optional.of(confirmation(this, done));
            }
            Desk desk = confirmation.get();
            List<Trial> repeated = desk.trials();
            meter.ended(again.name(), (int) Split.counted(repeated));
            return desk.isDone(repeated) ? Optional.empty() : confirmation;
        }
    }

    private Search(
            SearchPlan plan, SearchOptions options, StudyFile file, SearchProgress.Listener listener, Heart heart) {
        this.plan = plan;
        this.options = options;
        this.file = file;
        this.heart = heart;
        boolean nested = plan.protocol().tuning() == Protocol.Tuning.NESTED;
        int studies = nested ? options.folds().size() : 1;
        int parts = nested
                ? (plan.judge() == Judge.INNER ? Part.INNER_FOLDS : 1)
                : plan.folds().size();
        int again = Math.min(plan.budget().topK(), plan.budget().trials())
                * plan.budget().repeats();
        this.meter = new SearchMeter(
                listener,
                studies * (plan.budget().trials() + again),
                plan.base().epochs(),
                parts);
    }

    /**
     * Searches, or goes on with a search, and leaves its studies in a file.
     *
     * @param path the file, made if it is not there; other processes may use it, too
     * @param name of the study, or of the folder of five that a nested search has
     * @throws StudyException if the studies there are for something else, or the file cannot be used
     * @throws InterruptedException if the thread is interrupted; what is done is kept
     */
    public static SearchResult run(
            SearchPlan plan, SearchOptions options, Path path, String name, SearchProgress.Listener listener)
            throws IOException, InterruptedException {
        try (StudyFile file = StudyFile.create(path, options.stamp());
                Heart heart = new Heart()) {
            Search search = new Search(plan, options, file, listener, heart);
            search.enter(name);
            Workers.run(options.threads(), search::work);
            return StudyReader.result(file, name, options.folds());
        }
    }

    // ---- studies
    // ------------------------------------------------------------------------------------------------------

    private void enter(String name) throws IOException {
        List<Example> all = plan.dataset().examples();
        List<Fold> folds = plan.folds();
        if (plan.protocol().tuning() != Protocol.Tuning.NESTED) {
            places.add(place(name, 0, all, Part.ofAll(folds, plan.protocol().tuning()), List.of()));
            return;
        }
        for (int index : options.folds()) {
            Fold fold = folds.get(index);
            List<Example> known = all.stream()
                    .filter(example -> !fold.test().contains(example.speaker()))
                    .toList();
            List<Part> parts = Part.nested(plan.dataset().corpus(), fold, plan.judge(), plan.seed());
            places.add(place(StudyReader.nestedName(name, index), index, known, parts, fold.test()));
        }
    }

    private Place place(String name, int fold, List<Example> examples, List<Part> parts, List<String> tested)
            throws IOException {
        Map<String, String> identity = StudyIdentity.of(plan, parts, tested);
        boolean complete = StudyReader.isComplete(file, name, plan.budget());
        boolean finished = StudyReader.isFinished(file, name);
        Study study = study(name, identity, complete, finished);
        Map<String, String> ofAgain = new LinkedHashMap<>(identity);
        ofAgain.put(Attributes.CONFIRMS, StudyJson.text(name));
        Study again = study(StudyReader.confirmationName(name), ofAgain, complete, finished);
        SamplingAgenda agenda = new SamplingAgenda(
                plan.space().distributions(),
                plan.sampling().sampler(),
                plan.budget().trials(),
                plan.seed(),
                fold);
        Objective objective = new TrainingObjective(plan, examples, parts, options, identity.toString(), meter);
        Desk trials = desk(study, agenda, options.parallel(), plan.sampling().pruner(plan.base()));
        return new Place(fold, trials, again, objective);
    }

    /**
     * @param complete whether the study has all that is asked for now
     * @param finished whether it has all that was asked for before
     */
    private Study study(String name, Map<String, String> identity, boolean complete, boolean finished)
            throws IOException {
        CodeIdentity code = CodeIdentity.current(options.kernels());
        return file.transaction(transaction -> {
            Study study = StudyIdentity.enter(
                    transaction, file.path().toString(), name, identity, code, options.acceptCodeChange(), complete);
            if (!complete || !finished) {
                StudyIdentity.ask(transaction, file.path().toString(), study, plan.budget(), finished);
            }
            return study;
        });
    }

    private Desk desk(Study study, Agenda agenda, int parallel, Optional<Pruner> pruner) {
        Map<String, String> attributes = new LinkedHashMap<>();
        CodeIdentity.current(options.kernels())
                .fields()
                .forEach((field, value) -> attributes.put(field, StudyJson.text(value)));
        Path work = file.path().resolveSibling(file.path().getFileName() + ".work");
        return new Desk(file, study, agenda, parallel, pruner, attributes, work);
    }

    /** Nothing depends on the order of these trials, so as many may run at once as there are workers. */
    private Desk confirmation(Place place, List<Trial> done) {
        List<Trial> best = ConfirmationAgenda.best(done, plan.budget().topK(), Direction.MAXIMIZE);
        Agenda agenda = new ConfirmationAgenda(best, plan.budget().repeats(), plan.seed(), place.fold);
        return desk(place.again, agenda, Integer.MAX_VALUE, Optional.empty());
    }

    /** A study whose trials all fail would go on for ever. */
    private void requireHope(List<Trial> trials) throws StudyException {
        List<String> reasons = trials.stream()
                .map(trial -> trial.userAttributes().get(Attributes.REASON))
                .filter(reason -> reason != null)
                .toList();
        if (reasons.size() >= Math.max(plan.budget().trials(), TpeSampler.STARTUP_TRIALS)) {
            throw new StudyException(file.path() + ": " + reasons.size()
                    + " trials of a study have failed by themselves, the last one because "
                    + StudyJson.read(reasons.get(reasons.size() - 1)).asString()
                    + "; search a narrower space under another --name");
        }
    }

    // ---- work
    // ---------------------------------------------------------------------------------------------------------

    /** What each thread does until nothing is left. */
    private void work() throws IOException, InterruptedException {
        boolean idle = false; // whether nobody in this process worked when this thread last looked
        while (true) {
            List<Place> open = new ArrayList<>();
            boolean worked = false;
            for (Place place : places) {
                if (place.desk().isPresent()) {
                    open.add(place);
                }
            }
            if (open.isEmpty()) {
                return;
            }
            for (Place place : leastFirst(open)) {
                Optional<Desk> desk = place.desk();
                Optional<Task> task = desk.isPresent() ? desk.get().next() : Optional.empty();
                if (task.isPresent()) {
                    work(task.get(), place.objective);
                    worked = true;
                    break;
                }
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

    private static List<Place> leastFirst(List<Place> places) throws IOException {
        Map<Place, Integer> begun = new LinkedHashMap<>();
        for (Place place : places) {
            begun.put(place, (int) Split.counted(place.trials.trials()));
        }
        List<Place> sorted = new ArrayList<>(places);
        sorted.sort(Comparator.comparing(begun::get));
        return sorted;
    }

    private void work(Task task, Objective objective) throws IOException, InterruptedException {
        working.incrementAndGet();
        heart.add(task);
        try (task) {
            objective.work(task);
        } finally {
            heart.remove(task);
            meter.left(task);
            working.decrementAndGet();
        }
    }
}
