package io.intona.app.cli;

import io.intona.app.json.Json;
import io.intona.lab.feature.CacheUsage;
import io.intona.lab.feature.FeatureCache;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intona cache}: what computed features are kept, and how to be rid of them. */
@Command(
        name = "cache",
        description = "Lists the computed features that are kept, or clears them; they are computed again when needed.",
        footer = {"", "Example:", "  intona cache clear"})
final class Cache implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "list|clear",
            arity = "0..1",
            defaultValue = "list",
            description = "What to do (default: list).")
    private String action;

    @Mixin
    private CacheOption cache;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    Cache(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What {@code cache --json} prints. */
    record Listing(String folder, String action, List<CacheUsage> entries) {}

    @Override
    public Integer call() throws IOException {
        FeatureCache features = cache.open();
        List<CacheUsage> entries = switch (action) {
            case "list" -> features.usage();
            case "clear" -> features.clear();
            default ->
                throw new ParameterException(spec.commandLine(), "'" + action + "' is unknown, expected list or clear");
        };
        if (json) {
            terminal.out().println(Json.line(new Listing(features.folder().toString(), action, entries)));
            return 0;
        }
        boolean cleared = action.equals("clear");
        for (CacheUsage usage : entries) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%s%-48s %8d entries %8.1f MiB%n",
                            cleared ? "cleared " : "",
                            usage.settings(),
                            usage.entries(),
                            usage.bytes() / (double) (1 << 20));
        }
        terminal.out().println((entries.isEmpty() ? "nothing is kept in " : "in ") + features.folder());
        return 0;
    }
}
