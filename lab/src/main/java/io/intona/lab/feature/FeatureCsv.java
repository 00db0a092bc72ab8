package io.intona.lab.feature;

import io.intona.feature.FeatureMatrix;
import io.intona.file.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.io.NumberOutput;

/**
 * Writes a matrix as comma-separated values (RFC 4180, but lines end with LF): the names of the columns, then one line for
 * each frame. Every number is the shortest decimal that reads back as the same float32, on any Java release.
 */
public final class FeatureCsv {
    private FeatureCsv() {}

    /** Writes or replaces the file as a whole, in UTF-8. */
    public static void write(Path file, List<String> columns, FeatureMatrix features) throws IOException {
        WholeFile.write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            write(writer, columns, features);
            writer.flush();
        });
    }

    /**
     * Writes to a writer, which stays open.
     *
     * @param columns names without commas, quotes or line ends, as many as the matrix has values a frame
     */
    public static void write(Writer writer, List<String> columns, FeatureMatrix features) throws IOException {
        if (columns.size() != features.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " column names for " + features.size() + " values a frame, expected as many");
        }
        writer.write(String.join(",", columns));
        writer.write('\n');
        for (int t = 0; t < features.frames(); t++) {
            for (int i = 0; i < features.size(); i++) {
                if (i > 0) {
                    writer.write(',');
                }
                // Float.toString gives too many digits before Java 19.
                writer.write(NumberOutput.toString(features.at(t, i), true));
            }
            writer.write('\n');
        }
    }
}
