package io.intona.lab.report;

import static io.intona.lab.report.Table.Column.numbers;
import static io.intona.lab.report.Table.Column.words;

import io.intona.lab.report.Table.Cell;
import io.intona.lab.report.Table.Column;
import io.intona.lab.stats.MeanInterval;
import io.intona.lab.stats.Spread;
import io.intona.nn.Architecture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** UAR of models: tables 1 to 3 of the paper, one for each hidden size, and the same for other conditions. */
final class ModelTables {
    private static final int DECIMALS = 4;
    private static final List<Column> OURS = List.of(
            words("model", "model"),
            numbers("parameters", "parameters"),
            numbers("runs", "runs"),
            numbers("mean", "uar_mean"),
            numbers("SD", "uar_sd_ddof1"),
            numbers("SD₀", "uar_sd_ddof0"),
            numbers("max", "uar_max"),
            numbers("95 % from", "uar_low"),
            numbers("to", "uar_high"));
    private static final List<Column> THEIRS = List.of(
            numbers("paper: mean", "published_mean"),
            numbers("paper: SD₀", "published_sd_ddof0"),
            numbers("paper: max", "published_max"),
            numbers("difference", "difference"),
            words("", "published_mean_outside_interval"));
    private static final String OUR_NOTE = "UAR over runs: SD with divisor n − 1 (ddof 1), SD₀ with divisor n (ddof 0);"
            + " 95 % confidence interval of the mean over runs by Student's t, on these speakers.";

    private final Group group;
    private final Published published;

    ModelTables(Group group, Published published) {
        this.group = group;
        this.published = published;
    }

    /** Tables 1 to 3 if the conditions are the paper's, and one of models of other sizes; else one of all models. */
    List<Table> all() {
        if (!group.conditions().areThePapers()) {
            return List.of(table("models", "UAR of all models, " + conditions(), OURS, ours(group.models()), OUR_NOTE));
        }
        List<Table> tables = new ArrayList<>();
        List<Integer> sizes = publishedSizes();
        for (int i = 0; i < sizes.size(); i++) {
            tables.add(besideThePaper(i + 1, sizes.get(i)));
        }
        List<ModelRuns> others = group.models().stream()
                .filter(each -> !sizes.contains(each.architecture().hiddenSize()))
                .toList();
        if (!others.isEmpty()) {
            String title = "UAR of models of sizes that the paper does not have, " + conditions();
            tables.add(table("models", title, OURS, ours(others), OUR_NOTE));
        }
        return tables;
    }

    private String conditions() {
        return group.title();
    }

    private static Table table(
            String name, String title, List<Column> columns, List<List<Cell>> rows, String... notes) {
        return new Table(name, title, columns, rows, List.of(notes));
    }

    /** Hidden sizes of the paper, in the order of its tables. */
    private List<Integer> publishedSizes() {
        return published.models().stream()
                .map(each -> hiddenSize(each.model()))
                .distinct()
                .toList();
    }

    private int hiddenSize(String model) {
        return Architecture.parse(model, 1, 2).hiddenSize();
    }

    private List<List<Cell>> ours(List<ModelRuns> models) {
        return models.stream().map(ModelTables::row).toList();
    }

    private Table besideThePaper(int number, int size) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Published.Model theirs : published.models()) {
            if (hiddenSize(theirs.model()) == size) {
                Optional<ModelRuns> runs = group.model(theirs.model());
                List<Cell> row = new ArrayList<>(runs.map(ModelTables::row).orElseGet(() -> notRun(theirs)));
                row.addAll(theirs(theirs, runs));
                rows.add(row);
            }
        }
        for (ModelRuns runs : group.ofHiddenSize(size)) {
            if (published.model(runs.name()).isEmpty()) {
                List<Cell> row = new ArrayList<>(row(runs));
                row.addAll(Collections.nCopies(THEIRS.size(), Table.NONE));
                rows.add(row);
            }
        }
        List<Column> columns = new ArrayList<>(OURS);
        columns.addAll(THEIRS);
        List<String> notes = new ArrayList<>(List.of(
                OUR_NOTE,
                "Beside them what the paper prints (doi 10.37661/1816-0301-2026-23-1-69-87, population SD, 10 runs) and"
                        + " the difference of the means, ours − theirs.",
                Table.STAR + " where the paper's mean lies outside our interval."));
        notes.addAll(Published.caveat(group.conditions()));
        return new Table(
                "table-" + number,
                "Table " + number + ". UAR of networks with " + size + " hidden units, " + conditions(),
                columns,
                rows,
                notes);
    }

    private static List<Cell> row(ModelRuns runs) {
        Spread uar = runs.uar();
        MeanInterval interval = runs.interval();
        return List.of(
                Table.word(runs.name()),
                Table.count(runs.architecture().parameterCount()),
                Table.count(uar.count()),
                Table.number(uar.mean(), DECIMALS),
                Table.number(uar.sampleDeviation(), DECIMALS),
                Table.number(runs.runs().size() == 1 ? Double.NaN : uar.populationDeviation(), DECIMALS),
                Table.number(uar.maximum(), DECIMALS),
                Table.number(interval.low(), DECIMALS),
                Table.number(interval.high(), DECIMALS));
    }

    private static List<Cell> notRun(Published.Model theirs) {
        List<Cell> row = new ArrayList<>(List.of(
                Table.word(theirs.model()), Table.count(theirs.parameters()), Table.count(0), Table.remark("not run")));
        row.addAll(Collections.nCopies(OURS.size() - row.size(), Table.NONE));
        return row;
    }

    private static List<Cell> theirs(Published.Model theirs, Optional<ModelRuns> runs) {
        List<Cell> cells = new ArrayList<>(List.of(
                Table.number(theirs.mean(), DECIMALS),
                Table.number(theirs.deviation(), DECIMALS),
                Table.number(theirs.maximum(), DECIMALS)));
        if (runs.isEmpty()) {
            cells.addAll(List.of(Table.NONE, Table.NONE));
            return cells;
        }
        MeanInterval interval = runs.get().interval();
        boolean inside = !(theirs.mean() < interval.low() || theirs.mean() > interval.high());
        boolean known = !Double.isNaN(interval.low());
        cells.add(Table.difference(runs.get().uar().mean() - theirs.mean(), DECIMALS));
        cells.add(known ? new Cell(inside ? "" : Table.STAR, inside ? "no" : "yes") : Table.NONE);
        return cells;
    }

    /** Table 4: our best model among the methods of the literature, by UAR. Only where the conditions are the paper's. */
    Table literature() {
        record Entry(double uar, List<Cell> row) {}
        List<Entry> entries = new ArrayList<>();
        for (Published.Method each : published.literature()) {
            entries.add(new Entry(
                    each.uar(),
                    List.of(
                            Table.word(each.model()),
                            each.parameters() == null ? Table.remark("–") : Table.count(each.parameters()),
                            Table.number(each.uar(), DECIMALS),
                            Table.number(orNaN(each.mean()), DECIMALS),
                            Table.number(orNaN(each.deviation()), DECIMALS),
                            Table.word(each.cite()))));
        }
        ModelRuns best = group.best();
        int runs = best.runs().size();
        entries.add(new Entry(
                best.uar().maximum(),
                List.of(
                        Table.word(best.name()),
                        Table.count(best.architecture().parameterCount()),
                        Table.number(best.uar().maximum(), DECIMALS),
                        Table.number(best.uar().mean(), DECIMALS),
                        Table.number(runs == 1 ? Double.NaN : best.uar().populationDeviation(), DECIMALS),
                        Table.word("this report, " + runs + (runs == 1 ? " run" : " runs") + ", protocol "
                                + group.conditions().protocol().name()))));
        entries.sort((a, b) -> Double.compare(a.uar(), b.uar()));
        return table(
                "table-4",
                "Table 4. Comparison with the literature on RAVDESS, speaker-independent",
                List.of(
                        words("method", "model"),
                        numbers("parameters", "parameters"),
                        numbers("UAR", "uar"),
                        numbers("mean", "uar_mean"),
                        numbers("SD₀", "uar_sd_ddof0"),
                        words("source", "source")),
                entries.stream().map(Entry::row).toList(),
                "UAR as published, for methods with several runs the best of them; where a source gives only accuracy, that:"
                        + " on these clips it is about 0.01 higher than UAR. Ours is UAR of the best run of the model with"
                        + " the highest mean. The methods differ in protocol: choosing a checkpoint or a"
                        + " setting on test speakers flatters.");
    }

    private static double orNaN(Double value) {
        return value == null ? Double.NaN : value;
    }
}
