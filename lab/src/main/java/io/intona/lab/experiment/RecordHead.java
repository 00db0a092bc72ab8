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
 * @param settings corpus, features, training: strings, whole numbers and doubles by name, and where
 *     each fold has settings of its own, a list of such maps
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
        settings.forEach((name, value) -> put(fields, "settings." + name, value));
        return fields;
    }

    /** A list or map of settings goes in value by value. */
    private static void put(Map<String, String> fields, String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> put(fields, name + "." + key, each));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                put(fields, name + "." + i, list.get(i));
            }
        } else {
            fields.put(name, String.valueOf(value));
        }
    }
}
