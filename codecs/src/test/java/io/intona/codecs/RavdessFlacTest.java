package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.intona.RealRecordings;
import io.intona.audio.AudioReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading compares the decoded samples with the MD5 of the original ones, which every file carries. */
class RavdessFlacTest {
    @Test
    void everyClipHasTheSamplesThatWereEncoded() throws IOException {
        List<Path> files = files();
        long samples = 0;
        long start = System.nanoTime();
        for (Path file : files) {
            samples += AudioReader.read(file).length();
        }
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf(
                "%d clips of %.2f s on average, %.1f ms each%n",
                files.size(), samples / 48_000.0 / files.size(), millis / files.size());
        assertThat(files).hasSize(1_440);
    }

    @Test
    void everyClipCarriesAnMd5() throws IOException {
        for (Path file : files()) {
            try (InputStream stream = Files.newInputStream(file)) {
                byte[] md5 = Arrays.copyOfRange(stream.readNBytes(42), 26, 42);
                assertThat(md5).isNotEqualTo(new byte[16]);
            }
        }
    }

    @Test
    void fiveClipsReadAsFlacAndAsWavAreEqual(@TempDir Path folder) throws Exception {
        List<Path> files = files();
        Path wav = folder.resolve("a.wav");
        for (int i = 0; i < 5; i++) {
            Path flac = files.get(i * files.size() / 5 + i);
            List<String> command = List.of("flac", "--silent", "-d", "-f", "-o", wav.toString(), flac.toString());
            try {
                assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
            } catch (IOException e) {
                abort("left out: needs the command flac");
            }
            assertThat(AudioReader.read(flac)).isEqualTo(AudioReader.read(wav));
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(RealRecordings.ravdess())) {
            return files.filter(file -> file.toString().endsWith(".flac"))
                    .sorted()
                    .toList();
        }
    }
}
