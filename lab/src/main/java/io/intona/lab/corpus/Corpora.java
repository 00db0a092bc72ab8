package io.intona.lab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens a corpus by its specification:
 *
 * <ul>
 *   <li>{@code ravdess=DIR}, {@code emodb=DIR}: recordings recognised by their file names;
 *   <li>{@code csv=FILE}: a manifest, see {@code docs/corpora.md};
 *   <li>{@code synthetic[:small][:seed]}: see {@link SyntheticCorpus}; the seed is {@value #DEFAULT_SEED} unless given.
 * </ul>
 */
public final class Corpora {
    /** The seed of a synthetic corpus that names none. */
    static final long DEFAULT_SEED = 1;

    private static final String FORMS = "expected ravdess=DIR, emodb=DIR, csv=FILE or synthetic[:small][:seed]";
    private static final Pattern SYNTHETIC = Pattern.compile("synthetic(:small)?((?::-?[0-9]+)?)");

    private Corpora() {}

    /**
     * Opens a corpus: lists its clips, without reading any.
     *
     * @throws IllegalArgumentException if the specification has none of the forms
     * @throws CorpusException if what it names is no such corpus
     * @throws IOException if it cannot be read
     */
    public static Corpus open(String specification) throws IOException {
        int equals = specification.indexOf('=');
        if (equals < 0) {
            return synthetic(specification);
        }
        String kind = specification.substring(0, equals);
        return switch (kind) {
            case "ravdess" -> Ravdess.open(folder(specification, equals));
            case "emodb" -> EmoDb.open(folder(specification, equals));
            case "csv" -> CsvManifest.open(file(specification, equals));
            default -> throw unknown(specification);
        };
    }

    private static Corpus synthetic(String specification) {
        Matcher matcher = SYNTHETIC.matcher(specification);
        if (!matcher.matches()) {
            throw unknown(specification);
        }
        boolean small = specification.startsWith("synthetic:small");
        long seed = matcher.group(2).isEmpty()
                ? DEFAULT_SEED
                : seed(specification, matcher.group(2).substring(1));
        return small ? SyntheticCorpus.small(seed) : SyntheticCorpus.full(seed);
    }

    private static long seed(String specification, String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "corpus '" + specification + "': seed " + digits + ", expected a whole number of 64 bits", e);
        }
    }

    private static Path folder(String specification, int equals) throws CorpusException {
        Path folder = path(specification, equals, "folder");
        if (!Files.exists(folder)) {
            throw new CorpusException("corpus '" + specification + "': there is no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new CorpusException("corpus '" + specification + "': this is a file, expected a folder");
        }
        return folder;
    }

    private static Path file(String specification, int equals) throws CorpusException {
        Path file = path(specification, equals, "file");
        if (!Files.exists(file)) {
            throw new CorpusException("corpus '" + specification + "': there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new CorpusException("corpus '" + specification + "': this is a folder, expected a manifest");
        }
        return file;
    }

    private static Path path(String specification, int equals, String what) {
        String path = specification.substring(equals + 1);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("corpus '" + specification + "' names no " + what + ", " + FORMS);
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "corpus '" + specification.replace('\0', '?') + "': " + e.getReason() + ", expected a path", e);
        }
    }

    private static IllegalArgumentException unknown(String specification) {
        return new IllegalArgumentException("corpus '" + specification + "' is unknown, " + FORMS);
    }
}
