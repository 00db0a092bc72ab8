package io.intona.lab.experiment;

import io.intona.lab.train.Fold;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.tune.StudySettings;
import io.intona.lab.tune.StudySettings.Winner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of an experiment's trainings, and where they come from. */
public sealed interface ExperimentSettings {
    /** One for all folds, or one for each. */
    List<TrainingSettings> byFold();

    /**
     * Makes sure that they may be used for these folds.
     *
     * @throws IllegalArgumentException if the search for a fold's settings has heard the speakers that it tests
     */
    void check(List<Fold> folds);

    /**
     * Makes sure that they were found under the same conditions.
     *
     * @param here what the experiment is made with, numbers and words by the names that records give them
     * @throws IllegalArgumentException if a search has found them under others
     */
    void checkConditions(Map<String, Object> here);

    /**
     * Settings that the file names.
     *
     * @param settings of all folds
     */
    record Given(TrainingSettings settings) implements ExperimentSettings {
        @Override
        public List<TrainingSettings> byFold() {
            return List.of(settings);
        }

        @Override
        public void check(List<Fold> folds) {}

        @Override
        public void checkConditions(Map<String, Object> here) {}
    }

    /**
     * Settings that a search has found.
     *
     * @param file last name of the study file
     * @param study name of the search
     * @param found one winner for all folds, or, by a nested search, one for each
     */
    record Found(String file, String study, StudySettings found) implements ExperimentSettings {
        @Override
        public List<TrainingSettings> byFold() {
            return found.winners().stream().map(Winner::settings).toList();
        }

        @Override
        public void check(List<Fold> folds) {
            folds.forEach(found::settings);
        }

        @Override
        public void checkConditions(Map<String, Object> here) {
            found.checkConditions(here);
        }

        Protocol.Tuning tuning() {
            return found.tuning();
        }

        /** Where to look for more. */
        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file);
            fields.put("name", study);
            fields.put("trials", found.winners().stream().map(Winner::trial).toList());
            return fields;
        }
    }
}
