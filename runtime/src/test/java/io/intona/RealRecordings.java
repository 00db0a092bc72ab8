package io.intona;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the real recordings and their golden features are, for tests that need them. Given as {@code -Dravdess=DIR} and
 * {@code -Dgolden=DIR}; relative paths resolve from the repository's root. A test that asks for what is not there is
 * left out and says so.
 */
public final class RealRecordings {
    private RealRecordings() {}

    /** The folder of RAVDESS, with {@code Actor_01} … inside, or the calling test is left out. */
    public static Path ravdess() {
        return folder("ravdess");
    }

    /** The folder of golden values, with {@code features} inside, or the calling test is left out. */
    public static Path golden() {
        return folder("golden");
    }

    private static Path folder(String property) {
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            String sentence = "left out: needs -D" + property + "=DIR";
            System.out.println(sentence);
            return abort(sentence);
        }
        Path folder =
                Path.of(System.getProperty("intona.root", ".")).resolve(value).normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("-D" + property + "=" + value + " names no folder: " + folder);
        }
        return folder;
    }
}
