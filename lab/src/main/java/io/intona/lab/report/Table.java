package io.intona.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.io.NumberOutput;

/**
 * A table, in no particular format.
 *
 * @param name of its files, without ending
 * @param title what it shows, in a sentence
 * @param columns from left to right
 * @param rows each with as many cells as there are columns
 * @param notes sentences that belong below it
 */
record Table(String name, String title, List<Column> columns, List<List<Cell>> rows, List<String> notes) {
    /** What people see where there is no number. */
    private static final String NO_NUMBER = "–";

    /** Marks a row; a note that starts with it says why. */
    static final String STAR = "*";

    /** Nothing. */
    static final Cell NONE = word("");

    /**
     * A column.
     *
     * @param title for people
     * @param key for programs, in {@code snake_case}
     * @param holdsNumbers then it is set flush right
     */
    record Column(String title, String key, boolean holdsNumbers) {
        static Column words(String title, String key) {
            return new Column(title, key, false);
        }

        static Column numbers(String title, String key) {
            return new Column(title, key, true);
        }
    }

    /**
     * What stands in a field.
     *
     * @param shown to people: numbers are rounded
     * @param exact for programs: all digits; empty where there is no number
     */
    record Cell(String shown, String exact) {}

    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table " + name + " has a row of " + row.size() + " cells, expected "
                        + columns.size() + ": " + row);
            }
        }
    }

    /** The same with one more sentence below it. */
    Table withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Table(name, title, columns, rows, more);
    }

    static Cell word(String text) {
        return new Cell(text, text);
    }

    /** What is told to people only, such as that a model has not been run. */
    static Cell remark(String text) {
        return new Cell(text, "");
    }

    static Cell count(long value) {
        return new Cell(String.format(Locale.ROOT, "%,d", value), Long.toString(value));
    }

    /** A number with so many digits behind the point for people; NaN where there is none. */
    static Cell number(double value, int decimals) {
        return cell("%." + decimals + "f", value);
    }

    /** A difference, with its sign. */
    static Cell difference(double value, int decimals) {
        return cell("%+." + decimals + "f", value);
    }

    /** A p-value: 0.0312, and &lt; 0.0001 where it is smaller than four digits can tell. */
    static Cell probability(double value) {
        return value < 0.0001 ? new Cell("< 0.0001", exact(value)) : number(value, 4);
    }

    private static Cell cell(String format, double value) {
        if (Double.isNaN(value)) {
            return remark(NO_NUMBER);
        }
        return new Cell(String.format(Locale.ROOT, format, value).replace('-', '−'), exact(value));
    }

    /** The shortest form that reads back as the same double, on every Java. */
    private static String exact(double value) {
        return NumberOutput.toString(value, true);
    }
}
