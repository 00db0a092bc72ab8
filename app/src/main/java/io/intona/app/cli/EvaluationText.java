package io.intona.app.cli;

import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.EvaluationResult;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.lab.stats.Spread;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** An evaluation for a person: the scores, the confusion matrix, recall by fold and by speaker. */
final class EvaluationText {
    private static final int SPEAKERS_A_LINE = 8;

    private final PrintStream out;
    private final Corpus corpus;
    private final EvaluationResult result;

    private EvaluationText(PrintStream out, Corpus corpus, EvaluationResult result) {
        this.out = out;
        this.corpus = corpus;
        this.result = result;
    }

    static void print(PrintStream out, Corpus corpus, EvaluationResult result) {
        EvaluationText text = new EvaluationText(out, corpus, result);
        text.scores();
        text.confusion();
        text.shares("Recall by test fold", text.pooled(RunRecord::byFold));
        text.shares("Recall by speaker", text.pooled(RunRecord::bySpeaker));
    }

    private void scores() {
        int runs = result.runs().size();
        out.printf(
                Locale.ROOT,
                "%s (%d parameters) on %s: protocol %s, %d %s of 5 folds%n",
                result.model(),
                result.parameters(),
                corpus,
                result.protocol().name(),
                runs,
                runs == 1 ? "run" : "runs");
        ConfusionMatrix pooled = result.confusion();
        Spread uar = result.uar();
        if (runs == 1) {
            out.printf(Locale.ROOT, "UAR %.4f", uar.mean());
        } else {
            double best =
                    result.runs().stream().mapToDouble(RunRecord::uar).max().orElseThrow();
            out.printf(
                    Locale.ROOT,
                    "UAR %.4f ± %.4f (mean ± SD over runs, ddof 1), best run %.4f",
                    uar.mean(),
                    uar.sampleDeviation(),
                    best);
        }
        out.printf(
                Locale.ROOT,
                ", weighted accuracy %.4f, macro-F1 %.4f; chance is %.4f%n",
                pooled.weightedAccuracy(),
                pooled.macroF1(),
                1.0 / result.labels().size());
    }

    private void confusion() {
        List<String> labels = result.labels();
        int[][] counts = result.confusion().counts();
        double[] recalls = result.confusion().recalls();
        int width = Math.max(9, labels.stream().mapToInt(String::length).max().orElseThrow());
        String column = "%" + width + "s";
        out.println("\nConfusion, clips (rows: what was meant, columns: what was recognised)");
        out.printf(column, "");
        labels.forEach(label -> out.printf(" " + column, label));
        out.printf(" " + column + "%n", "recall");
        for (int truth = 0; truth < counts.length; truth++) {
            out.printf(column, labels.get(truth));
            for (int count : counts[truth]) {
                out.printf(" " + column, count);
            }
            out.printf(" " + column + "%n", share(recalls[truth]));
        }
    }

    /** The matrices of all runs added up by fold or by speaker. */
    private <K> Map<K, ConfusionMatrix> pooled(Function<RunRecord, Map<K, ConfusionMatrix>> part) {
        Map<K, ConfusionMatrix> pooled = new LinkedHashMap<>();
        for (RunRecord run : result.runs()) {
            part.apply(run).forEach((key, matrix) -> pooled.merge(key, matrix, ConfusionMatrix::plus));
        }
        return pooled;
    }

    private void shares(String title, Map<?, ConfusionMatrix> matrices) {
        out.println("\n" + title + " (unweighted average)");
        List<String> line = new ArrayList<>();
        matrices.forEach((key, matrix) -> {
            line.add(key + " " + share(matrix.unweightedAverageRecall()));
            if (line.size() == SPEAKERS_A_LINE) {
                out.println("  " + String.join("   ", line));
                line.clear();
            }
        });
        if (!line.isEmpty()) {
            out.println("  " + String.join("   ", line));
        }
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
