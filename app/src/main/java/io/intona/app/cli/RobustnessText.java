package io.intona.app.cli;

import io.intona.lab.robustness.ConditionResult;
import io.intona.lab.robustness.RobustnessResult;
import io.intona.lab.stats.SpeakerBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a recogniser withstands, for a person: two tables in Markdown, whose columns are as wide as their words. */
final class RobustnessText {
    private RobustnessText() {}

    static String of(RobustnessResult result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s on %s: protocol %s, %d %s of 5 folds; %d clips of %d speakers, each told by the network that was"
                        + " tested on its speaker%n",
                result.model(),
                result.corpus(),
                result.protocol(),
                result.runs(),
                result.runs() == 1 ? "run" : "runs",
                result.clips(),
                result.speakers()));
        text.append(
                result.calibrated()
                        ? "Temperature and threshold are each fold's, from its validation clips.\n"
                        : "The temperature is 1 and there is no threshold: the records have no validation clips.\n");
        text.append("\n").append(table(scores(result)));
        text.append("\nRecall by emotion\n\n").append(table(recalls(result)));
        for (ConditionResult each : result.conditions()) {
            if (each.unheard() > 0) {
                text.append("\n").append(each.condition()).append(": ").append(each.unheard());
                text.append(" clips are too short for an answer and count as not recognised and as abstained from\n");
            }
        }
        return text.toString();
    }

    private static List<List<String>> scores(RobustnessResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("condition", "UAR", "95 %", "to clean", "95 %", "ECE", "abstained", "UAR of the rest"));
        for (ConditionResult each : result.conditions()) {
            SpeakerBootstrap difference = each.difference();
            rows.add(List.of(
                    each.condition(),
                    share(each.uar().estimate()),
                    share(each.uar().low()) + "–" + share(each.uar().high()),
                    signed(difference.estimate()),
                    signed(difference.low()) + " … " + signed(difference.high()),
                    share(each.calibrationError()),
                    share(each.abstained()),
                    share(each.uarOfAnswered())));
        }
        return rows;
    }

    private static List<List<String>> recalls(RobustnessResult result) {
        List<List<String>> rows = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("condition"));
        heading.addAll(result.labels());
        rows.add(heading);
        for (ConditionResult each : result.conditions()) {
            List<String> row = new ArrayList<>(List.of(each.condition()));
            each.recalls().forEach(recall -> row.add(share(recall)));
            rows.add(row);
        }
        return rows;
    }

    private static String table(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < widths.length; i++) {
                text.append("| ").append(padded(rows.get(r).get(i), " ", widths[i]));
            }
            text.append("|\n");
            if (r == 0) {
                for (int width : widths) {
                    text.append("|-").append(padded("", "-", width));
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private static String padded(String cell, String filling, int width) {
        return cell + filling.repeat(width + 1 - cell.length());
    }

    private static String share(Optional<Double> share) {
        return share.map(RobustnessText::share).orElse("-");
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }

    private static String signed(double difference) {
        return String.format(Locale.ROOT, "%+.3f", difference).replace('-', '−');
    }
}
