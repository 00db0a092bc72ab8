package io.intona.lab.report;

import io.intona.lab.report.Table.Cell;
import io.intona.lab.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables as text: Markdown and HTML for people, LaTeX for papers, CSV for programs. */
final class TableText {
    /** What LaTeX sets otherwise, or not at all without further packages. */
    private static final Map<Character, String> LATEX = Map.ofEntries(
            Map.entry('\\', "\\textbackslash{}"),
            Map.entry('&', "\\&"),
            Map.entry('%', "\\%"),
            Map.entry('$', "\\$"),
            Map.entry('#', "\\#"),
            Map.entry('_', "\\_"),
            Map.entry('{', "\\{"),
            Map.entry('}', "\\}"),
            Map.entry('~', "\\textasciitilde{}"),
            Map.entry('^', "\\textasciicircum{}"),
            Map.entry('<', "\\textless{}"),
            Map.entry('>', "\\textgreater{}"),
            Map.entry('|', "\\textbar{}"),
            Map.entry('"', "\\textquotedbl{}"),
            Map.entry('−', "$-$"),
            Map.entry('–', "--"),
            Map.entry('±', "$\\pm$"),
            Map.entry('×', "$\\times$"),
            Map.entry('⁺', "$^+$"),
            Map.entry('₀', "$_0$"));

    private static final Pattern NUMBER = Pattern.compile("^Table [0-9]+\\. ");

    private TableText() {}

    // ---- Markdown ---------------------------------------------------------------------------------------------------

    /** A table of GitHub's Markdown whose columns also stand below one another as plain text. */
    static String markdown(Table table) {
        StringBuilder text = new StringBuilder("**" + escapeMarkdown(table.title()) + "**\n\n");
        text.append(aligned(table, TableText::escapeMarkdown));
        for (String note : table.notes()) {
            text.append('\n').append(escapeMarkdown(note)).append('\n');
        }
        return text.toString();
    }

    /** The table alone, without title and notes, for a terminal. */
    static String aligned(Table table) {
        return aligned(table, text -> text);
    }

    private static String aligned(Table table, UnaryOperator<String> escape) {
        List<Column> columns = table.columns();
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(each -> escape.apply(each.title())).toList());
        for (List<Cell> row : table.rows()) {
            lines.add(row.stream().map(each -> escape.apply(each.shown())).toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        appendLine(text, columns, lines.get(0), widths);
        for (int i = 0; i < widths.length; i++) {
            String line = "-".repeat(widths[i]);
            text.append(columns.get(i).holdsNumbers() ? "|-" + line + ":" : "|:" + line + "-");
        }
        text.append("|\n");
        for (List<String> line : lines.subList(1, lines.size())) {
            appendLine(text, columns, line, widths);
        }
        return text.toString();
    }

    private static void appendLine(StringBuilder text, List<Column> columns, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            boolean right = columns.get(i).holdsNumbers();
            text.append("| ")
                    .append(right ? padding + cells.get(i) : cells.get(i) + padding)
                    .append(' ');
        }
        text.append("|\n");
    }

    private static String escapeMarkdown(String text) {
        return text.replaceAll("[\\\\|*_`<\\[]", "\\\\$0");
    }

    // ---- CSV --------------------------------------------------------------------------------------------------------

    /** RFC 4180 with line feeds; numbers have all their digits, and where there is none the field is empty. */
    static String csv(Table table) {
        StringBuilder text = new StringBuilder();
        text.append(table.columns().stream().map(Column::key).collect(Collectors.joining(",", "", "\n")));
        for (List<Cell> row : table.rows()) {
            text.append(row.stream().map(each -> quoted(each.exact())).collect(Collectors.joining(",", "", "\n")));
        }
        return text.toString();
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[,\"\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    // ---- LaTeX ------------------------------------------------------------------------------------------------------

    /**
     * A floating table for documents that use the packages {@code booktabs} and {@code graphicx}, and UTF-8. A table that is
     * wider than the text is made as wide as it. LaTeX numbers it: the title's own number is left out.
     */
    static String latex(Table table) {
        String alignment = table.columns().stream()
                .map(each -> each.holdsNumbers() ? "r" : "l")
                .collect(Collectors.joining());
        StringBuilder text = new StringBuilder();
        text.append("% needs \\usepackage{booktabs,graphicx}\n\\begin{table}\n\\centering\n\\footnotesize\n");
        String caption = NUMBER.matcher(table.title()).replaceFirst("");
        text.append("\\caption{").append(escapeLatex(caption)).append("}\n");
        text.append("\\label{tab:").append(table.name()).append("}\n");
        text.append("\\setlength{\\tabcolsep}{4pt}\n");
        text.append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n");
        text.append("\\begin{tabular}{").append(alignment).append("}\n\\toprule\n");
        text.append(latexLine(table.columns().stream().map(Column::title).toList()));
        text.append("\\midrule\n");
        for (List<Cell> row : table.rows()) {
            text.append(latexLine(row.stream().map(Cell::shown).toList()));
        }
        text.append("\\bottomrule\n\\end{tabular}}\n");
        for (String note : table.notes()) {
            text.append("\\par\\smallskip ").append(escapeLatex(note)).append('\n');
        }
        return text.append("\\end{table}\n").toString();
    }

    private static String latexLine(List<String> cells) {
        return cells.stream().map(TableText::escapeLatex).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    static String escapeLatex(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char letter : text.toCharArray()) {
            escaped.append(LATEX.getOrDefault(letter, String.valueOf(letter)));
        }
        return escaped.toString();
    }

    // ---- HTML -------------------------------------------------------------------------------------------------------

    /** A table element with its title as caption; the notes as paragraphs below. */
    static String html(Table table) {
        StringBuilder text = new StringBuilder("<div class=\"table\"><table>\n");
        text.append("<caption>").append(Html.escape(table.title())).append("</caption>\n<thead><tr>");
        for (Column column : table.columns()) {
            text.append(opening("th", column))
                    .append(Html.escape(column.title()))
                    .append("</th>");
        }
        text.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            text.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                text.append(opening("td", table.columns().get(i)))
                        .append(Html.escape(row.get(i).shown()))
                        .append("</td>");
            }
            text.append("</tr>\n");
        }
        text.append("</tbody></table></div>\n");
        for (String note : table.notes()) {
            text.append("<p class=\"note\">").append(Html.escape(note)).append("</p>\n");
        }
        return text.toString();
    }

    private static String opening(String element, Column column) {
        return column.holdsNumbers() ? "<" + element + " class=\"number\">" : "<" + element + ">";
    }
}
