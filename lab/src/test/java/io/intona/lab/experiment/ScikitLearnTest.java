package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.Python;
import io.intona.lab.corpus.Corpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anyone recomputes a record's figures, digit for digit. Left out where scikit-learn is missing. */
class ScikitLearnTest {
    private static final int RECORDS = 30;

    @TempDir
    private Path folder;

    @Test
    void scikitLearnRecomputesConfusionAndUarFromRecords() throws Exception {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Path file = folder.resolve("run-" + i + ".json");
            RecordFile.write(record(new Random(i)), file);
            arguments.add(file.toString());
        }
        List<String> lines = Python.run(ScikitLearnTest.class.getResource("uar.py"), "scikit-learn", arguments);
        assertThat(lines).hasSize(RECORDS).containsOnly("True True True");
    }

    /** Clips of RAVDESS's eight labels in the numbers that it has, classified half right. */
    private static RunRecord record(Random random) {
        List<String> labels = Corpus.RAVDESS_LABELS;
        RecordHead head = new RecordHead("LSTM-h64-v1", Map.of(), 1, labels, Map.of());
        List<Prediction> predictions = new ArrayList<>();
        for (int clip = 0; clip < 1440; clip++) {
            int truth = clip % 15 / 2; // 96 neutral clips, 192 of each other label
            int index = truth == 7 ? 0 : truth + 1;
            float[] probabilities = new float[labels.size()];
            float sum = 0;
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = random.nextFloat() + (i == index ? 0.4f : 0);
                sum += probabilities[i];
            }
            int best = 0;
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] /= sum;
                best = probabilities[i] > probabilities[best] ? i : best;
            }
            predictions.add(new Prediction("clip" + clip, "1", 0, labels.get(index), labels.get(best), probabilities));
        }
        return RunRecord.of(head, 1, List.of(), predictions, List.of());
    }
}
