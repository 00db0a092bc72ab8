package io.intona.model;

import java.io.IOException;

/** A file that is not a model of ours: one sentence with the file, where in it, what was found and what was expected. */
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1;

    ModelFileException(String sentence) {
        super(sentence);
    }

    ModelFileException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
