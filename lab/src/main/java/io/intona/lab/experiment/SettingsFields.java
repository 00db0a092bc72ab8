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
     * @param base gives what is not said
     */
    static ExperimentSettings read(YamlFields fields, Path folder, TrainingSettings base) throws IOException {
        TrainingSettings settings = base;
        for (String name : VALUES) {
            TrainingSettings before = settings;
            settings = fields.optional(name, settings, word -> before.with(name, value(name, word)));
        }
        if (fields.value(STUDY).isEmpty() && fields.value(NAME).isEmpty()) {
            return new Given(settings);
        }
        Path file = fields.required(STUDY, folder::resolve);
        String study = fields.required(NAME, word -> word);
        Found found = new Found(file.getFileName().toString(), study, StudySettings.best(file, study, settings));
        for (TrainingSettings winner : found.byFold()) {
            checkKept(fields, settings, winner, study);
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

    /** What the file says and the search has found as well would be one or the other. */
    private static void checkKept(YamlFields fields, TrainingSettings said, TrainingSettings winner, String study)
            throws YamlException {
        for (String name : fields.names()) {
            Object found = winner.fields().get(name);
            if (found != null && !found.equals(said.fields().get(name))) {
                throw fields.wrong(
                        name,
                        name + " is given, but study '" + study + "' has found " + found + ", expected one of them");
            }
        }
    }
}
