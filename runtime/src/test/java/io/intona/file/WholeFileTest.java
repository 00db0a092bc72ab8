package io.intona.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    private static WholeFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertOnly(Path... expected) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(expected);
        }
    }

    @Test
    void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
        Path file = folder.resolve("a");
        WholeFile.write(file, text("first, longer"));
        WholeFile.write(file, folder.resolve("part"), text("second"));
        assertThat(file).hasContent("second");
        WholeFile.writeUnforced(file, text("third"));
        assertThat(WholeFile.read(file)).asString(StandardCharsets.UTF_8).isEqualTo("third");
        assertOnly(file);
    }

    @Test
    void aKilledProcessesTemporaryFileIsOverwritten() throws IOException {
        Path temporary = Files.writeString(folder.resolve("part"), "half of something much longer");
        WholeFile.write(folder.resolve("a"), temporary, text("whole"));
        assertThat(folder.resolve("a")).hasContent("whole");
    }

    @Test
    void contentThatFailsLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WholeFile.write(file, out -> {
                    out.write('n');
                    throw new IllegalArgumentException("no");
                }))
                .withMessage("no");
        assertThat(file).hasContent("old");
        assertOnly(file);
    }

    @Test
    void errorsNameTheFileThatWasMeant() throws IOException {
        Path file = folder.resolve("a");
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.write(file, out -> {
                    throw new IOException("No space left on device");
                }))
                .withMessage(file + ": cannot be written (No space left on device)");
        Path nowhere = folder.resolve("none/a");
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.write(nowhere, text("")))
                .withMessage(nowhere + ": cannot be written (there is no folder " + folder.resolve("none")
                        + " that takes it)");
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("inside"), "");
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.write(taken, text("")))
                .withMessageStartingWith(taken + ": cannot be written (")
                .withMessageNotContaining(WholeFile.TEMPORARY_ENDING);
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.read(taken))
                .withMessageStartingWith(taken + ": ");
        assertOnly(taken);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no named pipes in the file system")
    void aPipeOrADeviceIsNotReplacedByAFile() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.write(pipe, text("")))
                .withMessage(pipe + ": cannot be written (this is a device or a pipe, expected a file's name)");
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertOnly(pipe);
    }

    @Test
    void anInterruptIsNoErrorOfTheFile() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ClosedByInterruptException.class)
                .isThrownBy(() -> WholeFile.write(folder.resolve("a"), text("a")));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder).isEmptyDirectory();
    }
}
