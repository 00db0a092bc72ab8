package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                // what, descriptor, open as it, the launcher's word, Java's console, a terminal
                "a window on Linux, 1, /dev/pts/3, '1,2', true, true",
                "a Linux console, 2, /dev/tty1, '1,2', true, true",
                "a container's console, 2, /dev/console, '1,2', true, true",
                "a pipe on Linux, 1, pipe:[4711], ',2', true, false",
                "a file on Linux, 2, /tmp/log, '1', true, false",
                "what is open counts more than the launcher's word, 1, /tmp/log, '1,2', true, false",
                "what is open counts more than the launcher's silence, 1, /dev/pts/3, '', false, true",
                "both on macOS, 1, -, '1,2', true, true",
                "both on macOS, 2, -, '1,2', true, true",
                "only output on macOS, 1, -, '1', false, true",
                "only output on macOS, 2, -, '1', false, false",
                "only errors on macOS, 1, -, ',2', true, false",
                "only errors on macOS, 2, -, ',2', true, true",
                "neither on macOS, 1, -, '', true, false",
                "neither on macOS, 2, -, '', true, false",
                "a window without the launcher, 2, -, -, true, true",
                "a pipe without the launcher, 2, -, -, false, false"
            })
    void theSystemKnowsBestThenTheLauncherThenJava(
            String what, int descriptor, Path open, String terminals, boolean console, boolean expected) {
        assertThat(Terminal.isTerminal(
                        descriptor, Optional.ofNullable(open), Optional.ofNullable(terminals), () -> console))
                .isEqualTo(expected);
    }
}
