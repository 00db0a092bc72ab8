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
 * @param parameters by name, in the order in which they were suggested
 * @param reports intermediate values by step
 * @param userAttributes JSON by name
 * @param systemAttributes JSON by name
 */
public record Trial(
        long id,
        int number,
        TrialState state,
        double value,
        Map<String, Parameter> parameters,
        SortedMap<Integer, Double> reports,
        Map<String, String> userAttributes,
        Map<String, String> systemAttributes) {
    public Trial {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
        userAttributes = Map.copyOf(userAttributes);
        systemAttributes = Map.copyOf(systemAttributes);
    }

    /** The parameters as people write them: numbers and words. */
    public Map<String, Object> external() {
        return external(parameters);
    }

    static Map<String, Object> external(Map<String, Parameter> parameters) {
        Map<String, Object> external = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> external.put(name, parameter.external()));
        return external;
    }

    /** The values alone. */
    static Map<String, Double> values(Map<String, Parameter> parameters) {
        Map<String, Double> values = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> values.put(name, parameter.value()));
        return values;
    }

    /** The value of one parameter. */
    double parameter(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("trial " + number + " has no " + name);
        }
        return parameter.value();
    }

    /** The value reported at the last step; NaN if nothing was reported. */
    double lastReport() {
        return lastReport(reports);
    }

    static double lastReport(SortedMap<Integer, Double> reports) {
        return reports.values().stream().reduce(Double.NaN, (earlier, later) -> later);
    }
}
