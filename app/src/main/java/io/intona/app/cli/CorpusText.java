package io.intona.app.cli;

import io.intona.app.cli.CorpusSummary.Finding;
import io.intona.app.cli.CorpusSummary.FoldSize;
import io.intona.app.cli.CorpusSummary.Speaker;
import io.intona.lab.corpus.CorpusReport.Durations;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A corpus's summary for a person. */
final class CorpusText {
    /** More speakers than this are not listed one by one. */
    private static final int MOST_SPEAKERS = 40;

    /** More emotions than this do not fit beside each other. */
    private static final int MOST_LABELS = 12;

    /** Problems of one kind that are told; the others are counted. */
    private static final int MOST_PROBLEMS = 10;

    private final PrintStream out;

    CorpusText(PrintStream out) {
        this.out = out;
    }

    void print(CorpusSummary summary) {
        out.println(summary.corpus() + ": " + count(summary.clips(), "clip") + ", "
                + count(summary.speakers().size(), "speaker") + ", "
                + count(summary.labels().size(), "emotion"));
        summary.seconds().ifPresent(this::durations);
        if (!summary.sampleRates().isEmpty()) {
            out.println("Sample rates: "
                    + summary.sampleRates().stream()
                            .map(rate -> rate.hz() + " Hz (" + count(rate.clips(), "clip") + ")")
                            .collect(Collectors.joining(", ")));
        }
        if (!summary.leftOut().isEmpty()) {
            out.println("Left out: "
                    + summary.leftOut().stream()
                            .map(reason -> reason.reason() + " (" + count(reason.files(), "file") + ")")
                            .collect(Collectors.joining(", ")));
        }
        emotions(summary);
        folds(summary);
        problems(summary.problems());
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void durations(Durations seconds) {
        out.printf(
                Locale.ROOT,
                "Durations: %.2f to %.2f s, median %.2f s, %.1f minutes in all%n",
                seconds.min(),
                seconds.max(),
                seconds.median(),
                seconds.total() / 60);
    }

    private void emotions(CorpusSummary summary) {
        out.println();
        if (summary.labels().size() > MOST_LABELS) {
            for (int label = 0; label < summary.labels().size(); label++) {
                out.println(summary.labels().get(label) + ": " + count(summary.clipsByLabel()[label], "clip"));
            }
            return;
        }
        List<String> head = new ArrayList<>(summary.labels());
        head.add("clips");
        row("speaker", head, head);
        if (summary.speakers().size() <= MOST_SPEAKERS) {
            for (Speaker speaker : summary.speakers()) {
                row(speaker.speaker(), numbers(speaker.clipsByLabel(), speaker.clips()), head);
            }
        }
        row("all", numbers(summary.clipsByLabel(), summary.clips()), head);
    }

    private static List<String> numbers(int[] clipsByLabel, int clips) {
        return IntStream.concat(IntStream.of(clipsByLabel), IntStream.of(clips))
                .mapToObj(String::valueOf)
                .toList();
    }

    /** Each cell as wide as its column's head. */
    private void row(String name, List<String> cells, List<String> head) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
        for (int i = 0; i < cells.size(); i++) {
            int width = Math.max(5, head.get(i).length()) + 2;
            line.append(String.format(Locale.ROOT, "%" + width + "s", cells.get(i)));
        }
        out.println(line);
    }

    private void folds(CorpusSummary summary) {
        out.println();
        summary.noFolds().ifPresent(reason -> out.println("No folds: " + reason));
        if (summary.folds().isEmpty()) {
            return;
        }
        out.println("fold   train  validation    test  speakers tested");
        for (FoldSize fold : summary.folds().get()) {
            out.printf(
                    Locale.ROOT,
                    "%4d %7d %11d %7d  %s%n",
                    fold.fold(),
                    fold.train(),
                    fold.validation(),
                    fold.test(),
                    names(fold.testSpeakers()));
        }
    }

    private static String names(List<String> speakers) {
        return speakers.size() > MOST_SPEAKERS ? String.valueOf(speakers.size()) : String.join(" ", speakers);
    }

    private void problems(List<Finding> problems) {
        out.println();
        if (problems.isEmpty()) {
            out.println("No problems found.");
            return;
        }
        out.println("Problems: " + problems.size());
        Map<String, List<Finding>> byKind = new LinkedHashMap<>();
        problems.forEach(problem -> byKind.computeIfAbsent(problem.kind(), kind -> new ArrayList<>())
                .add(problem));
        byKind.forEach((kind, all) -> {
            out.println(kind.replace('_', ' ') + ": " + all.size());
            all.stream().limit(MOST_PROBLEMS).forEach(each -> out.println("  " + each.where() + ": " + each.what()));
            if (all.size() > MOST_PROBLEMS) {
                out.println("  and " + (all.size() - MOST_PROBLEMS) + " more, listed by --json");
            }
        });
    }
}
