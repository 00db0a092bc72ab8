package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What other programs may rely on: the schemas in {@code docs/schema}. */
final class Schemas {
    private Schemas() {}

    static void assertValid(String schema, String json) {
        Path file = Path.of(System.getProperty("intona.root")).resolve("docs/schema/" + schema + ".schema.json");
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(text).validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
    }
}
