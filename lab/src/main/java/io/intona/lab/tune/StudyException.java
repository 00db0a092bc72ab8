package io.intona.lab.tune;

import java.io.IOException;

/** A study that cannot be used as asked; the message names the file and the study, and says what to do. */
public final class StudyException extends IOException {
    private static final long serialVersionUID = 1;

    StudyException(String message) {
        super(message);
    }

    StudyException(String message, Throwable cause) {
        super(message, cause);
    }
}
