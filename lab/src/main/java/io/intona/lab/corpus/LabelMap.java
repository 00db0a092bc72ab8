package io.intona.lab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a manifest's names of emotions mean: the file {@code NAME.labels.csv} beside the manifest {@code NAME.csv}, with
 * the columns {@code emotion} and {@code label}. Labels have the order of their first lines; the label
 * {@value #LEFT_OUT} leaves an emotion's clips out.
 */
final class LabelMap {
    /** Instead of a label. */
    static final String LEFT_OUT = "-";

    private final String name;
    private final Map<String, String> labelOf;

    private LabelMap(String name, Map<String, String> labelOf) {
        this.name = name;
        this.labelOf = labelOf;
    }

    /** The mapping beside a manifest, if there is one. */
    static Optional<LabelMap> beside(Path manifest) throws IOException {
        Path file = manifest.resolveSibling(AudioFolder.stem(manifest) + ".labels.csv");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        CsvTable table = CsvTable.read(file);
        int emotion = table.require("emotion");
        int label = table.require("label");
        Map<String, String> labelOf = new LinkedHashMap<>();
        for (CsvTable.Row row : table.rows()) {
            String previous = labelOf.putIfAbsent(table.cell(row, emotion), table.cell(row, label));
            if (previous != null) {
                throw table.error(row, "emotion " + table.cell(row, emotion) + " is there twice");
            }
        }
        return Optional.of(new LabelMap(table.name(), labelOf));
    }

    /** The file's name, without its folder. */
    String name() {
        return name;
    }

    /** The label of an emotion, {@value #LEFT_OUT} to leave it out, nothing if the file does not say. */
    Optional<String> label(String emotion) {
        return Optional.ofNullable(labelOf.get(emotion));
    }

    /** The labels in the order of the file. */
    List<String> labels() {
        List<String> labels = new ArrayList<>(labelOf.values());
        labels.removeIf(LEFT_OUT::equals);
        return labels.stream().distinct().toList();
    }
}
