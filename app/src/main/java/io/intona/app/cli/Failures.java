package io.intona.app.cli;

import io.intona.lab.train.DivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How errors are told: one sentence, what is wrong and what to do; where it arose in the program only on request. */
final class Failures {
    /** What is wrong where memory ends, and what to do. */
    static final String NO_MEMORY = "needs more memory than the "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB that Java may use here, give it more with INTONA_JAVA_OPTS such as -Xmx8g";

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command was asked wrongly: exit code 2. */
    int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String sentence =
                failure instanceof UnmatchedArgumentException unmatched ? sentence(unmatched) : message(failure);
        String name = command.getCommandSpec().qualifiedName();
        terminal.err().println(name + ": " + sentence + "; see '" + name + " --help'");
        printTrace(failure, arguments);
        return ExitCode.USAGE;
    }

    private void printTrace(Throwable failure, String[] arguments) {
        if (List.of(arguments).contains("--debug")) {
            failure.printStackTrace(terminal.err());
        }
    }

    /** What is not understood, and what it is like. */
    private static String sentence(UnmatchedArgumentException failure) {
        boolean verb = !failure.getCommandLine().getSubcommands().isEmpty();
        String word = failure.getUnmatched().get(0);
        String what = failure.isUnknownOption() ? "option" : verb ? "verb" : "argument";
        String known = failure.isUnknownOption() || verb ? "unknown " : "unexpected ";
        List<String> alike = failure.getSuggestions();
        String hint = alike.isEmpty()
                ? ""
                : ", did you mean " + String.join(" or ", alike.subList(0, Math.min(3, alike.size())));
        return known + what + " '" + word + "'" + hint;
    }

    /** The command could not be carried out: exit code 1. */
    int failed(Exception failure, CommandLine command, ParseResult arguments) {
        terminal.err().println(command.getCommandSpec().qualifiedName() + ": " + sentence(failure));
        if (Intona.of(command).debug()) {
            failure.printStackTrace(terminal.err());
        }
        return ExitCode.SOFTWARE;
    }

    /** The heap was too small for what was asked: exit code 1. */
    int outOfMemory(OutOfMemoryError failure, String[] arguments) {
        terminal.err().println("intona: " + NO_MEMORY);
        printTrace(failure, arguments);
        return ExitCode.SOFTWARE;
    }

    /** Results did not arrive where they were sent: exit code 1. */
    int outputLost() {
        terminal.err()
                .println("intona: standard output cannot be written, so results are missing: is its disk full, or does"
                        + " nobody read it any more?");
        return ExitCode.SOFTWARE;
    }

    /** What happened, for a person. */
    static String sentence(Exception failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return sentence(cause);
        }
        if (failure instanceof FileSystemException file) {
            return sentence(file);
        }
        boolean told = failure instanceof IOException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof UnsupportedOperationException
                || failure instanceof DivergedException;
        if (told && failure.getMessage() != null) {
            return message(failure);
        }
        return "this is a mistake in the program, please report it with the output of --debug: " + failure;
    }

    /** The file system's exceptions often hold no more than the path. */
    private static String sentence(FileSystemException failure) {
        if (failure.getReason() != null) {
            return message(failure);
        }
        if (failure instanceof NoSuchFileException) {
            return failure.getFile() + ": there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return failure.getFile() + ": not allowed to read or write this, check its permissions";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return failure.getFile() + ": this is in the way, remove it or choose another name";
        }
        return failure.getFile() + ": the file system refuses ("
                + failure.getClass().getSimpleName() + ")";
    }

    /** What an exception says, on one line. */
    private static String message(Exception failure) {
        return String.valueOf(failure.getMessage()).replace("\n", " ");
    }
}
