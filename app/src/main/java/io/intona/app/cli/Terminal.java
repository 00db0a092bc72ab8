package io.intona.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    /** System property by which the launcher tells which of the descriptors 1 and 2 are terminals. */
    private static final String TERMINALS_PROPERTY = "intona.terminals";

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

    /** Java cannot tell whether one stream is a terminal; the system does where it lists open files, the launcher everywhere. */
    private static boolean isTerminal(int descriptor) {
        Optional<Path> target;
        try {
            target = Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)));
        } catch (IOException e) {
            target = Optional.empty();
        }
        return isTerminal(
                descriptor,
                target,
                Optional.ofNullable(System.getProperty(TERMINALS_PROPERTY)),
                () -> System.console() != null);
    }

    /**
     * Whether a stream is a terminal, by the first that is known.
     *
     * @param target what is open as this descriptor
     * @param terminals which descriptors the launcher has found to be terminals, such as {@code 1,2}
     * @param console whether Java takes input and output together for one
     */
    static boolean isTerminal(
            int descriptor, Optional<Path> target, Optional<String> terminals, BooleanSupplier console) {
        if (target.isPresent()) {
            String open = target.get().toString();
            return open.startsWith("/dev/pts/") || open.startsWith("/dev/tty") || open.startsWith("/dev/console");
        }
        return terminals
                .map(known -> List.of(known.split(",")).contains(String.valueOf(descriptor)))
                .orElseGet(console::getAsBoolean);
    }
}
