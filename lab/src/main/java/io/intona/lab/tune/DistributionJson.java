package io.intona.lab.tune;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Distributions as Optuna writes them: {@code {"name": "IntDistribution", "attributes": {"low": 1, …}}}. */
final class DistributionJson {
    private static final JsonMapper MAPPER = StudyJson.MAPPER;
    private static final String FLOAT = "FloatDistribution";
    private static final String INT = "IntDistribution";
    private static final String CATEGORICAL = "CategoricalDistribution";

    private DistributionJson() {}

    static String write(Distribution distribution) {
        ObjectNode attributes = MAPPER.createObjectNode();
        String name;
        if (distribution instanceof Distribution.FloatRange range) {
            name = FLOAT;
            if (range.step() > 0) {
                attributes.put("step", range.step());
            } else {
                attributes.putNull("step");
            }
            attributes.put("low", range.low()).put("high", range.high()).put("log", range.log());
        } else if (distribution instanceof Distribution.IntRange range) {
            name = INT;
            attributes.put("log", range.log()).put("step", range.step());
            attributes.put("low", range.low()).put("high", range.high());
        } else {
            name = CATEGORICAL;
            attributes.set("choices", MAPPER.valueToTree(((Distribution.Categorical) distribution).choices()));
        }
        ObjectNode whole = MAPPER.createObjectNode();
        whole.put("name", name).set("attributes", attributes);
        return MAPPER.writeValueAsString(whole);
    }

    /** @throws IllegalArgumentException if it is none of the three, or damaged */
    static Distribution read(String json) {
        try {
            JsonNode whole = MAPPER.readTree(json);
            JsonNode attributes = whole.path("attributes");
            return switch (whole.path("name").asString("")) {
                case FLOAT ->
                    new Distribution.FloatRange(
                            attributes.get("low").asDouble(),
                            attributes.get("high").asDouble(),
                            attributes.get("log").asBoolean(),
                            attributes.get("step").asDouble(0));
                case INT ->
                    new Distribution.IntRange(
                            attributes.get("low").asInt(),
                            attributes.get("high").asInt(),
                            attributes.get("log").asBoolean(),
                            attributes.get("step").asInt());
                case CATEGORICAL -> new Distribution.Categorical(choices(attributes.get("choices")));
                default -> throw new IllegalArgumentException("unknown distribution " + json);
            };
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("no distribution: " + json, e);
        }
    }

    private static List<Object> choices(JsonNode array) {
        List<Object> choices = new ArrayList<>();
        for (JsonNode choice : array) {
            choices.add(MAPPER.treeToValue(choice, Object.class));
        }
        return choices;
    }
}
