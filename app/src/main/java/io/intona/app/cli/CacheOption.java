package io.intona.app.cli;

import io.intona.lab.feature.FeatureCache;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where computed features are kept. */
final class CacheOption {
    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where computed features are kept (default: the user's cache folder).")
    private Optional<Path> folder;

    Path folder() {
        return folder.orElseGet(FeatureCache::defaultFolder);
    }

    FeatureCache open() {
        return new FeatureCache(folder());
    }
}
