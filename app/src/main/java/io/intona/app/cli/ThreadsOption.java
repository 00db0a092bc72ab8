package io.intona.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How much is done side by side. */
final class ThreadsOption {
    @Option(
            names = {"--threads", "--jobs"},
            paramLabel = "N",
            converter = Converters.Count.class,
            description = "How much is done side by side; changes no result (default: the number of cores).")
    private Optional<Integer> threads;

    int threads() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }

    /** No more than there are pieces of work. */
    int upTo(int pieces) {
        return Math.max(1, Math.min(threads(), pieces));
    }
}
