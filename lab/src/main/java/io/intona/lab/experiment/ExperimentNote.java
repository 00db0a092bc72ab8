package io.intona.lab.experiment;

import io.intona.file.WholeFile;
import io.intona.lab.experiment.Experiment.Comparison;
import io.intona.lab.work.Claim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * {@code experiment.json} beside the records: what experiment the folder is of. It may grow, by runs, models and
 * comparisons; then the note is that of the last process that entered, but for the comparisons that count as planned: those
 * stay that stood there when the first run was complete. Where records came before the note, only those count as planned of
 * which at least one model has no complete run: nobody can have chosen them by their result.
 */
final class ExperimentNote {
    private static final String FILE = "experiment.json";
    private static final long POLL_MILLIS = 10;

    private ExperimentNote() {}

    /**
     * Makes sure that a folder is not that of an experiment of another name.
     *
     * @throws RecordException if it is
     */
    static void check(Path folder, Experiment experiment) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            String there = Json.read(file).path("name").asString("");
            if (!there.equals(experiment.name())) {
                throw new RecordException(file + ": this folder is of the experiment '" + there + "', expected '"
                        + experiment.name() + "'; choose another folder with --out");
            }
        }
    }

    /** Writes the note if it is not there or differs. */
    static void write(Path folder, Experiment experiment, String command) throws IOException, InterruptedException {
        Path file = folder.resolve(FILE);
        Path work = folder.resolve(RunFiles.WORK);
        Claim claim = Claim.waitFor(work, "experiment.lock", POLL_MILLIS);
        try {
            byte[] note = experiment
                    .toJson(command, planned(folder, file, experiment))
                    .getBytes(StandardCharsets.UTF_8);
            if (!Files.exists(file) || !Arrays.equals(WholeFile.read(file), note)) {
                WholeFile.write(file, work.resolve("experiment.part"), out -> out.write(note));
            }
        } finally {
            claim.close();
        }
    }

    private static List<Comparison> planned(Path folder, Path file, Experiment experiment) throws IOException {
        if (!Files.exists(file)) {
            return experiment.comparisons().stream()
                    .filter(pair -> !(hasResult(folder, experiment, pair.first())
                            && hasResult(folder, experiment, pair.second())))
                    .toList();
        }
        if (experiment.models().stream().noneMatch(model -> hasResult(folder, experiment, model))) {
            return experiment.comparisons();
        }
        List<Comparison> planned = new ArrayList<>();
        for (JsonNode pair : Json.read(file).path("comparisons")) {
            planned.add(new Comparison(pair.path(0).asString(""), pair.path(1).asString("")));
        }
        return planned;
    }

    private static boolean hasResult(Path folder, Experiment experiment, String model) {
        RunFiles files = new RunFiles(folder, model);
        return IntStream.rangeClosed(1, experiment.runs())
                .anyMatch(run -> files.runRecord(run).isPresent());
    }
}
