package io.intona.lab.report;

import io.intona.lab.experiment.RecordFile;
import io.intona.lab.experiment.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All records of complete runs below some folders: {@code …/MODEL/run-NN.json} or the same compressed. */
final class RecordTree {
    private static final Pattern RECORD = Pattern.compile("run-[0-9]+\\.json(\\.gz)?");

    /** A record and where it lies. */
    record Found(Path file, RunRecord record) {}

    private RecordTree() {}

    /**
     * Reads them in the order of folders and names. Folders whose names begin with a dot are left alone, and so are single
     * folds of runs that are not complete.
     *
     * @param read is told how many have been read
     * @throws ReportException if a folder does not exist or has no records
     * @throws io.intona.lab.experiment.RecordException if a record is damaged; it names the file
     */
    static List<Found> read(List<Path> folders, RecordListener listener) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path folder : folders) {
            files.addAll(files(folder));
        }
        List<Found> found = new ArrayList<>();
        for (Path file : files) {
            found.add(new Found(file, RecordFile.read(file)));
            listener.recordRead(found.size(), files.size());
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? "this is no folder" : "there is no such folder";
            throw new ReportException(
                    folder + ": " + what + ", expected one with records, such as 'intona evaluate --out' fills");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(file -> isRecord(folder.relativize(file)))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new ReportException(folder
                        + ": no records in this folder, expected files such as LSTM-h64-v8/run-01.json, which"
                        + " 'intona evaluate --out' writes");
            }
            return files;
        }
    }

    private static boolean isRecord(Path within) {
        for (Path part : within) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return RECORD.matcher(within.getFileName().toString()).matches();
    }
}
