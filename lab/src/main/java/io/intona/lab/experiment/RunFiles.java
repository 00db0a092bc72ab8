package io.intona.lab.experiment;

import io.intona.lab.train.Folds;
import io.intona.lab.work.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The files of one model within a folder, and what they tell of its runs; see {@link OutputFolder}.
 *
 * @param folder of all models
 * @param model name of the architecture
 */
record RunFiles(Path folder, String model) {
    /** Where claims, checkpoints and temporary files are. */
    static final String WORK = ".work";

    /** The numbers of the folds of a complete run. */
    static final List<Integer> ALL_FOLDS =
            IntStream.range(0, Folds.COUNT).boxed().toList();

    static final String JSON = ".json";
    static final String PROVENANCE = ".provenance.json";

    // ---- names ------------------------------------------------------------------------------------------------------

    private static String runName(int run) {
        return String.format(Locale.ROOT, "run-%02d", run);
    }

    Path run(int run, String ending) {
        return folder.resolve(model).resolve(runName(run) + ending);
    }

    Path runFolder(int run) {
        return folder.resolve(model).resolve(runName(run));
    }

    Path fold(int run, int fold, String ending) {
        return runFolder(run).resolve("fold-" + fold + ending);
    }

    /** The network that a fold's test clips were told to, where it is kept. */
    Path model(int run, int fold) {
        return run(run, ".fold-" + fold + ".safetensors");
    }

    Path workFolder(int run) {
        return folder.resolve(WORK).resolve(model).resolve(runName(run));
    }

    private static String lock(int fold) {
        return "fold-" + fold + ".lock";
    }

    // ---- state ------------------------------------------------------------------------------------------------------

    /** The record of a run, if the run is complete. */
    Optional<Path> runRecord(int run) {
        for (String ending : List.of(JSON, JSON + RecordFile.GZIP_SUFFIX)) {
            Path file = run(run, ending);
            if (Files.exists(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Whether a fold is done, by itself or within its run's record. */
    boolean isDone(int run, int fold) {
        return Files.exists(fold(run, fold, JSON)) || runRecord(run).isPresent();
    }

    /** The claim on a fold that is still to do; nothing if it is done or somebody else is at it. */
    Optional<Claim> claim(int run, int fold) throws IOException {
        if (isDone(run, fold)) {
            return Optional.empty();
        }
        Optional<Claim> claim = Claim.tryTo(workFolder(run), lock(fold));
        if (claim.isPresent() && isDone(run, fold)) { // between the first look and the claim
            claim.get().close();
            return Optional.empty();
        }
        return claim;
    }

    /** Whether somebody is at a fold that is still to do. Looking leaves nothing behind. */
    boolean isRunning(int run, int fold) throws IOException {
        if (!Files.exists(workFolder(run).resolve(lock(fold)))) {
            return false;
        }
        boolean toDo = !isDone(run, fold);
        Optional<Claim> claim = claim(run, fold);
        if (claim.isPresent()) {
            claim.get().close();
        }
        return toDo && claim.isEmpty() && !isDone(run, fold);
    }

    // ---- reading ----------------------------------------------------------------------------------------------------

    /**
     * Makes sure that a record is what its name says.
     *
     * @param expectedFolds that are to be in it
     * @throws RecordException if it is not
     */
    void check(Path file, RunRecord record, int run, List<Integer> expectedFolds) throws RecordException {
        require(file, "model", record.model(), model);
        require(file, "run", record.run(), run);
        require(file, "folds", record.folds().stream().map(FoldRecord::fold).toList(), expectedFolds);
    }

    static void require(Path file, String what, Object found, Object expected) throws RecordException {
        if (!found.equals(expected)) {
            throw new RecordException(file + ": " + what + " " + found + ", expected " + expected
                    + "; remove it, then its trainings are done again");
        }
    }

    /** How long an epoch took, on the mean over all folds that tell it; NaN if none does. */
    double epochSeconds(int runs) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            provenance(run(run, PROVENANCE))
                    .ifPresent(whole -> whole.path("folds").forEach(fold -> addEpochSeconds(seconds, fold)));
            for (int fold : ALL_FOLDS) {
                provenance(fold(run, fold, PROVENANCE)).ifPresent(part -> addEpochSeconds(seconds, part));
            }
        }
        return seconds.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static Optional<JsonNode> provenance(Path file) throws IOException {
        try {
            return Files.exists(file) ? Optional.of(Json.read(file)) : Optional.empty();
        } catch (NoSuchFileException e) { // its run became complete this very moment
            return Optional.empty();
        }
    }

    private static void addEpochSeconds(List<Double> seconds, JsonNode fold) {
        JsonNode value = fold.path(FoldProvenance.EPOCH_SECONDS);
        if (value.isNumber()) {
            seconds.add(value.asDouble());
        }
    }
}
