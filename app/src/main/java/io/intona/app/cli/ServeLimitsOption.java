package io.intona.app.cli;

import io.intona.app.web.Limits;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much the web service takes on. */
final class ServeLimitsOption {
    @Option(
            names = "--max-megabytes",
            paramLabel = "MB",
            defaultValue = "32",
            description = "Largest body of a request, in units of 2^20 bytes (default: ${DEFAULT-VALUE}).")
    private double megabytes;

    @Option(
            names = "--max-seconds",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Longest recording (default: ${DEFAULT-VALUE} s).")
    private double seconds;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Recordings that are heard at once (default: the number of cores).")
    private Optional<Integer> workers;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "32",
            description = "Recordings that may wait; more are refused (default: ${DEFAULT-VALUE}).")
    private int queue;

    @Option(
            names = "--max-sockets",
            paramLabel = "N",
            defaultValue = "100",
            description = "Live streams at once; more are refused (default: ${DEFAULT-VALUE}).")
    private int sockets;

    @Option(
            names = "--request-seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Longest time of a request, its upload included (default: ${DEFAULT-VALUE} s).")
    private double requestSeconds;

    @Option(
            names = "--socket-seconds",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "Longest time of a live stream (default: ${DEFAULT-VALUE} s).")
    private double socketSeconds;

    @Option(
            names = "--idle-seconds",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Longest silence of a client (default: ${DEFAULT-VALUE} s).")
    private double idleSeconds;

    @Option(
            names = "--header-bytes",
            paramLabel = "N",
            defaultValue = "8192",
            description = "Largest header of a request (default: ${DEFAULT-VALUE}).")
    private int headerBytes;

    @Option(
            names = "--drain-seconds",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Longest time that stopping waits for what was accepted (default: ${DEFAULT-VALUE} s).")
    private double drainSeconds;

    Limits limits(CommandSpec verb) {
        try {
            return new Limits(
                    (long) (megabytes * (1 << 20)),
                    seconds,
                    workers.orElse(Runtime.getRuntime().availableProcessors()),
                    queue,
                    sockets,
                    requestSeconds,
                    socketSeconds,
                    idleSeconds,
                    headerBytes,
                    drainSeconds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(verb.commandLine(), e.getMessage(), e);
        }
    }
}
