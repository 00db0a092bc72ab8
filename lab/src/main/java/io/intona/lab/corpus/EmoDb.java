package io.intona.lab.corpus;

import io.intona.lab.corpus.Problem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Berlin Database of Emotional Speech by its names, such as {@code 03a01Fa.wav}: speaker (two digits), text (a or b
 * and two digits), emotion (the first letter of its German name) and take. Burkhardt et al. 2005, doi
 * 10.21437/Interspeech.2005-446.
 */
final class EmoDb {
    /** In this order: the words of RAVDESS's labels where they mean the same, then boredom. */
    static final List<String> LABELS = List.of("neutral", "happy", "sad", "angry", "fearful", "disgust", "bored");

    /** The letters of {@link #LABELS}: Neutral, Freude, Trauer, Wut, Angst, Ekel, Langeweile. */
    private static final String LETTERS = "NFTWAEL";

    private static final Pattern NAME = Pattern.compile("(\\d\\d)([a-z]\\d\\d)([A-Z])([a-z])");
    private static final Set<String> SPEAKERS = Set.of("03", "08", "09", "10", "11", "12", "13", "14", "15", "16");
    private static final Set<String> TEXTS =
            Set.of("a01", "a02", "a04", "a05", "a07", "b01", "b02", "b03", "b09", "b10");

    private EmoDb() {}

    static Corpus open(Path root) throws IOException {
        AudioFolder folder = new AudioFolder(root);
        Listing listing = new Listing();
        for (Path file : folder.files(listing)) {
            String place = folder.relative(file);
            try {
                listing.add(utterance(file), place);
            } catch (MisnamedException e) {
                listing.report(e.problem(place));
            }
        }
        if (listing.isEmpty()) {
            throw new CorpusException(
                    "folder " + folder.name() + " has no recordings of EMO-DB, expected such as 03a01Fa.wav");
        }
        return listing.corpus("emodb", false, LABELS);
    }

    private static Utterance utterance(Path file) throws MisnamedException {
        String id = AudioFolder.stem(file);
        Matcher matcher = NAME.matcher(id);
        if (!matcher.matches()) {
            throw new MisnamedException(Kind.FOREIGN_NAME, "not a name of EMO-DB, expected such as 03a01Fa.wav");
        }
        String speaker = matcher.group(1);
        String text = matcher.group(2);
        int emotion = LETTERS.indexOf(matcher.group(3));
        if (!SPEAKERS.contains(speaker)) {
            throw new MisnamedException(Kind.WRONG_NAME, "speaker " + speaker + ", expected 03 or 08 to 16");
        }
        if (!TEXTS.contains(text)) {
            throw new MisnamedException(
                    Kind.WRONG_NAME, "text " + text + ", expected a01, a02, a04, a05, a07, b01, b02, b03, b09 or b10");
        }
        if (!(emotion >= 0)) {
            throw new MisnamedException(
                    Kind.WRONG_NAME, "emotion " + matcher.group(3) + ", expected one of the letters " + LETTERS);
        }
        Map<String, String> attributes = Map.of("statement", text, "repetition", matcher.group(4));
        return new Utterance(id, speaker, emotion, attributes, AudioFolder.source(file));
    }
}
