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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** By what code and on what machines the records of a group were made, from {@code run-NN.provenance.json} beside them. */
final class Origins {
    private static final Pattern ENDING = Pattern.compile("\\.json(\\.gz)?$");
    private static final List<String> FIELDS = List.of("revision", "java", "os", "cpu", "kernels", "features_version");
    private static final List<Column> COLUMNS = List.of(
            words("revision", "revision"),
            words("Java", "java"),
            words("system", "os"),
            words("CPU", "cpu"),
            words("kernels", "kernels"),
            words("features", "features_version"),
            numbers("trainings", "trainings"));

    private Origins() {}

    /** Every combination of code and machine, with the number of trainings it made. */
    static Table table(Group group) throws IOException {
        SortedMap<String, List<JsonNode>> alike = new TreeMap<>();
        List<Path> without = new ArrayList<>();
        for (Path record : group.files()) {
            Path file = record.resolveSibling(
                    ENDING.matcher(record.getFileName().toString()).replaceFirst(".provenance.json"));
            if (Files.exists(file)) {
                for (JsonNode fold : folds(file)) {
                    alike.computeIfAbsent(parts(fold).toString(), key -> new ArrayList<>())
                            .add(fold);
                }
            } else {
                without.add(record);
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (List<JsonNode> folds : alike.values()) {
            List<Cell> row = new ArrayList<>(
                    parts(folds.get(0)).stream().map(Table::word).toList());
            row.add(Table.count(folds.size()));
            rows.add(row);
        }
        List<String> notes = without.isEmpty()
                ? List.of()
                : List.of(without.size() + " of " + group.files().size()
                        + " records have no provenance beside them, such as " + without.get(0) + ".");
        return new Table("provenance", "What made the records", COLUMNS, rows, notes);
    }

    private static List<JsonNode> folds(Path file) throws IOException {
        try {
            return JsonMapper.shared()
                    .readTree(WholeFile.read(file))
                    .path("folds")
                    .valueStream()
                    .toList();
        } catch (JacksonException e) {
            throw new ReportException(file + ": this is no provenance: " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> parts(JsonNode fold) {
        return FIELDS.stream()
                .map(field -> fold.path(field).asString("unknown"))
                .toList();
    }
}
