package io.intona.app.cli;

import io.intona.TimelineOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How emotion over time is told. */
final class TimelineOption {
    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How much speech is heard at a time for a timeline (default: ${DEFAULT-VALUE} s).")
    private double window;

    @Option(
            names = "--hop",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "From one window to the next (default: ${DEFAULT-VALUE} s).")
    private double hop;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            defaultValue = "0.5",
            description = "Shortest pause that ends a stretch of speech (default: ${DEFAULT-VALUE} s).")
    private double pause;

    TimelineOptions options(CommandSpec verb) {
        try {
            return new TimelineOptions(window, hop, pause);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(verb.commandLine(), e.getMessage(), e);
        }
    }
}
