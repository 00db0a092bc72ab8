package io.intona.app.cli;

import io.intona.lab.tune.SearchPlan;
import io.intona.lab.tune.SearchResult;
import io.intona.lab.tune.TrialState;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A search for a person, and for other programs. */
final class SearchText {
    private SearchText() {}

    /** The contract of {@code tune --json}. */
    record Line(String study, String model, String tuning, String judge, List<StudyLine> studies) {}

    /** One study. */
    record StudyLine(
            String study, OptionalInt fold, boolean finished, Counts trials, TrialLine best, FinalistLine winner) {}

    /** How many trials. */
    record Counts(int asked, int complete, int pruned, int failed) {}

    /** The trial with the greatest value, which its being the greatest flatters. */
    record TrialLine(int trial, double value, Map<String, Object> settings) {}

    /** The trial that was best when trained again. */
    record FinalistLine(int trial, double score, List<Double> repeats, Map<String, Object> settings) {}

    static Line line(SearchPlan plan, SearchResult result) {
        return new Line(
                result.name(),
                plan.model(),
                plan.protocol().tuning().toString(),
                judge(plan),
                result.studies().stream().map(SearchText::line).toList());
    }

    private static String judge(SearchPlan plan) {
        return switch (plan.protocol().tuning()) {
            case NESTED -> plan.judge().toString();
            case TEST -> "test";
            case SHARED, GIVEN -> "validation";
        };
    }

    private static StudyLine line(SearchResult.StudyResult study) {
        SearchResult.Finalist best = best(study);
        SearchResult.Finalist winner = study.finalists().get(0);
        return new StudyLine(
                study.name(),
                study.fold(),
                study.finished(),
                new Counts(
                        study.asked(),
                        study.count(TrialState.COMPLETE),
                        study.count(TrialState.PRUNED),
                        study.count(TrialState.FAIL)),
                new TrialLine(
                        best.trial().number(),
                        best.trial().value(),
                        best.trial().external()),
                new FinalistLine(
                        winner.trial().number(),
                        winner.score(),
                        winner.repeats(),
                        winner.trial().external()));
    }

    private static SearchResult.Finalist best(SearchResult.StudyResult study) {
        return study.finalists().stream()
                .max(Comparator.comparingDouble(finalist -> finalist.trial().value()))
                .orElseThrow();
    }

    static void print(PrintStream out, SearchPlan plan, SearchResult result) {
        out.println(plan.model() + " on " + plan.dataset().corpus() + ": " + heading(plan));
        for (SearchResult.StudyResult study : result.studies()) {
            out.printf(
                    Locale.ROOT,
                    "%n%s: %d trials complete, %d pruned, %d failed%n",
                    study.name(),
                    study.count(TrialState.COMPLETE),
                    study.count(TrialState.PRUNED),
                    study.count(TrialState.FAIL));
            boolean first = true;
            for (SearchResult.Finalist finalist : study.finalists()) {
                out.printf(
                        Locale.ROOT,
                        "  %s #%-3d %s %s%n",
                        first ? "winner" : "      ",
                        finalist.trial().number(),
                        worth(finalist),
                        settings(finalist.trial().external()));
                first = false;
            }
        }
    }

    private static String heading(SearchPlan plan) {
        return switch (plan.protocol().tuning()) {
            case NESTED ->
                "each fold's settings are searched without its test speakers, judged by " + plan.judge() + " (nested)";
            case SHARED -> "searched on the validation speakers of all folds: not free of leaks (shared)";
            case TEST -> "searched on the test speakers: the settings have seen the test (test)";
            case GIVEN -> throw new IllegalArgumentException("nothing was searched");
        };
    }

    private static String worth(SearchResult.Finalist finalist) {
        if (finalist.repeats().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "UAR %.4f (not trained again)",
                    finalist.trial().value());
        }
        return String.format(
                Locale.ROOT,
                "UAR %.4f again, mean of %d (%.4f when found)",
                finalist.score(),
                finalist.repeats().size(),
                finalist.trial().value());
    }

    private static String settings(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + " "
                        + (each.getValue() instanceof Double number
                                ? String.format(Locale.ROOT, "%.3g", number)
                                : each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
