package io.intona.lab.tune;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Optuna computes, in the resources of this package: {@code README.md} there says how it was made. The profiles o3.1
 * and o4.9 of it are ours.
 */
final class TpeGolden {
    private TpeGolden() {}

    static JsonNode read(String name) {
        try (InputStream in = new GZIPInputStream(TpeGolden.class.getResourceAsStream(name + ".json.gz"))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(TpeGolden::number).toArray();
    }

    private static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
    }

    /** The five parameters of the golden runs, in the order of their suggestion. */
    static Map<String, Distribution> space(JsonNode golden) {
        Map<String, Distribution> space = new LinkedHashMap<>();
        for (JsonNode each : golden.get("space")) {
            space.put(
                    each.get("name").asString(),
                    DistributionJson.read(each.get("distribution_json").asString()));
        }
        return space;
    }

    static List<Trial> trials(JsonNode array, Map<String, Distribution> space) {
        List<Trial> trials = new ArrayList<>();
        for (JsonNode each : array) {
            TreeMap<Integer, Double> reports = new TreeMap<>();
            for (JsonNode report : each.path("intermediate_values")) {
                reports.put(report.get(0).asInt(), number(report.get(1)));
            }
            TrialState state = TrialState.valueOf(each.path("state").asString("COMPLETE"));
            JsonNode value = each.get("value");
            double known = value.isNull() ? Double.NaN : number(value);
            trials.add(trial(trials.size(), state, known, parameters(each.get("params"), space), space, reports));
        }
        return trials;
    }

    static Trial trial(
            int number,
            TrialState state,
            double value,
            Map<String, Double> values,
            Map<String, Distribution> space,
            TreeMap<Integer, Double> reports) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        values.forEach((name, each) -> parameters.put(name, new Parameter(space.get(name), each)));
        return new Trial(number + 1, number, state, value, parameters, reports, Map.of(), Map.of());
    }

    static Map<String, Double> parameters(JsonNode params, Map<String, Distribution> space) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        for (String name : space.keySet()) {
            if (params.has(name)) {
                parameters.put(name, params.get(name).asDouble());
            }
        }
        return parameters;
    }
}
