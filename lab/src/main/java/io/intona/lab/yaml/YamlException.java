package io.intona.lab.yaml;

import java.io.IOException;
import java.nio.file.Path;

/** A YAML file is not what it should be; the message names file and line and says what is wrong. */
public final class YamlException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param line from 1 */
    public YamlException(Path file, int line, String what) {
        super(file + ": line " + line + ": " + what);
    }

    public YamlException(Path file, int line, String what, Throwable cause) {
        super(file + ": line " + line + ": " + what, cause);
    }
}
