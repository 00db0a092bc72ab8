package io.intona.lab.report;

import io.intona.file.WholeFile;
import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables, figures and one page of HTML from records. The same records give the same files, as long as Java has the same
 * fonts.
 *
 * <pre>
 * OUT/index.html                  everything on one page
 * OUT/strict/table-1.csv          tables as .md, .csv and .tex, a folder for each group of results
 * OUT/strict/figure-6.svg         figures as .svg and .png
 * </pre>
 */
public final class Report {
    /** A report on no records. */
    public static final Report EMPTY = new Report(List.of());

    private final List<Section> sections;

    private Report(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    /**
     * Reads records and computes the report.
     *
     * @param folders with records below them, at any depth
     * @param listener is told how far the reading is
     * @throws ReportException if there are no records, or some contradict each other
     * @throws io.intona.lab.experiment.RecordException if a record is damaged
     * @throws IllegalStateException if Java has no fonts
     */
    public static Report of(List<Path> folders, RecordListener listener) throws IOException {
        Look.requireFonts();
        List<Section> sections = new ArrayList<>();
        for (Group group : Group.of(RecordTree.read(folders, listener))) {
            sections.add(Section.of(group));
        }
        return new Report(sections);
    }

    /**
     * Writes all files, replacing those of an earlier report and leaving others alone.
     *
     * @param out made if it is not there
     * @param clip figures of one recording that the page shows as well, possibly none; they are not written here
     * @param command what the page says makes it again
     * @return all files, the page first
     */
    public List<Path> write(Path out, List<Figure> clip, String command) throws IOException {
        Files.createDirectories(out);
        List<Path> files = new ArrayList<>();
        files.add(write(out.resolve("index.html"), Page.of(sections, clip, command)));
        for (Section section : sections) {
            Path folder = Files.createDirectories(out.resolve(section.group().name()));
            List<Table> tables = new ArrayList<>(section.tables());
            tables.add(section.origins());
            for (Table table : tables) {
                files.add(write(folder.resolve(table.name() + ".md"), TableText.markdown(table)));
                files.add(write(folder.resolve(table.name() + ".csv"), TableText.csv(table)));
                files.add(write(folder.resolve(table.name() + ".tex"), TableText.latex(table)));
            }
            for (Figure figure : section.figures()) {
                files.addAll(figure.write(folder));
            }
            for (Figure figure : section.curves()) {
                files.addAll(figure.write(folder));
            }
        }
        return files;
    }

    private static Path write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
        return file;
    }

    /** The tables of models and comparisons, as text for a terminal; of their notes only what a star means. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            for (Table table : section.tables()) {
                text.append(table.title())
                        .append("\n\n")
                        .append(TableText.aligned(table))
                        .append('\n');
                table.notes().stream()
                        .filter(note -> note.startsWith(Table.STAR))
                        .forEach(note -> text.append(note).append("\n\n"));
            }
            section.remarks().forEach(remark -> text.append(remark).append("\n\n"));
        }
        return text.toString();
    }

    /** What {@code report --json} prints, on one line: {@code docs/schema/report.schema.json}. */
    public String toJson(List<Path> files) {
        return ReportJson.of(sections, files);
    }
}
