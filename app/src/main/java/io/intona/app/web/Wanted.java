package io.intona.app.web;

import java.util.List;
import java.util.Map;

/**
 * What a request wants to know besides the emotion.
 *
 * @param timeline emotion over time
 * @param attention how much each frame counted
 * @param features what the network was given
 */
record Wanted(boolean timeline, boolean attention, boolean features) {
    /** From the query's parameters. */
    static Wanted of(Map<String, List<String>> query) {
        for (String name : query.keySet()) {
            if (!List.of("timeline", "attention", "features").contains(name)) {
                throw new Problem(
                        Reason.BAD_QUERY,
                        "the parameter '" + name + "' is unknown, expected timeline, attention or features");
            }
        }
        return new Wanted(isTrue(query, "timeline"), isTrue(query, "attention"), isTrue(query, "features"));
    }

    private static boolean isTrue(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of("false"));
        if (!(values.equals(List.of("true")) || values.equals(List.of("false")))) {
            throw new Problem(
                    Reason.BAD_QUERY, name + " is '" + String.join(", ", values) + "', expected true or false");
        }
        return values.equals(List.of("true"));
    }
}
