package io.intona.app.cli;

import java.nio.file.Path;
import picocli.CommandLine;

/** The {@code intona} command: 0 if it did what was asked, 1 if that failed, 2 if it was asked wrongly. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), args));
    }

    /** Runs one command and returns its exit code. Never ends the process. */
    static int run(Terminal terminal, String... args) {
        Failures failures = new Failures(terminal);
        int exitCode;
        try {
            exitCode = commandLine(terminal).execute(args);
        } catch (OutOfMemoryError e) {
            exitCode = failures.outOfMemory(e, args);
        }
        return terminal.out().checkError() ? failures.outputLost() : exitCode;
    }

    /** All verbs, ready to parse. */
    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new Intona(), new Verbs(terminal))
                .registerConverter(Path.class, Converters::path)
                .setParameterExceptionHandler(new Failures(terminal)::wrongUsage)
                .setExecutionExceptionHandler(new Failures(terminal)::failed)
                .setOut(new java.io.PrintWriter(terminal.out(), true))
                .setErr(new java.io.PrintWriter(terminal.err(), true))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setAbbreviatedOptionsAllowed(false)
                .setExpandAtFiles(false); // a recording may be called @hello.wav
    }
}
