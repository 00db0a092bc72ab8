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
import java.util.Locale;
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
    private static final String WORK = ".work";
    private static final String JSON = ".json";
    private static final String PROVENANCE = ".provenance.json";
    private static final long IDENTITY_POLL_MILLIS = 10;

    private final Path folder;
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
        this.head = head;
        this.folds = folds;
        this.clips = clips;
    }

    // ---- names ------------------------------------------------------------------------------------------------------

    private static String runName(int run) {
        return String.format(Locale.ROOT, "run-%02d", run);
    }

    private Path runFile(int run, String ending) {
        return folder.resolve(head.model()).resolve(runName(run) + ending);
    }

    private Path runFolder(int run) {
        return folder.resolve(head.model()).resolve(runName(run));
    }

    private Path foldFile(int run, int fold, String ending) {
        return runFolder(run).resolve("fold-" + fold + ending);
    }

    private Path workFolder(int run) {
        return folder.resolve(WORK).resolve(head.model()).resolve(runName(run));
    }

    /** Where the checkpoint of a fold is. */
    Path checkpoint(int run, int fold) {
        return workFolder(run).resolve("fold-" + fold + ".checkpoint");
    }

    /** A name for unfinished files of whoever has the claim on a fold. */
    Path temporary(int run, int fold) {
        return workFolder(run).resolve("fold-" + fold + ".part");
    }

    // ---- state ------------------------------------------------------------------------------------------------------

    /** The record of a run, if the run is complete. */
    Optional<Path> runRecord(int run) {
        for (String ending : List.of(JSON, JSON + RecordFile.GZIP_SUFFIX)) {
            Path file = runFile(run, ending);
            if (Files.exists(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Whether a fold is done, by itself or within its run's record. */
    boolean isDone(int run, int fold) {
        return Files.exists(foldFile(run, fold, JSON)) || runRecord(run).isPresent();
    }

    /** The claim on a fold that is still to do; nothing if it is done or somebody else is at it. */
    Optional<Claim> claim(int run, int fold) throws IOException {
        if (isDone(run, fold)) {
            return Optional.empty();
        }
        Optional<Claim> claim = Claim.tryTo(workFolder(run), "fold-" + fold + ".lock");
        if (claim.isPresent() && isDone(run, fold)) { // between the first look and the claim
            claim.get().close();
            return Optional.empty();
        }
        return claim;
    }

    // ---- publication ------------------------------------------------------------------------------------------------

    /** Publishes a fold, whose claim the caller has, and forgets its checkpoint. */
    void publish(RunRecord record, int run, int fold, FoldProvenance provenance) throws IOException {
        Files.createDirectories(runFolder(run));
        Path temporary = temporary(run, fold);
        write(text(provenance), temporary, foldFile(run, fold, PROVENANCE));
        write(RecordFile.bytes(record, foldFile(run, fold, JSON)), temporary, foldFile(run, fold, JSON));
        Files.deleteIfExists(checkpoint(run, fold));
    }

    /**
     * Makes the record of a run out of its folds if all are there; does nothing if somebody else is at it.
     *
     * @param gzip whether the record is compressed
     */
    void assemble(int run, boolean gzip) throws IOException {
        Optional<Claim> claimed = Claim.tryTo(workFolder(run), "run.lock");
        if (claimed.isEmpty()) {
            return;
        }
        Claim claim = claimed.get();
        try {
            if (runRecord(run).isEmpty() && hasAllFolds(run)) {
                Path temporary = workFolder(run).resolve("run.part");
                write(text(provenances(run)), temporary, runFile(run, PROVENANCE));
                Path record = runFile(run, gzip ? JSON + RecordFile.GZIP_SUFFIX : JSON);
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
            if (!Files.exists(foldFile(run, fold, JSON))) {
                return false;
            }
        }
        return true;
    }

    private RunRecord pooled(int run) throws IOException {
        List<RunRecord> parts = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            parts.add(read(foldFile(run, fold, JSON), run, List.of(fold)));
        }
        RunRecord pooled = RunRecord.pool(head, run, parts);
        requireAllClips(runFolder(run), pooled);
        return pooled;
    }

    private Map<String, Object> provenances(int run) throws IOException {
        List<Object> parts = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            parts.add(Json.read(foldFile(run, fold, PROVENANCE)));
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
            Files.deleteIfExists(foldFile(run, fold, JSON));
            Files.deleteIfExists(foldFile(run, fold, PROVENANCE));
        }
        try {
            Files.deleteIfExists(runFolder(run));
        } catch (DirectoryNotEmptyException e) {
            return; // something that is not ours lies there, such as a file browser's .DS_Store
        }
    }

    private static byte[] text(Object value) {
        return Json.lines(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The record of a complete run. */
    RunRecord run(int run) throws IOException {
        Path file = runRecord(run).orElseThrow(() -> new RecordException(runFile(run, JSON) + ": the record is gone"));
        RunRecord record = read(file, run, IntStream.range(0, folds).boxed().toList());
        requireAllClips(file, record);
        return record;
    }

    private RunRecord read(Path file, int run, List<Integer> expectedFolds) throws IOException {
        RunRecord record = RecordFile.read(file);
        FolderIdentity.check(file.toString(), record.head().fields(), head.fields());
        require(file, "model", record.model(), head.model());
        require(file, "run", record.run(), run);
        require(file, "folds", record.folds().stream().map(FoldRecord::fold).toList(), expectedFolds);
        return record;
    }

    private void requireAllClips(Path file, RunRecord record) throws RecordException {
        require(file, "number of predictions", record.predictions().size(), clips);
    }

    private static void require(Path file, String what, Object found, Object expected) throws RecordException {
        if (!found.equals(expected)) {
            throw new RecordException(file + ": " + what + " " + found + ", expected " + expected
                    + "; remove it, then its trainings are done again");
        }
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
        Path work = folder.resolve(WORK);
        Claim claim = Claim.waitFor(work, "identity.lock", IDENTITY_POLL_MILLIS);
        try {
            new FolderIdentity(folder, work).enter(head, code, acceptCodeChange, complete);
        } finally {
            claim.close();
        }
    }
}
