package io.intona.lab.corpus;

import io.intona.lab.corpus.Problem.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RAVDESS's file names, {@code MM-VC-EE-II-SS-RR-AA}: modality (01 film with sound, 02 film, 03 sound), vocal channel
 * (01 speech, 02 song), emotion (01 neutral, 02 calm, 03 happy, 04 sad, 05 angry, 06 fearful, 07 disgust, 08 surprised),
 * intensity (01 normal, 02 strong; neutral is never strong), statement (01, 02), repetition (01, 02), actor (01–24; odd
 * numbers are men). Livingstone and Russo 2018, doi 10.1371/journal.pone.0196391.
 */
record RavdessName(int modality, int channel, int emotion, int intensity, int statement, int repetition, int actor) {
    static final int SOUND = 3;
    static final int SPEECH = 1;
    static final int ACTORS = 24;

    private static final Pattern NAME =
            Pattern.compile("(\\d\\d)-(\\d\\d)-(\\d\\d)-(\\d\\d)-(\\d\\d)-(\\d\\d)-(\\d\\d)");
    private static final Pattern FOLDER = Pattern.compile("Actor_(\\d\\d)");
    private static final int NEUTRAL = 1;

    /** Reads the name of a file and compares it with its folder, if that is an actor's. */
    static RavdessName of(Path file) throws MisnamedException {
        Matcher matcher = NAME.matcher(AudioFolder.stem(file));
        if (!matcher.matches()) {
            throw new MisnamedException(
                    Kind.FOREIGN_NAME, "not a name of RAVDESS, expected such as 03-01-05-02-01-01-12.wav");
        }
        RavdessName name = new RavdessName(
                number(matcher, 1),
                number(matcher, 2),
                number(matcher, 3),
                number(matcher, 4),
                number(matcher, 5),
                number(matcher, 6),
                number(matcher, 7));
        name.check();
        name.compareWith(AudioFolder.folderName(file));
        return name;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private void check() throws MisnamedException {
        if (!(modality >= 1 && modality <= 3)) {
            throw wrong("modality", modality, "01 to 03");
        }
        if (!(channel >= 1 && channel <= 2)) {
            throw wrong("vocal channel", channel, "01 (speech) or 02 (song)");
        }
        if (!(emotion >= 1 && emotion <= Corpus.RAVDESS_LABELS.size())) {
            throw wrong("emotion", emotion, "01 to 08");
        }
        if (!(intensity >= 1 && intensity <= 2)) {
            throw wrong("intensity", intensity, "01 or 02");
        }
        if (emotion == NEUTRAL && intensity == 2) {
            throw wrong("intensity", intensity, "01, neutral is never strong");
        }
        if (!(statement >= 1 && statement <= 2)) {
            throw wrong("statement", statement, "01 or 02");
        }
        if (!(repetition >= 1 && repetition <= 2)) {
            throw wrong("repetition", repetition, "01 or 02");
        }
        if (!(actor >= 1 && actor <= ACTORS)) {
            throw wrong("actor", actor, "01 to 24");
        }
    }

    private void compareWith(String folder) throws MisnamedException {
        Matcher matcher = FOLDER.matcher(folder);
        if (matcher.matches() && Integer.parseInt(matcher.group(1)) != actor) {
            throw new MisnamedException(
                    Kind.WRONG_NAME,
                    "actor " + two(actor) + " in folder " + matcher.group() + ", expected the actor of the folder");
        }
    }

    private static MisnamedException wrong(String part, int found, String expected) {
        return new MisnamedException(Kind.WRONG_NAME, part + " " + two(found) + ", expected " + expected);
    }

    /** The name without its ending. */
    String id() {
        return String.join(
                "-",
                two(modality),
                two(channel),
                two(emotion),
                two(intensity),
                two(statement),
                two(repetition),
                two(actor));
    }

    /** The actor's number with two digits. */
    String speaker() {
        return two(actor);
    }

    /** The utterance of that name. */
    Utterance utterance(ClipSource source) {
        Map<String, String> attributes =
                Map.of("intensity", two(intensity), "statement", two(statement), "repetition", two(repetition));
        return new Utterance(id(), speaker(), emotion - 1, attributes, source);
    }

    static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
