package io.intona.lab.experiment;

import io.intona.lab.train.Schedule;
import io.intona.lab.train.TrainingSettings;
import java.util.List;

/** Settings of training in an experiment's file, by the names that records give them. */
final class SettingsFields {
    /** All but the number of epochs; the schedule comes last, because what it allows depends on T_0. */
    static final List<String> KEYS =
            List.of("learning_rate", "weight_decay", "dropout", "t_0", "batch", "init", "schedule");

    private SettingsFields() {}

    /** The settings that are given; the rest as in the base. */
    static TrainingSettings read(YamlFields fields, TrainingSettings base) throws ExperimentFileException {
        TrainingSettings settings = base;
        for (String name : KEYS) {
            TrainingSettings before = settings;
            settings = fields.optional(name, settings, word -> with(before, name, word));
        }
        return settings;
    }

    private static TrainingSettings with(TrainingSettings old, String name, String word) {
        return new TrainingSettings(
                name.equals("learning_rate") ? Numbers.decimal(name, word) : old.learningRate(),
                name.equals("weight_decay") ? Numbers.decimal(name, word) : old.weightDecay(),
                name.equals("dropout") ? Numbers.decimal(name, word) : old.dropout(),
                name.equals("t_0") ? Numbers.count(name, word) : old.cosinePeriod(),
                name.equals("batch") ? Numbers.count(name, word) : old.batchSize(),
                old.epochs(),
                name.equals("schedule") ? Schedule.parse(word) : old.schedule(),
                name.equals("init") ? TrainingSettings.parseInitialization(word) : old.initialization());
    }
}
