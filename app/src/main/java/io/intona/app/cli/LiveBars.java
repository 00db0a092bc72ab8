package io.intona.app.cli;

import io.intona.Segment;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The emotion of now as bars, drawn over those of before. Where nobody watches, a line for each segment. */
final class LiveBars {
    private static final int BAR_COLUMNS = 40;
    private static final String ERASE_LINE = "\u001b[2K";

    private final PrintStream out;
    private final boolean watched;
    private final List<String> labels;
    private boolean drawn;

    LiveBars(PrintStream out, boolean watched, List<String> labels) {
        this.out = out;
        this.watched = watched;
        this.labels = labels;
    }

    void show(Segment segment) {
        if (!watched) {
            out.println(line(segment));
            return;
        }
        if (drawn) {
            out.print("\u001b[" + (labels.size() + 1) + "A"); // up to the first line
        }
        drawn = true;
        out.println(ERASE_LINE + line(segment));
        int width = labels.stream().mapToInt(String::length).max().orElse(0);
        for (String label : labels) {
            out.println(ERASE_LINE + bar(label, width, segment.probabilities()));
        }
        out.flush();
    }

    private static String line(Segment segment) {
        String what = segment.emotion().orElse(segment.isSpeech() ? "unsure" : "-");
        return String.format(Locale.ROOT, "%9.1f %9.1f  %s", segment.startSeconds(), segment.endSeconds(), what);
    }

    private static String bar(String label, int width, Map<String, Float> probabilities) {
        float probability = probabilities.getOrDefault(label, 0f);
        return String.format(Locale.ROOT, "  %-" + width + "s %5.1f %% ", label, 100 * probability)
                + "#".repeat(Math.round(BAR_COLUMNS * probability));
    }
}
