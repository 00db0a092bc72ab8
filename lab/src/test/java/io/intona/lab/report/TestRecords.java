package io.intona.lab.report;

import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.FoldRecord;
import io.intona.lab.experiment.FoldRecord.Curves;
import io.intona.lab.experiment.Prediction;
import io.intona.lab.experiment.RecordFile;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.report.RecordTree.Found;
import io.intona.lab.stats.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records with the paper's conditions and made-up predictions: one fold, two speakers, two clips of each label. */
final class TestRecords {
    static final List<String> LABELS = Corpus.RAVDESS_LABELS;

    private TestRecords() {}

    /** Settings under which results may stand beside the paper's. */
    static Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("corpus", "ravdess");
        settings.put("clips", 1440);
        settings.put("corpus_sha256", "0".repeat(64));
        settings.put("features", "mfcc34");
        settings.put("frame_samples", 1024);
        settings.put("hop_samples", 512);
        settings.put("sample_rate_hz", 48_000);
        settings.put("top_db", "clip");
        settings.put("learning_rate", 0.001);
        settings.put("epochs", 200);
        return settings;
    }

    static Map<String, Object> settings(String name, Object value) {
        Map<String, Object> settings = settings();
        settings.put(name, value);
        return settings;
    }

    static Map<String, String> protocol(String normalisation, String tuning, String epoch, String padding) {
        Map<String, String> protocol = new LinkedHashMap<>();
        protocol.put("normalisation", normalisation);
        protocol.put("tuning", tuning);
        protocol.put("epoch", epoch);
        protocol.put("padding", padding);
        return protocol;
    }

    static Map<String, String> strict() {
        return protocol("train", "given", "validation", "none");
    }

    static RunRecord record(String model, int run) {
        return record(model, run, strict(), settings());
    }

    static RunRecord record(String model, int run, Map<String, String> protocol, Map<String, Object> settings) {
        return record(model, run, protocol, settings, LABELS);
    }

    /** Half of the clips are recognised, which ones depends on model and run. */
    static RunRecord record(
            String model, int run, Map<String, String> protocol, Map<String, Object> settings, List<String> labels) {
        Random random = new Random(31L * model.hashCode() + run);
        List<Prediction> predictions = new ArrayList<>();
        for (String speaker : List.of("01", "02")) {
            for (int clip = 0; clip < 2 * labels.size(); clip++) {
                int truth = clip / 2;
                int predicted = random.nextBoolean() ? truth : random.nextInt(labels.size());
                float[] probabilities = new float[labels.size()];
                Arrays.fill(probabilities, 0.5f / labels.size());
                probabilities[predicted] += 0.5f;
                String id = String.format("03-01-%02d-%02d-01-01-%s", truth + 1, clip % 2 + 1, speaker);
                predictions.add(
                        new Prediction(id, speaker, 0, labels.get(truth), labels.get(predicted), probabilities));
            }
        }
        Curves curves = new Curves(List.of(2.0, 1.0), List.of(0.25, 0.5));
        FoldRecord fold = new FoldRecord(0, List.of("04"), List.of("03"), List.of("01", "02"), 2, curves);
        List<String> sorted = labels.stream().sorted().toList();
        return new RunRecord(
                RunRecord.SCHEMA,
                model,
                protocol,
                run,
                1,
                labels,
                matrix(sorted, predictions).unweightedAverageRecall(),
                Arrays.stream(matrix(labels, predictions).counts())
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList(),
                List.of(fold),
                predictions,
                List.of(),
                settings);
    }

    private static ConfusionMatrix matrix(List<String> labels, List<Prediction> predictions) {
        return ConfusionMatrix.of(
                labels.size(),
                predictions.stream()
                        .mapToInt(each -> labels.indexOf(each.truth()))
                        .toArray(),
                predictions.stream()
                        .mapToInt(each -> labels.indexOf(each.predicted()))
                        .toArray());
    }

    /** Writes a record where an evaluation would. */
    static Path write(Path folder, RunRecord record) throws IOException {
        Path file = folder.resolve(record.model()).resolve(String.format("run-%02d.json", record.run()));
        Files.createDirectories(file.getParent());
        RecordFile.write(record, file);
        return file;
    }

    /** Groups records as if they had been read from files. */
    static List<Group> groups(RunRecord... records) throws IOException {
        List<Found> found = new ArrayList<>();
        for (RunRecord record : records) {
            found.add(
                    new Found(Path.of("dir" + found.size(), record.model(), "run-" + record.run() + ".json"), record));
        }
        return Group.of(found);
    }
}
