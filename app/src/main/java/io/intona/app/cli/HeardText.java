package io.intona.app.cli;

import io.intona.Recognition;
import io.intona.Segment;
import io.intona.Timeline;
import io.intona.app.json.ByLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code classify} tells a person. */
final class HeardText {
    /** How many emotions a line names. */
    private static final int NAMED = 3;

    private HeardText() {}

    static List<String> lines(Heard heard) {
        if (heard instanceof Heard.Whole whole) {
            Recognition recognition = whole.recognition();
            String unsure = recognition.abstains() ? "unsure, " : "";
            return List.of(whole.file() + ": " + unsure + most(ByLabel.probabilities(recognition)));
        }
        if (heard instanceof Heard.OverTime overTime) {
            return lines(overTime);
        }
        return List.of();
    }

    /** The recording as a whole, and below it each stretch of one emotion. */
    private static List<String> lines(Heard.OverTime heard) {
        Timeline timeline = heard.timeline();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %.1f s, %.1f s of speech%s",
                heard.file(),
                timeline.summary().seconds(),
                timeline.summary().speechSeconds(),
                timeline.summary().speechSeconds() > 0
                        ? ": " + most(timeline.summary().shares())
                        : ""));
        List<Segment> stretch = new ArrayList<>();
        for (Segment segment : timeline.segments()) {
            if (!stretch.isEmpty() && !alike(stretch.get(0), segment)) {
                lines.add(line(stretch));
                stretch.clear();
            }
            stretch.add(segment);
        }
        lines.add(line(stretch));
        return lines;
    }

    private static boolean alike(Segment one, Segment other) {
        return one.isSpeech() == other.isSpeech() && one.emotion().equals(other.emotion());
    }

    /** Times, and the emotion with its mean probability over them. */
    private static String line(List<Segment> stretch) {
        Segment first = stretch.get(0);
        double seconds = 0;
        Map<String, Double> mean = new LinkedHashMap<>();
        for (Segment segment : stretch) {
            seconds += segment.durationSeconds();
            segment.probabilities()
                    .forEach((label, p) -> mean.merge(label, p * segment.durationSeconds(), Double::sum));
        }
        double all = seconds;
        mean.replaceAll((label, sum) -> sum / all);
        Optional<String> emotion = first.emotion();
        String what =
                !first.isSpeech() ? "-" : emotion.isPresent() ? one(emotion.get(), mean) : "unsure, " + most(mean);
        return String.format(
                Locale.ROOT,
                "%9.1f %9.1f  %s",
                first.startSeconds(),
                stretch.get(stretch.size() - 1).endSeconds(),
                what);
    }

    private static String one(String label, Map<String, Double> probabilities) {
        return String.format(Locale.ROOT, "%s %.1f %%", label, 100 * probabilities.getOrDefault(label, 0.0));
    }

    private static <N extends Number> String most(Map<String, N> shares) {
        return shares.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().doubleValue()))
                .limit(NAMED)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.1f %%",
                        entry.getKey(),
                        100 * entry.getValue().doubleValue()))
                .collect(Collectors.joining(", "));
    }
}
