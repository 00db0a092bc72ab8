package io.intona.app.cli;

import io.intona.audio.AudioLimits;
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
}
