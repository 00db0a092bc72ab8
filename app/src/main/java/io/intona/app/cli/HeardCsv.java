package io.intona.app.cli;

import io.intona.Segment;
import io.intona.app.json.ByLabel;
import io.intona.app.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The contract of {@code classify --csv} (RFC 4180, with a line's end of one character): a heading, then a row for each
 * recording, or for each segment of a timeline; what could not be read has a row with nothing but its name and the error.
 */
final class HeardCsv {
    private HeardCsv() {}

    static String heading(List<String> labels, boolean overTime) {
        List<String> cells = new ArrayList<>(List.of("file"));
        cells.addAll(overTime ? List.of("start", "end", "speech", "emotion") : List.of("emotion", "abstains"));
        cells.addAll(labels);
        cells.add("error");
        return row(cells);
    }

    static List<String> rows(Heard heard, List<String> labels, boolean overTime) {
        String file = heard.file().toString();
        if (heard instanceof Heard.Whole whole) {
            List<String> cells = new ArrayList<>(List.of(
                    file,
                    whole.recognition().emotion(),
                    String.valueOf(whole.recognition().abstains())));
            cells.addAll(numbers(labels, ByLabel.probabilities(whole.recognition())));
            cells.add("");
            return List.of(row(cells));
        }
        if (heard instanceof Heard.OverTime over) {
            return over.timeline().segments().stream()
                    .map(segment -> row(cells(file, segment, labels)))
                    .toList();
        }
        List<String> cells = new ArrayList<>(List.of(file));
        for (int i = 0; i < labels.size() + (overTime ? 4 : 2); i++) {
            cells.add("");
        }
        cells.add(((Heard.Failed) heard).sentence());
        return List.of(row(cells));
    }

    private static List<String> cells(String file, Segment segment, List<String> labels) {
        List<String> cells = new ArrayList<>(List.of(
                file,
                Json.line(segment.startSeconds()),
                Json.line(segment.endSeconds()),
                String.valueOf(segment.isSpeech()),
                segment.emotion().orElse("")));
        cells.addAll(numbers(labels, segment.probabilities()));
        cells.add("");
        return cells;
    }

    private static List<String> numbers(List<String> labels, Map<String, Float> probabilities) {
        return labels.stream()
                .map(label -> probabilities.containsKey(label) ? Json.line(probabilities.get(label)) : "")
                .toList();
    }

    private static String row(List<String> cells) {
        return String.join(",", cells.stream().map(HeardCsv::cell).toList());
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
