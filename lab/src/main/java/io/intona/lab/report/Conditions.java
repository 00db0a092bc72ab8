package io.intona.lab.report;

import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Under what conditions a run was made: all that must agree for two results to stand in one table.
 *
 * @param seed of the evaluation
 * @param labels in the corpus's order
 * @param settings corpus, features, training, by name
 */
record Conditions(Protocol protocol, long seed, List<String> labels, Map<String, Object> settings) {
    private static final int RAVDESS_CLIPS = 1440;

    static Conditions of(RunRecord run) {
        Protocol protocol = Protocol.STRICT;
        for (Map.Entry<String, String> each : run.protocol().entrySet()) {
            protocol = protocol.with(each.getKey(), each.getValue());
        }
        return new Conditions(protocol, run.seed(), run.labels(), run.settings());
    }

    /** What a setting is, as text; empty if the record does not have it. */
    String setting(String name) {
        return String.valueOf(settings.getOrDefault(name, ""));
    }

    /** The corpus, its features and the length of the training, in words. */
    String title() {
        String tuning = protocol.tuning() == Protocol.Tuning.NESTED ? " (nested tuning)" : "";
        return setting("corpus") + ", protocol " + protocol.name() + tuning + ", " + setting("features") + ", "
                + setting("epochs") + " epochs";
    }

    /** Every field by name, as text. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        protocol.switches().forEach(fields::put);
        fields.put("seed", Long.toString(seed));
        fields.put("labels", String.join(", ", labels));
        settings.forEach((name, value) -> fields.put(name, String.valueOf(value)));
        return fields;
    }

    /**
     * Whether results may stand beside the paper's: its corpus, whole, its features, its number of epochs, and a protocol
     * that has a name and needs nothing of the test speakers in advance. Learning rate, initialisation and schedule are
     * free.
     */
    boolean areThePapers() {
        return (protocol.name().equals("strict") || protocol.name().equals("published"))
                && setting("corpus").equals("ravdess")
                && setting("clips").equals(Integer.toString(RAVDESS_CLIPS))
                && labels.equals(Corpus.RAVDESS_LABELS)
                && setting("features").equals("mfcc34")
                && setting("frame_samples").equals("1024")
                && setting("hop_samples").equals("512")
                && setting("sample_rate_hz").equals("48000")
                && setting("top_db").equals("clip")
                && setting("epochs").equals(Integer.toString(TrainingSettings.DEFAULT_EPOCHS));
    }
}
