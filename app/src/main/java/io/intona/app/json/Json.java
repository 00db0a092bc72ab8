package io.intona.app.json;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How {@code --json} results and the web's answers are written: records as objects with {@code snake_case} names, on one line, numbers with the
 * fewest digits that read back as the same value. Only loaded when it is needed, because it takes a moment.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // Float.toString gives too many digits before Java 19
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    /** One object, without a line's end. */
    public static String line(Object result) {
        return MAPPER.writeValueAsString(result);
    }
}
