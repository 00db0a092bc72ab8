package io.intona.lab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all records of an evaluation have in common. Two records belong together only if every field but the model
 * agrees.
 *
 * @param model name of the architecture
 * @param protocol all switches
 * @param seed of the evaluation
 * @param labels in the corpus's order
 * @param settings corpus, features, training: strings, whole numbers and doubles by name
 */
record RecordHead(
        String model, Map<String, String> protocol, long seed, List<String> labels, Map<String, Object> settings) {
    RecordHead {
        protocol = Collections.unmodifiableMap(new LinkedHashMap<>(protocol));
        labels = List.copyOf(labels);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Every field that must agree, by name, as text. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        protocol.forEach((name, value) -> fields.put("protocol." + name, value));
        fields.put("seed", Long.toString(seed));
        fields.put("labels", String.join(", ", labels));
        settings.forEach((name, value) -> fields.put("settings." + name, String.valueOf(value)));
        return fields;
    }
}
