package io.intona.lab.experiment;

import io.intona.file.WholeFile;
import io.intona.lab.work.Claim;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the records of an evaluation lie, and how several threads and processes fill it together.
 *
 * <pre>
 * OUT/LSTM-h64-v8/run-03/fold-2.json              until all folds of the run exist
 * OUT/LSTM-h64-v8/run-03.json (or .json.gz)       then this one replaces them
 * OUT/LSTM-h64-v8/run-03.provenance.json          where, when and by what code
 * OUT/.work/…                                     claims, checkpoints, temporary files
 * </pre>
 *
 * A fold is worked on under a claim, and a file appears under its name only when it is complete. So the process may be
 * killed at any moment: what is there is right, and what is not there is made again. The order of looking matters: folds
 * go only after their run's record has come, so who misses a fold and then finds no record knows that it is still to do.
 *
 * <p>Thread-safe.
 */
final class OutputFolder {
    private static final long IDENTITY_POLL_MILLIS = 10;

    private final Path folder;
    private final RunFiles files;
    private final RecordHead head;
    private final int folds;
    private final int clips;

    /**
     * @param folder made when something is written
     * @param head what the records have in common
     * @param folds how many make a run
     * @param clips how many a run predicts
     */
    OutputFolder(Path folder, RecordHead head, int folds, int clips) {
        this.folder = folder;
        this.files = new RunFiles(folder, head.model());
        this.head = head;
        this.folds = folds;
        this.clips = clips;
    }

    /** Where the checkpoint of a fold is. */
    Path checkpoint(int run, int fold) {
        return files.workFolder(run).resolve("fold-" + fold + ".checkpoint");
    }

    /** A name for unfinished files of whoever has the claim on a fold. */
    Path temporary(int run, int fold) {
        return files.workFolder(run).resolve("fold-" + fold + ".part");
    }

    /** See {@link RunFiles#model}. */
    Path model(int run, int fold) {
        return files.model(run, fold);
    }

    /** See {@link RunFiles#runRecord}. */
    Optional<Path> runRecord(int run) {
        return files.runRecord(run);
    }

    /** See {@link RunFiles#isDone}. */
    boolean isDone(int run, int fold) {
        return files.isDone(run, fold);
    }

    /** See {@link RunFiles#claim}. */
    Optional<Claim> claim(int run, int fold) throws IOException {
        return files.claim(run, fold);
    }

    // ---- publication ------------------------------------------------------------------------------------------------

    /** Publishes a fold, whose claim the caller has, and forgets its checkpoint. */
    void publish(RunRecord record, int run, int fold, FoldProvenance provenance) throws IOException {
        Files.createDirectories(files.runFolder(run));
        Path temporary = temporary(run, fold);
        write(text(provenance), temporary, files.fold(run, fold, RunFiles.PROVENANCE));
        write(
                RecordFile.bytes(record, files.fold(run, fold, RunFiles.JSON)),
                temporary,
                files.fold(run, fold, RunFiles.JSON));
        Files.deleteIfExists(checkpoint(run, fold));
    }

    /**
     * Makes the record of a run out of its folds if all are there; does nothing if somebody else is at it.
     *
     * @param gzip whether the record is compressed
     */
    void assemble(int run, boolean gzip) throws IOException {
        Optional<Claim> claimed = Claim.tryTo(files.workFolder(run), "run.lock");
        if (claimed.isEmpty()) {
            return;
        }
        Claim claim = claimed.get();
        try {
            if (runRecord(run).isEmpty() && hasAllFolds(run)) {
                Path temporary = files.workFolder(run).resolve("run.part");
                write(text(provenances(run)), temporary, files.run(run, RunFiles.PROVENANCE));
                Path record = files.run(run, gzip ? RunFiles.JSON + RecordFile.GZIP_SUFFIX : RunFiles.JSON);
                write(RecordFile.bytes(pooled(run), record), temporary, record);
            }
            if (runRecord(run).isPresent()) {
                removeFolds(run);
            }
        } finally {
            claim.close();
        }
    }

    private static void write(byte[] bytes, Path temporary, Path file) throws IOException {
        WholeFile.write(file, temporary, out -> out.write(bytes));
    }

    /** Whether every fold of a run stands by itself. */
    boolean hasAllFolds(int run) {
        for (int fold = 0; fold < folds; fold++) {
            if (!Files.exists(files.fold(run, fold, RunFiles.JSON))) {
                return false;
            }
        }
        return true;
    }

    private RunRecord pooled(int run) throws IOException {
        List<RunRecord> parts = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            parts.add(read(files.fold(run, fold, RunFiles.JSON), run, List.of(fold)));
        }
        RunRecord pooled = RunRecord.pool(head, run, parts);
        requireAllClips(files.runFolder(run), pooled);
        return pooled;
    }

    private Map<String, Object> provenances(int run) throws IOException {
        List<Object> parts = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            parts.add(Json.read(files.fold(run, fold, RunFiles.PROVENANCE)));
        }
        Map<String, Object> provenances = new LinkedHashMap<>();
        provenances.put("schema", RunRecord.SCHEMA);
        provenances.put("model", head.model());
        provenances.put("run", run);
        provenances.put("folds", parts); // in their order
        return provenances;
    }

    private void removeFolds(int run) throws IOException {
        for (int fold = 0; fold < folds; fold++) {
            Files.deleteIfExists(files.fold(run, fold, RunFiles.JSON));
            Files.deleteIfExists(files.fold(run, fold, RunFiles.PROVENANCE));
        }
        try {
            Files.deleteIfExists(files.runFolder(run));
        } catch (DirectoryNotEmptyException e) {
            return; // something that is not ours lies there, such as a file browser's .DS_Store
        }
    }

    private static byte[] text(Object value) {
        return Json.lines(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The record of a complete run. */
    RunRecord run(int run) throws IOException {
        Path file = runRecord(run)
                .orElseThrow(() -> new RecordException(files.run(run, RunFiles.JSON) + ": the record is gone"));
        RunRecord record = read(file, run, IntStream.range(0, folds).boxed().toList());
        requireAllClips(file, record);
        return record;
    }

    /**
     * Makes sure that the networks of those folds of a run that are done were kept.
     *
     * @throws RecordException if one is missing
     */
    void requireModels(int run) throws RecordException {
        for (int fold = 0; fold < folds; fold++) {
            if (isDone(run, fold) && !Files.exists(model(run, fold))) {
                Optional<Path> whole = runRecord(run);
                Path record = folder.relativize(whole.orElse(files.fold(run, fold, RunFiles.JSON)));
                throw new RecordException(model(run, fold) + ": this network was not kept when " + record
                        + " was made, remove that, then its "
                        + (whole.isPresent() ? "trainings are" : "training is") + " done again");
            }
        }
    }

    private RunRecord read(Path file, int run, List<Integer> expectedFolds) throws IOException {
        RunRecord record = RecordFile.read(file);
        FolderIdentity.check(file.toString(), record.head().fields(), head.fields());
        files.check(file, record, run, expectedFolds);
        return record;
    }

    private void requireAllClips(Path file, RunRecord record) throws RecordException {
        RunFiles.require(file, "number of predictions", record.predictions().size(), clips);
    }

    // ---- identity ---------------------------------------------------------------------------------------------------

    /**
     * Makes sure that what is in the folder was made by this evaluation and this code, and notes both for those who come
     * later.
     *
     * @param acceptCodeChange whether other code may go on with the work
     * @param complete whether nothing is left to compute, so that it does not matter what code would
     * @throws RecordException if something differs, naming it with both values
     */
    void enter(CodeIdentity code, boolean acceptCodeChange, boolean complete) throws IOException, InterruptedException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new RecordException(folder + ": this is a file, expected a folder for records");
        }
        Path work = folder.resolve(RunFiles.WORK);
        Claim claim = Claim.waitFor(work, "identity.lock", IDENTITY_POLL_MILLIS);
        try {
            new FolderIdentity(folder, work).enter(head, code, acceptCodeChange, complete);
        } finally {
            claim.close();
        }
    }
}
