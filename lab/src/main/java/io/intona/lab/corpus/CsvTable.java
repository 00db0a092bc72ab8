package io.intona.lab.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file (RFC 4180, UTF-8, with or without byte order mark) with a header. Column names do not depend on case; white
 * space around cells does not count; empty lines are skipped. Errors name the file and the line.
 */
final class CsvTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private final String name;
    private final List<String> columns;
    private final List<Row> rows;

    private CsvTable(String name, List<String> columns, List<Row> rows) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * One line below the header.
     *
     * @param line counted from 1, the header's included
     * @param cells one for each column
     */
    record Row(int line, List<String> cells) {}

    static CsvTable read(Path file) throws IOException {
        String name = AudioFolder.fileName(file);
        List<Row> rows = parse(name, text(name, Files.readAllBytes(file)));
        if (rows.isEmpty()) {
            throw new CorpusException(name + ": the file is empty, expected a header and a line for each clip");
        }
        List<String> columns = columns(name, rows.get(0));
        List<Row> body = rows.subList(1, rows.size());
        for (Row row : body) {
            if (row.cells().size() != columns.size()) {
                throw error(
                        name,
                        row.line(),
                        row.cells().size() + " cells, expected " + columns.size() + " as in the header");
            }
        }
        return new CsvTable(name, columns, body);
    }

    private static String text(String name, byte[] bytes) throws CorpusException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw error(name, line, "not UTF-8, expected the file in this encoding");
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static List<Row> parse(String name, String text) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            int line = 1;
            int position = 0;
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
                CSVRecord record = records.next();
                for (; position < record.getCharacterPosition(); position++) {
                    line += text.charAt(position) == '\n' ? 1 : 0;
                }
                List<String> cells = record.stream().map(String::strip).toList();
                if (!cells.equals(List.of(""))) {
                    rows.add(new Row(line, cells));
                }
            }
        } catch (UncheckedIOException e) {
            throw new CorpusException(name + ": quotation marks that do not match: " + AudioFolder.reason(e), e);
        }
        return rows;
    }

    private static List<String> columns(String name, Row header) throws CorpusException {
        List<String> columns = new ArrayList<>();
        for (String cell : header.cells()) {
            String column = cell.toLowerCase(Locale.ROOT);
            if (columns.contains(column)) {
                throw error(name, header.line(), "column " + column + " is there twice");
            }
            columns.add(column);
        }
        return columns;
    }

    /** The file's name, without its folder. */
    String name() {
        return name;
    }

    /** Names of the columns in lower case. */
    List<String> columns() {
        return columns;
    }

    List<Row> rows() {
        return rows;
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** Position of a column that must be there. */
    int require(String column) throws CorpusException {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw error(name, 1, "no column " + column + ", the header has " + String.join(", ", columns));
        }
        return index;
    }

    /** A cell that must not be empty. */
    String cell(Row row, int column) throws CorpusException {
        String cell = row.cells().get(column);
        if (cell.isEmpty()) {
            throw error(row, columns.get(column) + " is empty");
        }
        return cell;
    }

    /** An error in a row. */
    CorpusException error(Row row, String what) {
        return error(name, row.line(), what);
    }

    private static CorpusException error(String name, int line, String what) {
        return new CorpusException(name + ": line " + line + ": " + what);
    }
}
