package io.intona.app.web;

/** A live stream that is closed before its end, and why; what {@link Problem} is to requests. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String label;
    private final Closing closing;

    /**
     * @param label as metrics call it
     * @param closing how the stream is closed
     * @param sentence for a person
     */
    Refusal(String label, Closing closing, String sentence) {
        super(sentence, null, false, false); // no trace: it tells of the client, not of the program
        this.label = label;
        this.closing = closing;
    }

    String label() {
        return label;
    }

    Closing closing() {
        return closing;
    }
}
