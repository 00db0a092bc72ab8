package io.intona.lab.report;

import io.intona.lab.chart.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is said of one group of results.
 *
 * @param tables in the order in which they are read
 * @param figures likewise
 * @param curves learning curves, a figure for each model
 * @param origins what made the records
 * @param commands that make them again
 * @param remarks what is missing, and why
 */
record Section(
        Group group,
        List<Table> tables,
        List<Comparison> comparisons,
        List<Figure> figures,
        List<Figure> curves,
        Table origins,
        List<String> commands,
        List<String> remarks) {
    Section {
        tables = List.copyOf(tables);
        comparisons = List.copyOf(comparisons);
        figures = List.copyOf(figures);
        curves = List.copyOf(curves);
        commands = List.copyOf(commands);
        remarks = List.copyOf(remarks);
    }

    /** Computes everything. */
    static Section of(Group group) throws IOException {
        Published published = Published.read();
        Family family = Family.of(group, published);
        List<Comparison> comparisons = Comparison.of(group, family);
        List<String> remarks = new ArrayList<>();

        List<Table> tables = new ArrayList<>(new ModelTables(group, published).all());
        if (group.conditions().areThePapers()) {
            tables.add(new ModelTables(group, published).literature());
        }
        if (comparisons.isEmpty()) {
            remarks.add("No two models have a run in common, so nothing is compared.");
        } else {
            tables.add(ComparisonTable.of(group, family, comparisons, published));
        }

        Origins origins = Origins.of(group.files());
        if (!origins.mixture().isEmpty()) {
            String note = "These records were not all made by the same code: " + origins.mixture()
                    + ". A difference between them may be one of the code; see the table of provenance.";
            tables.replaceAll(table -> table.withNote(note));
        }

        ModelRuns best = group.best();
        List<Figure> figures = new ArrayList<>();
        figures.add(ConfusionFigure.of(group.bestRun()));
        Optional<Figure> densities = DensityFigure.of(DensityFigure.pairs(group, family));
        densities.ifPresentOrElse(
                figures::add,
                () -> remarks.add("Densities of UAR (Figure 7) need two models of the same hidden size, one with one"
                        + " attention vector, and of each at least two runs that differ."));
        figures.add(RecallFigures.bySpeaker(best));
        RecallFigures.byIntensity(best).ifPresent(figures::add);
        figures.add(CalibrationFigure.of(best));
        List<Figure> curves = group.models().stream().map(CurveFigure::of).toList();
        List<String> commands = family.commands().isEmpty() ? Commands.of(group) : family.commands();
        return new Section(group, tables, comparisons, figures, curves, origins.table(), commands, remarks);
    }
}
