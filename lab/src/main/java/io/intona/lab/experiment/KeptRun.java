package io.intona.lab.experiment;

import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run whose networks were kept, as {@code evaluate --keep-models} leaves it.
 *
 * @param record what the networks said
 * @param models the network that was tested, by fold
 */
public record KeptRun(RunRecord record, List<EmotionModel> models) {
    private static final Pattern RECORD = Pattern.compile("run-([0-9]+)\\.json(\\.gz)?");

    public KeptRun {
        models = List.copyOf(models);
    }

    /**
     * All runs of the one model that a folder has records of.
     *
     * @param folder as given to {@code --out}, or the model's folder in it
     * @return at least one, in ascending order
     * @throws RecordException if there is no model or more than one, a record is damaged, the runs' settings differ, or a
     *     network is missing or another one
     * @throws IOException if a file cannot be read
     */
    public static List<KeptRun> read(Path folder) throws IOException {
        Path ofModel = folderOfModel(folder);
        RunFiles files =
                new RunFiles(ofModel.resolveSibling(""), ofModel.getFileName().toString());
        List<KeptRun> runs = new ArrayList<>();
        for (Map.Entry<Integer, Path> each : records(ofModel).entrySet()) {
            KeptRun run = read(files, each.getKey(), each.getValue());
            if (!runs.isEmpty()) {
                FolderIdentity.check(
                        each.getValue().toString(),
                        run.record.head().fields(),
                        runs.get(0).record.head().fields());
            }
            runs.add(run);
        }
        return runs;
    }

    private static Path folderOfModel(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? "this is no folder" : "there is no such folder";
            throw new RecordException(
                    folder + ": " + what + ", expected one that 'intona evaluate --keep-models --out' has filled");
        }
        Path absolute = folder.toAbsolutePath().normalize();
        if (!records(absolute).isEmpty()) {
            return absolute;
        }
        List<Path> models = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(absolute, "[!.]*")) {
            for (Path child : children) {
                if (Files.isDirectory(child) && !records(child).isEmpty()) {
                    models.add(child);
                }
            }
        }
        if (models.size() != 1) {
            String found = models.isEmpty()
                    ? "no records of runs"
                    : "records of "
                            + String.join(
                                    " and ",
                                    models.stream()
                                            .map(model -> String.valueOf(model.getFileName()))
                                            .sorted()
                                            .toList());
            throw new RecordException(folder + ": " + found + " in this folder, expected those of one model, such as"
                    + " LSTM-h64-v8/run-01.json");
        }
        return models.get(0);
    }

    /** Files of records by run. */
    private static Map<Integer, Path> records(Path folder) throws IOException {
        Map<Integer, Path> records = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "run-*")) {
            for (Path file : files) {
                Matcher name = RECORD.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    records.put(Integer.valueOf(name.group(1)), file);
                }
            }
        }
        return records;
    }

    private static KeptRun read(RunFiles files, int run, Path file) throws IOException {
        RunRecord record = RecordFile.read(file);
        files.check(file, record, run, RunFiles.ALL_FOLDS);
        List<EmotionModel> models = new ArrayList<>();
        for (int fold : RunFiles.ALL_FOLDS) {
            models.add(model(files.model(run, fold), record, fold));
        }
        return new KeptRun(record, models);
    }

    private static EmotionModel model(Path file, RunRecord record, int fold) throws IOException {
        if (!Files.exists(file)) {
            throw new RecordException(file + ": this network was not kept when the run was made, expected a run of"
                    + " 'intona evaluate --keep-models'");
        }
        EmotionModel model = EmotionModel.read(file);
        String found = "run " + model.provenance().get("run") + ", fold "
                + model.provenance().get("fold");
        String expected = "run " + record.run() + ", fold " + fold;
        if (!found.equals(expected)) {
            throw new RecordException(file + ": this is the network of " + found + ", expected that of " + expected);
        }
        if (!model.labels().equals(record.labels())) {
            throw new RecordException(file + ": the network's labels are " + model.labels() + ", expected its record's "
                    + record.labels());
        }
        return model;
    }
}
