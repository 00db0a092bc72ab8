package io.intona.lab.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Records as files: JSON, described by {@code docs/schema/record.schema.json}, or the same compressed if the name ends in
 * {@code .gz}. The same record always gives the same bytes.
 */
public final class RecordFile {
    /** What the name of a compressed record ends with. */
    static final String GZIP_SUFFIX = ".gz";

    private RecordFile() {}

    /**
     * The record in a file.
     *
     * @throws RecordException if the file holds no record of the version that is read here, or one that contradicts itself
     * @throws IOException if it cannot be read
     */
    public static RunRecord read(Path file) throws IOException {
        try (InputStream in = open(file)) {
            JsonNode tree = Json.MAPPER.readTree(in.readAllBytes());
            JsonNode schema = tree.path("schema");
            if (!(schema.isInt() && schema.asInt() == RunRecord.SCHEMA)) {
                throw new RecordException(file + ": this is no record of schema " + RunRecord.SCHEMA
                        + ", its field \"schema\" is " + (schema.isMissingNode() ? "missing" : schema));
            }
            RunRecord record = Json.MAPPER.treeToValue(tree, RunRecord.class);
            RecordCheck.check(file, record);
            return record;
        } catch (JacksonException e) {
            throw new RecordException(file + ": this is no record: " + Json.reason(e), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (!file.getFileName().toString().endsWith(GZIP_SUFFIX)) {
            return in;
        }
        try {
            return new GZIPInputStream(in);
        } catch (IOException e) {
            in.close();
            throw new RecordException(file + ": this is no gzip file: " + e.getMessage(), e);
        }
    }

    /** Writes a record; the file appears, or replaces the one before, only when it is complete. */
    public static void write(RunRecord record, Path file) throws IOException {
        byte[] bytes = bytes(record);
        Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
        if (file.getFileName().toString().endsWith(GZIP_SUFFIX)) {
            bytes = compressed(bytes);
        }
        WholeFile.write(bytes, temporary, file);
    }

    /** The JSON of a record, as UTF-8. */
    static byte[] bytes(RunRecord record) {
        return Json.lines(record).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) { // writes no time stamp
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
