package io.intona.lab.corpus;

import java.io.IOException;

/** A corpus that cannot be opened: one sentence with the file, the line if there are lines, what was found and what was expected. */
public final class CorpusException extends IOException {
    private static final long serialVersionUID = 1;

    CorpusException(String sentence) {
        super(sentence);
    }

    CorpusException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
