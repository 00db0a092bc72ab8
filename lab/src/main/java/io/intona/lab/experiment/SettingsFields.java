package io.intona.lab.experiment;

import io.intona.lab.experiment.ExperimentSettings.Found;
import io.intona.lab.experiment.ExperimentSettings.Given;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.tune.StudySettings;
import io.intona.lab.yaml.Numbers;
import io.intona.lab.yaml.YamlException;
import io.intona.lab.yaml.YamlFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Settings of training in an experiment's file, by the names that records give them, or the study that found them. */
final class SettingsFields {
    /** All but the number of epochs; the schedule comes last, because what it allows depends on T_0. */
    private static final List<String> VALUES =
            List.of("learning_rate", "weight_decay", "dropout", "t_0", "batch", "init", "gain_db", "schedule");

    private static final String STUDY = "study";
    private static final String NAME = "name";

    private SettingsFields() {}

    /** All names. */
    static List<String> keys() {
        List<String> keys = new ArrayList<>(VALUES);
        keys.add(STUDY);
        keys.add(NAME);
        return keys;
    }

    /**
     * The settings.
     *
     * @param folder that the name of a study file is relative to
     * @param base gives what is not said; with a study only the epochs, because it says the rest
     */
    static ExperimentSettings read(YamlFields fields, Path folder, TrainingSettings base) throws IOException {
        if (fields.value(STUDY).isPresent() || fields.value(NAME).isPresent()) {
            return found(fields, folder, base.epochs());
        }
        TrainingSettings settings = base;
        for (String name : VALUES) {
            TrainingSettings before = settings;
            settings = fields.optional(name, settings, word -> before.with(name, value(name, word)));
        }
        return new Given(settings);
    }

    private static Found found(YamlFields fields, Path folder, int epochs) throws IOException {
        Path file = fields.required(STUDY, folder::resolve);
        String study = fields.required(NAME, word -> word);
        Found found = new Found(file.getFileName().toString(), study, StudySettings.best(file, study, epochs));
        for (String name : VALUES) {
            for (TrainingSettings winner : found.byFold()) {
                TrainingSettings said = fields.optional(name, winner, word -> winner.with(name, value(name, word)));
                checkSame(fields, name, said, winner, study);
            }
        }
        return found;
    }

    private static Object value(String name, String word) {
        return switch (name) {
            case "t_0", "batch" -> Numbers.count(name, word);
            case "schedule", "init" -> word;
            default -> Numbers.decimal(name, word);
        };
    }

    /** What the file says and the search has found or held fixed would be one or the other. */
    private static void checkSame(
            YamlFields fields, String name, TrainingSettings said, TrainingSettings winner, String study)
            throws YamlException {
        if (!said.equals(winner)) {
            throw fields.wrong(
                    name,
                    name + " is given, but study '" + study + "' has "
                            + winner.fields().getOrDefault(name, "none") + ", expected one of them");
        }
    }
}
