package io.intona.lab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CacheFolderTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();
    private static final Path ELSEWHERE = Path.of("elsewhere").toAbsolutePath();

    static Stream<Arguments> systems() {
        return Stream.of(
                Arguments.of("Linux", Map.of(), HOME.resolve(".cache/intona")),
                Arguments.of("Linux", Map.of("XDG_CACHE_HOME", ELSEWHERE.toString()), ELSEWHERE.resolve("intona")),
                Arguments.of("Linux", Map.of("XDG_CACHE_HOME", ""), HOME.resolve(".cache/intona")),
                Arguments.of("Linux", Map.of("XDG_CACHE_HOME", "relative"), HOME.resolve(".cache/intona")),
                Arguments.of("FreeBSD", Map.of(), HOME.resolve(".cache/intona")),
                Arguments.of("Mac OS X", Map.of(), HOME.resolve("Library/Caches/intona")),
                Arguments.of(
                        "Windows 11", Map.of("LOCALAPPDATA", ELSEWHERE.toString()), ELSEWHERE.resolve("intona/cache")),
                Arguments.of("Windows 11", Map.of(), HOME.resolve("AppData/Local/intona/cache")));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void isWhereTheSystemKeepsCaches(String system, Map<String, String> environment, Path folder) {
        assertThat(CacheFolder.ofUser(system, environment, HOME)).isEqualTo(folder);
    }
}
