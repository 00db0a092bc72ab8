package io.intona.lab.tune;

import io.intona.lab.tune.StudyFile.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the studies of a file say, and what they are called. */
final class StudyReader {
    static final String ASKED_TRIALS = "asked.trials";
    static final String ASKED_TOP_K = "asked.top_k";
    static final String ASKED_REPEATS = "asked.repeats";

    private StudyReader() {}

    /** The study of one fold of a nested search. */
    static String nestedName(String name, int fold) {
        return name + "/fold-" + fold;
    }

    /** The study in which the best trials of a study are trained again. */
    static String confirmationName(String name) {
        return name + "/again";
    }

    /** Whether a study has all the trials that are asked for, and its best ones were trained again. */
    static boolean isComplete(StudyFile file, String name, SearchPlan.Budget budget) throws IOException {
        return file.read(transaction -> {
            Optional<Study> study = Study.find(transaction, name);
            Optional<Study> again = Study.find(transaction, confirmationName(name));
            return study.isPresent()
                    && isComplete(
                            study.get().trials(transaction),
                            study.get().direction(),
                            again.isPresent() ? again.get().trials(transaction) : List.of(),
                            budget.trials(),
                            budget.topK(),
                            budget.repeats());
        });
    }

    /** Whether a study has all that was asked for before. */
    static boolean isFinished(StudyFile file, String name) throws IOException {
        return file.read(transaction -> {
            Optional<Study> study = Study.find(transaction, name);
            return study.isPresent()
                    && read(transaction, study.get(), OptionalInt.empty()).finished();
        });
    }

    private static boolean isComplete(
            List<Trial> trials, Direction direction, List<Trial> trained, int asked, int topK, int repeats) {
        List<Trial> best = ConfirmationAgenda.best(trials, topK, direction);
        return Split.counted(trials) >= asked && new ConfirmationAgenda(best, repeats, 0, 0).isDone(trained);
    }

    /** The studies of that name: the nested ones of these folds, or the one that has the name itself. */
    static SearchResult result(StudyFile file, String name, List<Integer> folds) throws IOException {
        return file.read(transaction -> {
            List<SearchResult.StudyResult> studies = new ArrayList<>();
            for (int fold : folds) {
                Optional<Study> study = Study.find(transaction, nestedName(name, fold));
                if (study.isPresent()) {
                    studies.add(read(transaction, study.get(), OptionalInt.of(fold)));
                }
            }
            Optional<Study> single = Study.find(transaction, name);
            if (single.isPresent()) {
                studies.add(read(transaction, single.get(), OptionalInt.empty()));
            }
            if (studies.isEmpty()) {
                throw absent(transaction, file.path(), name);
            }
            return new SearchResult(name, studies);
        });
    }

    private static StudyException absent(Transaction transaction, Path path, String name)
            throws SQLException, IOException {
        List<String> known =
                transaction.rows("SELECT study_name FROM studies ORDER BY study_id", row -> row.getString(1));
        return new StudyException(path + ": there is no study '" + name + "', "
                + (known.isEmpty() ? "there are none" : "found " + String.join(", ", known)));
    }

    private static SearchResult.StudyResult read(Transaction transaction, Study study, OptionalInt fold)
            throws SQLException, IOException {
        Map<String, String> attributes = study.attributes(transaction);
        List<Trial> trials = study.trials(transaction);
        int asked = asked(attributes, ASKED_TRIALS);
        int topK = asked(attributes, ASKED_TOP_K);
        int repeats = asked(attributes, ASKED_REPEATS);
        Optional<Study> again = Study.find(transaction, confirmationName(study.name()));
        List<Trial> trained = again.isPresent() ? again.get().trials(transaction) : List.of();
        List<Trial> best = ConfirmationAgenda.best(trials, Math.max(topK, 1), study.direction());
        boolean finished = asked > 0 && isComplete(trials, study.direction(), trained, asked, topK, repeats);
        List<SearchResult.Finalist> finalists = new ArrayList<>();
        for (Trial trial : best) {
            finalists.add(new SearchResult.Finalist(
                    trial,
                    ConfirmationAgenda.of(trial, trained).stream()
                            .filter(each -> each.state() == TrialState.COMPLETE)
                            .map(Trial::value)
                            .toList()));
        }
        boolean judged =
                finalists.stream().anyMatch(finalist -> !finalist.repeats().isEmpty());
        finalists.removeIf(finalist -> finished && judged && finalist.repeats().size() < repeats); // one diverged
        finalists.sort(Comparator.comparingDouble(SearchResult.Finalist::score).reversed()); // stable
        return new SearchResult.StudyResult(
                study.name(), fold, attributes, asked, topK, repeats, trials, finalists, finished);
    }

    /** How much of something was asked for; 0 if nothing was. */
    static int asked(Map<String, String> attributes, String name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }
}
