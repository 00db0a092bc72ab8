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

/** The published descriptions of records and of what lies beside them. */
final class RecordSchema {
    private static final Path FOLDER =
            Path.of(System.getProperty("intona.root", "..")).resolve("docs/schema");

    private RecordSchema() {}

    /** What is wrong with a record. */
    static List<Error> errors(String json) throws IOException {
        return errors("record", json);
    }

    /** What is wrong with a text that a schema of that name describes. */
    static List<Error> errors(String name, String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve(name + ".schema.json")), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }
}
