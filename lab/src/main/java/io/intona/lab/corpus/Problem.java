package io.intona.lab.corpus;

/**
 * Something a person should know about a corpus. Problems never stop a corpus from being opened.
 *
 * @param kind what sort of problem
 * @param where the file, utterance or speaker, without the corpus's folder
 * @param what the rest of the sentence: what was found and what was expected
 */
public record Problem(Kind kind, String where, String what) {
    /** Sorts of problems; the first ones are seen when a corpus is opened, the others when its clips are read. */
    public enum Kind {
        /** A file that the corpus does not consist of. */
        FOREIGN_NAME,
        /** A name in the corpus's form with a part that is out of range or contradicts its folder. */
        WRONG_NAME,
        /** The same utterance twice; one of the files is left out. */
        SAME_ID,
        /** The corpus is not whole. */
        INCOMPLETE,
        /** A speaker in two folds of the manifest: no honest evaluation is possible. */
        SPEAKER_IN_TWO_FOLDS,
        /** A speaker without a single clip of some emotion. */
        MISSING_EMOTION,
        /** A clip that cannot be read. */
        UNREADABLE,
        /** A clip without sound. */
        SILENT,
        /** A clip whose loudest samples are cut off. */
        CLIPPED,
        /** Two clips with the same samples. */
        DUPLICATE_AUDIO
    }

    /** The whole sentence. */
    public String sentence() {
        return where + ": " + what;
    }
}
