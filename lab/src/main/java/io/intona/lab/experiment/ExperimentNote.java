package io.intona.lab.experiment;

import io.intona.file.WholeFile;
import io.intona.lab.work.Claim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * {@code experiment.json} beside the records: what experiment the folder is of. It may grow, by runs, models and
 * comparisons; then the note is that of the last process that entered.
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
        byte[] note = experiment.toJson(command).getBytes(StandardCharsets.UTF_8);
        Claim claim = Claim.waitFor(work, "experiment.lock", POLL_MILLIS);
        try {
            if (!Files.exists(file) || !Arrays.equals(WholeFile.read(file), note)) {
                WholeFile.write(file, work.resolve("experiment.part"), out -> out.write(note));
            }
        } finally {
            claim.close();
        }
    }
}
