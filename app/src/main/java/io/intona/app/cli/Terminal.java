package io.intona.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command writes. Results go to {@code out} and nothing else does; words to a person go to {@code err}. Both are
 * UTF-8.
 *
 * @param out standard output
 * @param err standard error
 * @param interactive whether a person watches standard error, so that progress may be drawn there
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {
    /** The streams of this process. */
    static Terminal ofProcess() {
        return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), isTerminal());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** One sentence of a verb to a person. */
    void say(CommandSpec verb, String sentence) {
        err.println(verb.qualifiedName() + ": " + sentence);
    }

    /** Java cannot tell whether standard error is a terminal; where the system lists open files, it does. */
    private static boolean isTerminal() {
        Path standardError = Path.of("/proc/self/fd/2");
        if (!Files.isSymbolicLink(standardError)) {
            return System.console() != null;
        }
        try {
            Path target = Files.readSymbolicLink(standardError);
            return target.startsWith("/dev/pts") || target.startsWith("/dev/tty") || target.startsWith("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
