package io.intona.lab.experiment;

import java.io.IOException;

/** A file of results is not what it should be; the message names it and says what is wrong. */
public final class RecordException extends IOException {
    private static final long serialVersionUID = 1;

    RecordException(String message) {
        super(message);
    }

    RecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
