package io.intona.lab.report;

import static io.intona.lab.report.Table.Column.numbers;
import static io.intona.lab.report.Table.Column.words;

import io.intona.file.WholeFile;
import io.intona.lab.report.Table.Cell;
import io.intona.lab.report.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what code and on what machines records were made, from {@code run-NN.provenance.json} beside them.
 *
 * @param trainings of each fold the values of {@link #FIELDS}
 * @param records number of records
 * @param without those that have no provenance beside them
 */
record Origins(List<List<String>> trainings, int records, List<Path> without) {
    private static final Pattern ENDING = Pattern.compile("\\.json(\\.gz)?$");
    private static final String UNKNOWN = "unknown";
    private static final List<String> FIELDS = List.of("revision", "java", "os", "cpu", "kernels", "features_version");
    private static final List<Column> COLUMNS = List.of(
            words("revision", "revision"),
            words("Java", "java"),
            words("system", "os"),
            words("CPU", "cpu"),
            words("kernels", "kernels"),
            words("features", "features_version"),
            numbers("trainings", "trainings"));

    /** What may give the same run other numbers, and its name for people. */
    private static final Map<String, String> VERSIONS = new LinkedHashMap<>();

    static {
        VERSIONS.put("features_version", "features");
        VERSIONS.put("kernels", "kernels");
        VERSIONS.put("revision", "revisions");
    }

    Origins {
        trainings = List.copyOf(trainings);
        without = List.copyOf(without);
    }

    /**
     * Those of some records.
     *
     * @throws ReportException if a provenance cannot be read; it names the file
     */
    static Origins of(List<Path> records) throws IOException {
        List<List<String>> trainings = new ArrayList<>();
        List<Path> without = new ArrayList<>();
        for (Path record : records) {
            Path file = record.resolveSibling(
                    ENDING.matcher(record.getFileName().toString()).replaceFirst(".provenance.json"));
            if (Files.exists(file)) {
                trainings.addAll(trainings(file));
            } else {
                without.add(record);
            }
        }
        return new Origins(trainings, records.size(), without);
    }

    private static List<List<String>> trainings(Path file) throws IOException {
        try {
            return JsonMapper.shared()
                    .readTree(WholeFile.read(file))
                    .path("folds")
                    .valueStream()
                    .map(Origins::values)
                    .toList();
        } catch (JacksonException e) {
            throw new ReportException(file + ": this is no provenance: " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> values(JsonNode fold) {
        return FIELDS.stream().map(field -> fold.path(field).asString(UNKNOWN)).toList();
    }

    /** Every combination of code and machine, with the number of trainings it made. */
    Table table() {
        SortedMap<String, List<List<String>>> alike =
                trainings.stream().collect(Collectors.groupingBy(List::toString, TreeMap::new, Collectors.toList()));
        List<List<Cell>> rows = new ArrayList<>();
        for (List<List<String>> each : alike.values()) {
            List<Cell> row =
                    new ArrayList<>(each.get(0).stream().map(Table::word).toList());
            row.add(Table.count(each.size()));
            rows.add(row);
        }
        List<String> notes = without.isEmpty()
                ? List.of()
                : List.of(without.size() + " of " + records + " records have no provenance beside them, such as "
                        + withinTree(without.get(0)) + ".");
        return new Table("provenance", "What made the records", COLUMNS, rows, notes);
    }

    /** The record and its model's folder: where those lie is nobody's concern. */
    private static Path withinTree(Path record) {
        int names = record.getNameCount();
        return record.subpath(Math.max(0, names - 2), names);
    }

    /**
     * The versions of features, kernels and sources in words, such as {@code features 1, 2; revisions 0cea9a, 778f88}: only
     * those of which there is more than one, so empty for records that were made alike. Not to be known is a version.
     */
    String mixture() {
        List<String> mixed = new ArrayList<>();
        VERSIONS.forEach((field, name) -> {
            Set<String> versions = versions(field);
            if (versions.size() > 1) {
                mixed.add(name + " " + String.join(", ", versions));
            }
        });
        return String.join("; ", mixed);
    }

    private Set<String> versions(String field) {
        Set<String> versions = trainings.stream()
                .map(each -> each.get(FIELDS.indexOf(field)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!without.isEmpty()) {
            versions.add(UNKNOWN);
        }
        return versions;
    }
}
