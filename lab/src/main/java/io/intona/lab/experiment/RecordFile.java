package io.intona.lab.experiment;

import io.intona.file.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        try {
            JsonNode tree = Json.MAPPER.readTree(json(file));
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

    private static byte[] json(Path file) throws IOException {
        byte[] bytes = WholeFile.read(file);
        if (!isCompressed(file)) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new RecordException(file + ": this is no whole gzip file: " + e.getMessage(), e);
        }
    }

    private static boolean isCompressed(Path file) {
        return file.getFileName().toString().endsWith(GZIP_SUFFIX);
    }

    /** Writes a record; the file appears, or replaces the one before, only when it is complete. */
    public static void write(RunRecord record, Path file) throws IOException {
        byte[] bytes = bytes(record, file);
        WholeFile.write(file, out -> out.write(bytes));
    }

    /** What a record is in a file of that name. */
    static byte[] bytes(RunRecord record, Path file) throws IOException {
        byte[] json = Json.lines(record).getBytes(StandardCharsets.UTF_8);
        return isCompressed(file) ? compressed(json) : json;
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) { // writes no time stamp
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
