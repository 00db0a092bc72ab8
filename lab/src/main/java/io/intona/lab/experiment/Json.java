package io.intona.lab.experiment;

import io.intona.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of records: fields in the order of the record's components, numbers in the shortest form that reads back as
 * the same float or double (Java 17's own {@code Double.toString} is not always shortest), what is missing as null.
 */
final class Json {
    /** Reads and writes all JSON files of this package. Thread-safe. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * What is in a file.
     *
     * @throws RecordException if that is no JSON
     * @throws IOException if the file cannot be read
     */
    static JsonNode read(Path file) throws IOException {
        try {
            return MAPPER.readTree(WholeFile.read(file));
        } catch (JacksonException e) {
            throw new RecordException(file + ": this is no JSON: " + reason(e) + "; delete it if nothing runs", e);
        }
    }

    /** Why a text could not be read: what our own code has found, or Jackson's first clause, without its advice. */
    static String reason(JacksonException failure) {
        if (failure.getCause() instanceof IllegalArgumentException own) {
            return String.valueOf(own.getMessage());
        }
        return failure.getOriginalMessage().split("[;\n]| \\(", 2)[0];
    }

    /** A number, or null where there is none: JSON has no NaN. */
    static JsonNode number(double value) {
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : NullNode.getInstance();
    }

    /**
     * One field a line, and one element a line where an array holds arrays or objects: compact, yet readable and
     * comparable line by line.
     */
    static String lines(Object value) {
        ObjectNode tree = MAPPER.valueToTree(value);
        StringBuilder text = new StringBuilder("{");
        String separator = "\n";
        for (var field : tree.properties()) {
            text.append(separator).append("  ");
            text.append(MAPPER.writeValueAsString(field.getKey())).append(": ");
            appendValue(text, field.getValue());
            separator = ",\n";
        }
        return text.append("\n}\n").toString();
    }

    private static void appendValue(StringBuilder text, JsonNode value) {
        boolean nested = value.isArray() && !value.isEmpty() && value.get(0).isContainer();
        if (!nested) {
            text.append(MAPPER.writeValueAsString(value));
            return;
        }
        String separator = "[\n";
        for (JsonNode element : value) {
            text.append(separator).append("    ").append(MAPPER.writeValueAsString(element));
            separator = ",\n";
        }
        text.append("\n  ]");
    }
}
