package io.intona.lab.corpus;

/** A file whose name is not as the corpus names its files; the message says what was found and what was expected. */
final class MisnamedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Problem.Kind kind;

    MisnamedException(Problem.Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    Problem problem(String where) {
        return new Problem(kind, where, getMessage() + ", left out");
    }
}
