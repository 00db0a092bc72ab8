package io.intona.lab.feature;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the user's caches are: {@code $XDG_CACHE_HOME/intona} if that is an absolute path, else {@code ~/.cache/intona}
 * (XDG Base Directory Specification); {@code ~/Library/Caches/intona} on macOS; {@code %LOCALAPPDATA%\intona\cache} on
 * Windows.
 */
final class CacheFolder {
    private CacheFolder() {}

    static Path ofUser() {
        return ofUser(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path ofUser(String system, Map<String, String> environment, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            Path folder = local.isEmpty() ? home.resolve("AppData").resolve("Local") : Path.of(local);
            return folder.resolve("intona").resolve("cache");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("intona");
        }
        Path xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        Path folder = xdg.isAbsolute() ? xdg : home.resolve(".cache");
        return folder.resolve("intona");
    }
}
