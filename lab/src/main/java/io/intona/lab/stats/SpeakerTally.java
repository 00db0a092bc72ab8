package io.intona.lab.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many clips of each class each speaker has, and how many of them a model recognised, over all its runs. With t_s how
 * often speaker s is counted, c_si clips and r_si of them recognised,
 *
 * <pre>
 *   recall_i = Σ_s t_s r_si / Σ_s t_s c_si        UAR = mean recall of the classes that have clips
 * </pre>
 */
final class SpeakerTally {
    private final List<String> speakers;
    private final int classes;
    private final long[][] recognised; // (speaker, class)
    private final long[][] clips; // (speaker, class)

    /** Counts runs, each of them a confusion matrix by speaker. */
    SpeakerTally(List<? extends Map<String, ConfusionMatrix>> runs) {
        TreeMap<String, ConfusionMatrix> pooled = pooled(runs);
        speakers = List.copyOf(pooled.keySet());
        if (!(speakers.size() >= 2)) {
            throw new IllegalArgumentException(
                    "a bootstrap over " + speakers.size() + " speakers, expected at least 2");
        }
        List<ConfusionMatrix> matrices = List.copyOf(pooled.values());
        classes = matrices.get(0).classes();
        recognised = new long[speakers.size()][classes];
        clips = new long[speakers.size()][classes];
        for (int s = 0; s < speakers.size(); s++) {
            count(speakers.get(s), matrices.get(s), recognised[s], clips[s]);
        }
    }

    private static TreeMap<String, ConfusionMatrix> pooled(List<? extends Map<String, ConfusionMatrix>> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a bootstrap of no runs, expected at least 1");
        }
        TreeMap<String, ConfusionMatrix> pooled = new TreeMap<>(runs.get(0));
        for (Map<String, ConfusionMatrix> run : runs.subList(1, runs.size())) {
            if (!run.keySet().equals(pooled.keySet())) {
                throw new IllegalArgumentException("runs of a model on different speakers: " + pooled.keySet() + " and "
                        + new TreeMap<>(run).keySet());
            }
            run.forEach((speaker, matrix) -> pooled.merge(speaker, matrix, ConfusionMatrix::plus));
        }
        return pooled;
    }

    private void count(String speaker, ConfusionMatrix matrix, long[] recognised, long[] clips) {
        if (!(matrix.classes() == classes)) {
            throw new IllegalArgumentException("speaker " + speaker + " has a confusion matrix of " + matrix.classes()
                    + " classes, " + speakers.get(0) + " one of " + classes);
        }
        int[][] counts = matrix.counts();
        for (int i = 0; i < classes; i++) {
            recognised[i] = counts[i][i];
            clips[i] = Arrays.stream(counts[i]).asLongStream().sum();
        }
        if (Arrays.stream(clips).sum() == 0) {
            throw new IllegalArgumentException("speaker " + speaker + " has no clips, expected at least 1");
        }
    }

    /** In alphabetical order. */
    List<String> speakers() {
        return speakers;
    }

    /** UAR of all clips of all runs, those of speaker s counted {@code times[s]} times. */
    double uar(int[] times) {
        double recalls = 0;
        int seen = 0;
        for (int i = 0; i < classes; i++) {
            long right = 0;
            long all = 0;
            for (int s = 0; s < times.length; s++) {
                right += times[s] * recognised[s][i];
                all += times[s] * clips[s][i];
            }
            if (all > 0) {
                recalls += (double) right / all;
                seen++;
            }
        }
        return recalls / seen;
    }
}
