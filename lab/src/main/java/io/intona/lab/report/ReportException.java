package io.intona.lab.report;

import java.io.IOException;

/** No report can be made of what is there; the message names the file or folder and says what is wrong. */
public final class ReportException extends IOException {
    private static final long serialVersionUID = 1;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
