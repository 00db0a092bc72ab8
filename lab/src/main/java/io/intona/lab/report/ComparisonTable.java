package io.intona.lab.report;

import static io.intona.lab.report.Table.Column.numbers;
import static io.intona.lab.report.Table.Column.words;

import io.intona.lab.report.Family.Pair;
import io.intona.lab.report.Table.Cell;
import io.intona.lab.report.Table.Column;
import io.intona.lab.stats.MeanInterval;
import io.intona.lab.stats.SignedRankTest;
import io.intona.lab.stats.SpeakerBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tests: which models differ, planned comparisons first. */
final class ComparisonTable {
    private static final int DECIMALS = 4;
    private static final List<Column> COLUMNS = List.of(
            words("first", "first"),
            words("second", "second"),
            numbers("pairs", "pairs"),
            numbers("difference", "difference"),
            numbers("runs: 95 % from", "difference_low"),
            numbers("to", "difference_high"),
            numbers("t", "t"),
            numbers("p", "p"),
            numbers("p, Holm", "p_holm"),
            numbers("p, Wilcoxon", "p_wilcoxon"),
            numbers("dz", "effect_size_dz"),
            numbers("runs and speakers: 95 % from", "runs_and_speakers_low"),
            numbers("to", "runs_and_speakers_high"),
            words("kind", "kind"));

    private ComparisonTable() {}

    static Table of(Group group, Family family, List<Comparison> comparisons, Published published) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        boolean beside = group.conditions().areThePapers();
        if (beside) {
            columns.add(words("paper: p", "published_p"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Comparison each : comparisons) {
            List<Cell> row = new ArrayList<>(row(each));
            if (beside) {
                row.add(Table.word(publishedP(each, published)));
            }
            rows.add(row);
        }
        return new Table(
                "comparisons",
                "Differences of UAR between models, second − first, paired by run, " + group.title(),
                columns,
                rows,
                notes(group, family));
    }

    private static List<String> notes(Group group, Family family) {
        String tests = "Student's paired t-test with its 95 % interval and effect size dz = mean/SD of the differences,"
                + " and Wilcoxon's signed-rank test, exact under ties; all two-sided. Planned are " + family.source()
                + ", " + family.planned().size()
                + " in number: Holm's adjustment is over all of them, whether run or not."
                + " Everything else is exploratory, and its p-values are not adjusted.";
        int speakers = group.models().get(0).bySpeaker().size();
        String bootstrap = String.format(
                Locale.ROOT,
                "Runs alone understate the uncertainty: every run is judged by the same clips of the same %d speakers, so"
                        + " the tests, and the interval headed runs, speak of these speakers, and more runs make that"
                        + " interval as narrow as one likes. The interval headed runs and speakers draws both anew, pairs"
                        + " of runs and speakers with all their clips (bootstrap, %,d draws, percentiles); where it"
                        + " contains 0, other runs before other speakers might turn the difference around. It needs two"
                        + " pairs of runs: single networks tell nothing of their models.",
                speakers,
                SpeakerBootstrap.RESAMPLES);
        List<String> notes = new ArrayList<>(List.of(tests, bootstrap));
        if (group.conditions().areThePapers()) {
            notes.addAll(Published.caveat(group.conditions()));
        }
        return notes;
    }

    private static List<Cell> row(Comparison comparison) {
        Optional<MeanInterval> interval = comparison.test().map(test -> test.interval());
        Optional<SpeakerBootstrap> both = comparison.runsAndSpeakers();
        return List.of(
                Table.word(comparison.first().name()),
                Table.word(comparison.second().name()),
                Table.count(comparison.first().runs().size()),
                Table.difference(comparison.difference(), DECIMALS),
                Table.difference(interval.map(MeanInterval::low).orElse(Double.NaN), DECIMALS),
                Table.difference(interval.map(MeanInterval::high).orElse(Double.NaN), DECIMALS),
                Table.number(comparison.test().map(test -> test.t()).orElse(Double.NaN), 2),
                Table.probability(comparison.test().map(test -> test.p()).orElse(Double.NaN)),
                Table.probability(comparison.adjusted()),
                Table.probability(comparison.signedRank().map(SignedRankTest::p).orElse(Double.NaN)),
                Table.number(comparison.test().map(test -> test.effectSize()).orElse(Double.NaN), 2),
                Table.difference(both.map(SpeakerBootstrap::low).orElse(Double.NaN), DECIMALS),
                Table.difference(both.map(SpeakerBootstrap::high).orElse(Double.NaN), DECIMALS),
                Table.word(comparison.planned() ? "planned" : "exploratory"));
    }

    private static String publishedP(Comparison comparison, Published published) {
        Pair pair = new Pair(comparison.first().name(), comparison.second().name());
        return published.tests().stream()
                .filter(test -> new Pair(test.a(), test.b()).equals(pair))
                .map(Published.Test::p)
                .findFirst()
                .orElse("");
    }
}
