package io.intona.model;

/** What is wrong with the bytes of a model file, before the file's name is put in front. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String sentence) {
        super(sentence);
    }

    MalformedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What a record that refuses its arguments says. */
    MalformedException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
