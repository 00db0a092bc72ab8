package io.intona.app.cli;

import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.CorpusReport;
import io.intona.lab.corpus.CorpusReport.Durations;
import io.intona.lab.corpus.Utterance;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Folds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The contract of {@code corpus --json}.
 *
 * @param corpus its name
 * @param clips how many are listed
 * @param labels in the corpus's order
 * @param clipsByLabel in the order of the labels
 * @param speakers numbers by value, then names
 * @param seconds durations; empty (null in JSON) if no clip could be read
 * @param sampleRates of the clips that could be read, ascending
 * @param leftOut files left out on purpose
 * @param folds empty if the corpus cannot be cut into folds
 * @param noFolds why not, if so
 * @param problems what is wrong
 */
record CorpusSummary(
        String corpus,
        int clips,
        List<String> labels,
        int[] clipsByLabel,
        List<Speaker> speakers,
        Optional<Durations> seconds,
        List<Rate> sampleRates,
        List<LeftOut> leftOut,
        Optional<List<FoldSize>> folds,
        Optional<String> noFolds,
        List<Finding> problems) {

    /** One speaker's clips. */
    record Speaker(String speaker, int clips, int[] clipsByLabel) {}

    /** Clips of one sample rate. */
    record Rate(int hz, int clips) {}

    /** Files left out for one reason. */
    record LeftOut(String reason, int files) {}

    /** The clips of one fold, and whom it tests. */
    record FoldSize(int fold, int train, int validation, int test, List<String> testSpeakers) {}

    /** One problem. */
    record Finding(String kind, String where, String what) {}

    static CorpusSummary of(CorpusReport report, long seed) {
        Corpus corpus = report.corpus();
        Optional<List<FoldSize>> folds = Optional.empty();
        Optional<String> noFolds = Optional.empty();
        try {
            folds = Optional.of(Folds.of(corpus, seed).stream()
                    .map(fold -> size(corpus, fold))
                    .toList());
        } catch (IllegalArgumentException e) { // too few speakers, or folds of a manifest that cannot be
            noFolds = Optional.of(String.valueOf(e.getMessage()));
        }
        return new CorpusSummary(
                corpus.name(),
                corpus.utterances().size(),
                corpus.labels(),
                report.clipsByLabel(),
                corpus.speakers().stream().map(name -> speaker(report, name)).toList(),
                report.durations(),
                report.clipsBySampleRate().entrySet().stream()
                        .map(rate -> new Rate(rate.getKey(), rate.getValue()))
                        .toList(),
                corpus.leftOut().entrySet().stream()
                        .map(reason -> new LeftOut(reason.getKey(), reason.getValue()))
                        .toList(),
                folds,
                noFolds,
                report.problems().stream()
                        .map(problem -> new Finding(
                                problem.kind().name().toLowerCase(Locale.ROOT), problem.where(), problem.what()))
                        .toList());
    }

    private static Speaker speaker(CorpusReport report, String name) {
        int[] clips = report.clipsByLabel(name);
        return new Speaker(name, Arrays.stream(clips).sum(), clips);
    }

    private static FoldSize size(Corpus corpus, Fold fold) {
        return new FoldSize(
                fold.index(),
                clips(corpus, fold.train()),
                clips(corpus, fold.validation()),
                clips(corpus, fold.test()),
                fold.test());
    }

    private static int clips(Corpus corpus, List<String> speakers) {
        return (int) corpus.utterances().stream()
                .map(Utterance::speaker)
                .filter(speakers::contains)
                .count();
    }
}
