package io.intona.lab.experiment;

import java.io.IOException;
import java.nio.file.Path;

/** The file of an experiment is not what it should be; the message names file and line and says what is wrong. */
public final class ExperimentFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param line from 1 */
    ExperimentFileException(Path file, int line, String what) {
        super(file + ": line " + line + ": " + what);
    }

    ExperimentFileException(Path file, int line, String what, Throwable cause) {
        super(file + ": line " + line + ": " + what, cause);
    }
}
