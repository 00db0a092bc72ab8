package io.intona.lab.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One set of parameters and what came of it, as the study holds it. Immutable.
 *
 * @param id in the whole file
 * @param number in the study, from 0
 * @param state how far it is
 * @param value NaN where there is none
 * @param distributions of the parameters, by name, in the order in which they were suggested
 * @param parameters by name; a number, or the index of a choice
 * @param reports intermediate values by step
 * @param userAttributes JSON by name
 * @param systemAttributes JSON by name
 */
public record Trial(
        long id,
        int number,
        TrialState state,
        double value,
        Map<String, Distribution> distributions,
        Map<String, Double> parameters,
        SortedMap<Integer, Double> reports,
        Map<String, String> userAttributes,
        Map<String, String> systemAttributes) {
    public Trial {
        distributions = Collections.unmodifiableMap(new LinkedHashMap<>(distributions));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
        userAttributes = Map.copyOf(userAttributes);
        systemAttributes = Map.copyOf(systemAttributes);
    }

    /** The parameters as people write them: numbers and words. */
    public Map<String, Object> external() {
        Map<String, Object> external = new LinkedHashMap<>();
        distributions.forEach((name, distribution) -> external.put(name, distribution.external(parameters.get(name))));
        return external;
    }
}
