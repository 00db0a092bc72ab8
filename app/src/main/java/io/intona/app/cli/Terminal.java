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
 * @param watched whether a person watches standard output, so that results may be drawn over one another
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean watched) {
    /** The streams of this process. */
    static Terminal ofProcess() {
        return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), isTerminal(2), isTerminal(1));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** One sentence of a verb to a person. */
    void say(CommandSpec verb, String sentence) {
        err.println(verb.qualifiedName() + ": " + sentence);
    }

    /** Java cannot tell whether one stream is a terminal; where the system lists open files, it does. */
    private static boolean isTerminal(int descriptor) {
        Path stream = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isSymbolicLink(stream)) {
            return System.console() != null;
        }
        try {
            Path target = Files.readSymbolicLink(stream);
            return target.startsWith("/dev/pts") || target.startsWith("/dev/tty") || target.startsWith("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
