package io.intona.lab.experiment;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published description of records. */
final class RecordSchema {
    private static final Path FILE =
            Path.of(System.getProperty("intona.root", "..")).resolve("docs/schema/record.schema.json");

    private RecordSchema() {}

    /** What is wrong with a record. */
    static List<Error> errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FILE), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }
}
