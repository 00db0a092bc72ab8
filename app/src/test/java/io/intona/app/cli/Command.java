package io.intona.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the real command in this process. */
final class Command {
    private Command() {}

    /** What a command has left behind. */
    record Ran(int exitCode, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }
    }

    static Ran run(String... arguments) {
        return run(false, arguments);
    }

    /** The same where a person watches, so that progress is drawn. */
    static Ran runWatched(String... arguments) {
        return run(true, arguments);
    }

    private static Ran run(boolean interactive, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Ran ran = run(out, interactive, arguments);
        return new Ran(ran.exitCode(), out.toString(StandardCharsets.UTF_8), ran.err());
    }

    /** The same with another standard output, of which {@code Ran} then knows nothing. */
    static Ran run(OutputStream out, String... arguments) {
        return run(out, false, arguments);
    }

    private static Ran run(OutputStream out, boolean interactive, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                interactive);
        int exitCode = Main.run(terminal, arguments);
        return new Ran(exitCode, "", err.toString(StandardCharsets.UTF_8));
    }
}
