package io.intona.lab.corpus;

import io.intona.lab.corpus.Problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A corpus listed in a CSV file with the columns {@code path} (relative to the manifest), {@code speaker}, {@code emotion}
 * and, if the folds are given, {@code fold}; any other column becomes an attribute. Without a {@link LabelMap} beside it
 * the labels are the emotions in alphabetical order.
 */
final class CsvManifest {
    private static final String PATH = "path";
    private static final String SPEAKER = "speaker";
    private static final String EMOTION = "emotion";
    private static final String FOLD = "fold";

    private final Path file;
    private final CsvTable table;
    private final Optional<LabelMap> labelMap;
    private final Listing listing = new Listing();
    private final Map<Path, Integer> lineOf = new HashMap<>();
    private final SortedMap<String, Integer> foldOf = new TreeMap<>();

    private CsvManifest(Path file) throws IOException {
        this.file = file;
        this.table = CsvTable.read(file);
        this.labelMap = LabelMap.beside(file);
    }

    static Corpus open(Path file) throws IOException {
        return new CsvManifest(file).corpus();
    }

    private Corpus corpus() throws CorpusException {
        int path = table.require(PATH);
        int speaker = table.require(SPEAKER);
        int emotion = table.require(EMOTION);
        List<String> labels = labelMap.isPresent() ? labelMap.get().labels() : emotions(emotion);
        for (CsvTable.Row row : table.rows()) {
            Path recording = recording(row, path);
            String label = label(row, emotion);
            OptionalInt fold = fold(row);
            if (labelMap.isPresent() && label.equals(LabelMap.LEFT_OUT)) {
                listing.leaveOut(table.cell(row, emotion));
                continue;
            }
            Utterance utterance = new Utterance(
                    table.cell(row, path),
                    table.cell(row, speaker),
                    labels.indexOf(label),
                    fold,
                    attributes(row),
                    AudioFolder.source(recording));
            noteFold(utterance);
            listing.add(utterance, "line " + row.line());
        }
        if (listing.isEmpty()) {
            throw new CorpusException(table.name() + ": no clips, expected a line for each below the header");
        }
        return listing.corpus("csv", false, labels);
    }

    private List<String> emotions(int column) throws CorpusException {
        TreeSet<String> emotions = new TreeSet<>();
        for (CsvTable.Row row : table.rows()) {
            emotions.add(table.cell(row, column));
        }
        return List.copyOf(emotions);
    }

    private Path recording(CsvTable.Row row, int column) throws CorpusException {
        String cell = table.cell(row, column);
        Path recording;
        try {
            recording = file.resolveSibling(cell).normalize();
        } catch (InvalidPathException e) {
            throw table.error(row, "path " + e.getReason() + ", expected the path of a recording");
        }
        if (!Files.isRegularFile(recording)) {
            throw table.error(row, "path " + cell + ": there is no such file beside the manifest");
        }
        Integer other = lineOf.putIfAbsent(recording, row.line());
        if (other != null) {
            throw table.error(row, "path " + cell + ": the same file as in line " + other);
        }
        return recording;
    }

    private String label(CsvTable.Row row, int column) throws CorpusException {
        String emotion = table.cell(row, column);
        if (labelMap.isEmpty()) {
            return emotion;
        }
        Optional<String> label = labelMap.get().label(emotion);
        if (label.isEmpty()) {
            throw table.error(
                    row,
                    "emotion " + emotion + " is unknown, expected one that "
                            + labelMap.get().name() + " maps to a label");
        }
        return label.get();
    }

    private OptionalInt fold(CsvTable.Row row) throws CorpusException {
        if (!table.has(FOLD)) {
            return OptionalInt.empty();
        }
        String cell = table.cell(row, table.require(FOLD));
        if (!cell.matches("[0-9]{1,3}")) {
            throw table.error(row, "fold " + cell + ", expected a number from 0");
        }
        return OptionalInt.of(Integer.parseInt(cell));
    }

    /** Reported, not refused: a person wants to see all of it. Training refuses it. */
    private void noteFold(Utterance utterance) {
        if (utterance.fold().isEmpty()) {
            return;
        }
        int fold = utterance.fold().getAsInt();
        Integer other = foldOf.putIfAbsent(utterance.speaker(), fold);
        if (other != null && other != fold) {
            listing.report(
                    Kind.SPEAKER_IN_TWO_FOLDS,
                    utterance.id(),
                    "speaker " + utterance.speaker() + " is in fold " + other + " and in fold " + fold
                            + ", expected one fold a speaker");
        }
    }

    private SortedMap<String, String> attributes(CsvTable.Row row) {
        SortedMap<String, String> attributes = new TreeMap<>();
        List<String> names = new ArrayList<>(table.columns());
        for (int i = 0; i < names.size(); i++) {
            if (!List.of(PATH, SPEAKER, EMOTION, FOLD).contains(names.get(i))) {
                attributes.put(names.get(i), row.cells().get(i));
            }
        }
        return attributes;
    }
}
