package io.intona.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.lab.report.Table.Column;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private static final String NASTY = "a|b, \"c\" & <d> 50%_{x}^~$#\\*`'";

    private static Table table() {
        return new Table(
                "t",
                "Title of " + NASTY,
                List.of(Column.words("name | x", "name"), Column.numbers("mean", "mean"), Column.numbers("p", "p")),
                List.of(
                        List.of(Table.word(NASTY), Table.number(0.123456789012345, 4), Table.probability(1e-7)),
                        List.of(Table.remark("not run"), Table.number(Double.NaN, 4), Table.difference(-0.5, 2))),
                List.of("Note " + NASTY));
    }

    @Test
    void csvHasAllDigitsAndReadsBack() throws Exception {
        String csv = TableText.csv(table());
        try (CSVParser parser = CSVParser.parse(csv, CSVFormat.RFC4180)) {
            assertThat(parser.getRecords())
                    .extracting(record -> record.toList())
                    .containsExactly(
                            List.of("name", "mean", "p"),
                            List.of(NASTY, "0.123456789012345", "1.0E-7"),
                            List.of("", "", "-0.5"));
        }
    }

    @Test
    void peopleGetRoundedNumbers() {
        assertThat(TableText.aligned(table()).lines().skip(2))
                .containsExactly(
                        "| " + NASTY + " | 0.1235 | < 0.0001 |",
                        "| not run                        |      – |    −0.50 |");
    }

    @Test
    void markdownKeepsWhatWouldBeMarkupAsText() {
        List<String> lines = TableText.markdown(table()).lines().toList();
        assertThat(lines.get(2)).contains("name \\| x");
        assertThat(lines.get(4)).startsWith("| a\\|b, \"c\" & \\<d> 50%\\_{x}^~$#\\\\\\*\\`' |");
        assertThat(lines.get(3)).matches("\\|:-+\\|-+:\\|-+:\\|");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', textBlock = """
            50%|50\\%
            a_b|a\\_b
            a&b|a\\&b
            $5|\\$5
            #1|\\#1
            {x}|\\{x\\}
            ~|\\textasciitilde{}
            ^|\\textasciicircum{}
            \\|\\textbackslash{}
            <>|\\textless{}\\textgreater{}
            −1|$-$1
            SD₀|SD$_0$
            """, delimiter = '|')
    void latexSetsEveryLetterAsItIs(String text, String latex) {
        assertThat(TableText.escapeLatex(text)).isEqualTo(latex);
    }

    @Test
    void latexIsATableOfBooktabs() {
        String latex = TableText.latex(table());
        assertThat(latex)
                .contains(
                        "\\usepackage{booktabs,graphicx}",
                        "\\begin{tabular}{lrr}",
                        "\\toprule",
                        "\\midrule",
                        "\\bottomrule")
                .contains("not run & -- & $-$0.50 \\\\\n")
                .contains("a\\textbar{}b, \\textquotedbl{}c\\textquotedbl{} \\& \\textless{}d\\textgreater{}");
    }

    @Test
    void latexNumbersTablesItself() {
        Table numbered = new Table("table-1", "Table 1. UAR of Table 2. X", List.of(), List.of(), List.of());
        assertThat(TableText.latex(numbered)).contains("\\caption{UAR of Table 2. X}\n");
        assertThat(TableText.markdown(numbered)).startsWith("**Table 1. UAR");
    }

    @Test
    void htmlShowsMarkupAsText() {
        String html = TableText.html(table());
        assertThat(html)
                .contains("&lt;d&gt; 50%_{x}^~$#\\*`&#39;</td>")
                .contains("<caption>Title of a|b, &quot;c&quot; &amp;")
                .doesNotContain("<d>");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Table(
                        "t", "", List.of(Column.words("a", "a")), List.of(List.of(Table.NONE, Table.NONE)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table t has a row of 2 cells, expected 1");
    }
}
