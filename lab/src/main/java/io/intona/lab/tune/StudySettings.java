package io.intona.lab.tune;

import io.intona.lab.train.Fold;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The settings that a search has found. Immutable.
 *
 * @param tuning how: {@code nested} with one winner for each fold, {@code shared} or {@code test} with one for all
 * @param winners in the order of their folds
 */
public record StudySettings(Protocol.Tuning tuning, List<Winner> winners) {
    public StudySettings {
        winners = List.copyOf(winners);
    }

    /**
     * The settings that won a study.
     *
     * @param study its name in the file
     * @param fold whose it is; empty if it is for all
     * @param testSpeakers who was not heard in it; empty if it is for all
     * @param conditions what it was made with, such as its corpus, features and protocol: words by the names that the
     *     study gives them
     * @param trial number of the trial that proposed them
     * @param settings the values of that trial, and for the rest what the study held fixed
     * @param score mean value of the trainings that judged them
     */
    public record Winner(
            String study,
            OptionalInt fold,
            List<String> testSpeakers,
            Map<String, String> conditions,
            int trial,
            TrainingSettings settings,
            double score) {
        public Winner {
            testSpeakers = List.copyOf(testSpeakers);
            conditions = Map.copyOf(conditions);
        }
    }

    /**
     * The winners of a finished search.
     *
     * @param path the study file
     * @param name the search's
     * @param epochs of trainings with these settings, whatever those of the trials were
     * @throws StudyException if there is no such study, or it is not finished, or so many epochs are impossible
     */
    public static StudySettings best(Path path, String name, int epochs) throws IOException {
        try (StudyFile file = StudyFile.open(path)) {
            List<Integer> folds = IntStream.range(0, Folds.COUNT).boxed().toList();
            List<SearchResult.StudyResult> studies =
                    StudyReader.result(file, name, folds).studies();
            if (studies.size() != 1 && studies.size() != Folds.COUNT) {
                throw new StudyException(path + ": study '" + name + "' has " + studies.size() + " of " + Folds.COUNT
                        + " folds' studies, expected all; go on with 'intona tune'");
            }
            List<Winner> winners = new ArrayList<>();
            for (SearchResult.StudyResult study : studies) {
                winners.add(winner(path, study, epochs));
            }
            if (studies.size() == 1 && studies.get(0).fold().isPresent()) {
                throw new StudyException(path + ": study '" + name + "' has 1 of " + Folds.COUNT
                        + " folds' studies, expected all; go on with 'intona tune'");
            }
            return new StudySettings(tuning(studies.get(0)), winners);
        }
    }

    private static Winner winner(Path path, SearchResult.StudyResult study, int epochs) throws StudyException {
        if (!study.finished() || study.finalists().isEmpty()) {
            long done = Split.counted(study.trials());
            throw new StudyException(path + ": study '" + study.name() + "' is not finished, it has " + done + " of "
                    + study.asked() + " trials" + (done >= study.asked() ? " but not all of the best again" : "")
                    + "; go on with 'intona tune'");
        }
        SearchResult.Finalist winner = study.finalists().get(0);
        List<String> tested = new ArrayList<>();
        StudyJson.read(study.attribute("test_speakers")).forEach(speaker -> tested.add(speaker.asString()));
        return new Winner(
                study.name(),
                study.fold(),
                tested,
                conditions(study),
                winner.trial().number(),
                settings(path, study, winner.trial(), epochs),
                winner.score());
    }

    private static Map<String, String> conditions(SearchResult.StudyResult study) {
        Map<String, String> conditions = new LinkedHashMap<>();
        study.attributes().forEach((name, json) -> {
            JsonNode value = StudyJson.read(json);
            if (value.isValueNode()) {
                conditions.put(name, value.asString());
            }
        });
        return conditions;
    }

    private static TrainingSettings settings(Path path, SearchResult.StudyResult study, Trial trial, int epochs)
            throws StudyException {
        Map<String, Object> values = new LinkedHashMap<>();
        study.attributes().forEach((name, json) -> {
            if (name.startsWith(StudyIdentity.SETTINGS)) {
                values.put(name.substring(StudyIdentity.SETTINGS.length()), fixed(json));
            }
        });
        values.putAll(trial.external());
        for (String name : TrainingSettings.DEFAULT.fields().keySet()) {
            if (!values.containsKey(name)) {
                study.attribute(StudyIdentity.SETTINGS + name); // refuses a study that does not say it
            }
        }
        try {
            return TrainingSettings.DEFAULT.with(values).withEpochs(epochs);
        } catch (IllegalArgumentException e) {
            throw new StudyException(path + ": study '" + study.name()
                    + "' has settings that cannot be trained with in " + epochs + " epochs: " + e.getMessage());
        }
    }

    private static Object fixed(String json) {
        JsonNode value = StudyJson.read(json);
        return value.isNumber() ? (Object) value.doubleValue() : value.asString();
    }

    private static Protocol.Tuning tuning(SearchResult.StudyResult study) {
        String word = StudyJson.read(study.attribute("protocol.tuning")).asString();
        return Protocol.STRICT.with("tuning", word).tuning();
    }

    /**
     * Makes sure that a training differs from those of the search in nothing that the search held fixed.
     *
     * @param here what the training is made with, numbers and words by the names that studies give them
     * @throws IllegalArgumentException if it differs
     */
    public void checkConditions(Map<String, Object> here) {
        for (Winner winner : winners) {
            for (Map.Entry<String, Object> each : here.entrySet()) {
                String there = winner.conditions().getOrDefault(each.getKey(), "missing");
                if (!there.equals(String.valueOf(each.getValue()))) {
                    throw new IllegalArgumentException("study '" + winner.study() + "' was made with " + each.getKey()
                            + " = " + there + ", this experiment has " + each.getValue() + ", expected the same");
                }
            }
        }
    }

    /**
     * The settings for one fold.
     *
     * @throws IllegalArgumentException if the search did not leave out exactly the speakers that this fold tests
     */
    public TrainingSettings settings(Fold fold) {
        if (tuning != Protocol.Tuning.NESTED) {
            return winners.get(0).settings();
        }
        Winner winner = winners.get(fold.index());
        if (!winner.testSpeakers().equals(fold.test())) {
            throw new IllegalArgumentException("fold " + fold.index() + " tests speakers " + fold.test()
                    + ", but study '"
                    + winner.study() + "' left out " + winner.testSpeakers() + ": search and evaluation must have the"
                    + " same corpus and seed");
        }
        return winner.settings();
    }
}
