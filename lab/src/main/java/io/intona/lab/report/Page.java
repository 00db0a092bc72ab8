package io.intona.lab.report;

import io.intona.lab.chart.Figure;
import java.util.List;
import java.util.Map;

/**
 * A report as one page of HTML that holds everything, figures as SVG, and asks for nothing else: it opens from disk, in an
 * attachment, behind any wall. Plain text blocks; whatever comes from records passes {@link Html#escape}.
 */
final class Page {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy"
                content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>Intona: results</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
            h1, h2, h3 { line-height: 1.25; }
            h2 { margin-top: 3rem; border-top: 1px solid; padding-top: 1rem; }
            .table { overflow-x: auto; margin: 1.5rem 0 .5rem; }
            table { border-collapse: collapse; font-size: .875rem; }
            caption { text-align: left; font-weight: bold; padding-bottom: .4rem; }
            thead tr { border-top: 2px solid; border-bottom: 1px solid; }
            tbody { border-bottom: 2px solid; }
            th, td { text-align: left; padding: .2rem .6rem .2rem 0; }
            th { vertical-align: bottom; }
            td { white-space: nowrap; }
            .number { text-align: right; font-variant-numeric: tabular-nums; }
            .note { font-size: .875rem; max-width: 50rem; margin: .3rem 0; }
            figure { margin: 1.5rem 0; }
            figure svg { max-width: 100%; height: auto; background: white; border-radius: 4px; }
            figcaption { max-width: 46rem; font-size: .875rem; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .6rem; border: 1px solid; border-radius: 4px; }
            dl { display: grid; grid-template-columns: max-content auto; gap: 0 1rem; }
            dd { margin: 0; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private Page() {}

    /**
     * The page.
     *
     * @param clip figures of a recording, possibly none
     * @param command what makes this report again from the records
     */
    static String of(List<Section> sections, List<Figure> clip, String command) {
        Page page = new Page();
        page.contents(sections, clip);
        sections.forEach(page::section);
        if (!clip.isEmpty()) {
            page.text.append("<h2 id=\"clip\">One recording</h2>\n");
            clip.forEach(page::figure);
        }
        page.text.append(
                "<h2 id=\"again\">How to make this page again</h2>\n<p>From the records, byte for byte:</p>\n");
        page.pre(List.of(command));
        return page.text.append("</body>\n</html>\n").toString();
    }

    private void contents(List<Section> sections, List<Figure> clip) {
        text.append(
                "<h1>Intona: results</h1>\n<p>UAR is the unweighted average recall of the confusion matrix pooled over"
                        + " the test folds of a run. Our results of different protocols, corpora or settings are never in"
                        + " one table; published figures beside them were made under their authors' own.</p>\n<nav><ul>\n");
        for (Section section : sections) {
            Group group = section.group();
            text.append("<li>");
            link(group.name(), group.title());
            text.append(": ");
            link(group.name() + "-figures", "figures");
            text.append(", ");
            link(group.name() + "-curves", "learning curves");
            text.append(", ");
            link(group.name() + "-provenance", "provenance");
            text.append("</li>\n");
        }
        if (!clip.isEmpty()) {
            text.append("<li>");
            link("clip", "one recording");
            text.append("</li>\n");
        }
        text.append("<li>");
        link("again", "how to make this page again");
        text.append("</li>\n</ul></nav>\n");
    }

    private void link(String id, String words) {
        text.append("<a href=\"#").append(Html.escape(id)).append("\">");
        text.append(Html.escape(words)).append("</a>");
    }

    private void section(Section section) {
        Group group = section.group();
        text.append("<section>\n<h2 id=\"").append(Html.escape(group.name())).append("\">");
        text.append(Html.escape(group.title())).append("</h2>\n");
        conditions(group.conditions().fields());
        section.tables().forEach(table -> text.append(TableText.html(table)));
        for (String remark : section.remarks()) {
            text.append("<p>").append(Html.escape(remark)).append("</p>\n");
        }
        heading(group, "figures", "Figures");
        section.figures().forEach(each -> figure(each.named(group.name() + "-" + each.name())));
        heading(group, "curves", "Learning curves");
        Figure best = section.curves().get(group.models().indexOf(group.best()));
        for (int i = 0; i < group.models().size(); i++) {
            Figure curve = section.curves().get(i);
            text.append(curve.equals(best) ? "<details open>" : "<details>").append("<summary>");
            text.append(Html.escape(group.models().get(i).name())).append("</summary>\n");
            figure(curve.named(group.name() + "-" + curve.name()));
            text.append("</details>\n");
        }
        heading(group, "provenance", "Provenance");
        text.append(TableText.html(section.origins()));
        text.append("<p>The records come from:</p>\n");
        pre(section.commands());
        text.append("</section>\n");
    }

    private void heading(Group group, String id, String words) {
        text.append("<h3 id=\"").append(Html.escape(group.name() + "-" + id)).append("\">");
        text.append(Html.escape(words)).append("</h3>\n");
    }

    private void conditions(Map<String, String> fields) {
        text.append("<details><summary>All conditions</summary>\n<dl>\n");
        fields.forEach((name, value) -> text.append("<dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd>\n"));
        text.append("</dl></details>\n");
    }

    private void figure(Figure figure) {
        text.append("<figure>\n").append(figure.svg()).append("\n<figcaption>");
        text.append(Html.escape(figure.title())).append(".</figcaption>\n</figure>\n");
    }

    private void pre(List<String> lines) {
        text.append("<pre>").append(Html.escape(String.join("\n", lines))).append("</pre>\n");
    }
}
