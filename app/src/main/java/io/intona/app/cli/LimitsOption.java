package io.intona.app.cli;

import io.intona.audio.AudioLimitException;
import io.intona.audio.AudioLimits;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much a recording may hold before it is refused. */
final class LimitsOption {
    @Option(
            names = "--max-hours",
            paramLabel = "HOURS",
            defaultValue = "4",
            description = "Longest recording that is heard, in hours (default: ${DEFAULT-VALUE}).")
    private double hours;

    @Option(
            names = "--max-megabytes",
            paramLabel = "MB",
            defaultValue = "1024",
            description = "Largest file that is read, in units of 2^20 bytes (default: ${DEFAULT-VALUE}).")
    private double megabytes;

    AudioLimits limits(CommandSpec verb) {
        if (!(hours > 0)) {
            throw new ParameterException(verb.commandLine(), "--max-hours is " + hours + ", expected more than 0");
        }
        if (!(megabytes > 0)) {
            throw new ParameterException(
                    verb.commandLine(), "--max-megabytes is " + megabytes + ", expected more than 0");
        }
        return new AudioLimits((long) Math.max(1, megabytes * (1 << 20)), hours * 3600);
    }

    /** What sets a limit. */
    private static String option(AudioLimits.Kind limit) {
        return switch (limit) {
            case BYTES -> "--max-megabytes";
            case SECONDS, SAMPLES -> "--max-hours";
        };
    }

    /** What happened, and if a limit was passed which option sets it. */
    static String sentence(IOException failure) {
        return Failures.sentence(failure)
                + (failure.getCause() instanceof AudioLimitException passed
                        ? ", as " + option(passed.limit()) + " says"
                        : "");
    }
}
