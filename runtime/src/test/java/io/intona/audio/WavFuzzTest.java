package io.intona.audio;

import static io.intona.audio.WavBytes.PCM_GUID;
import static io.intona.audio.WavBytes.riff;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.intona.fuzz.Fuzzing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFuzzTest {
    /** The buffers of reader and stream, whatever the file: 16 KiB of bytes twice and as many samples. */
    private static final long BUFFERS = 6 << 14;

    private static final List<byte[]> FILES = List.of(
            riff().fmt(1, 1, 48_000, 2, 16).chunk("data", new byte[100]).bytes(),
            riff().chunk("junk", "0102")
                    .fmt(3, 2, 8_000, 8, 32)
                    .chunk("data", new byte[64])
                    .bytes(),
            riff().extensible(2, 6, 24, 22, 24, PCM_GUID)
                    .chunk("data", new byte[60])
                    .bytes());

    @Test
    void aDamagedFileGivesAClipOrASentenceAndNothingElse() {
        Fuzzing.Tally tally =
                new Fuzzing(1, FILES, 1 << 20).run(file -> file, AudioFormatException.class, WavFuzzTest::check);
        assertThat(tally.read()).isGreaterThan(tally.refused() / 20);
        assertThat(tally.refused()).isGreaterThan(tally.read() / 20);
    }

    private static void check(byte[] file) throws IOException {
        try {
            assertThat(read(file).length()).isBetween(1, file.length);
        } catch (AudioFormatException e) {
            assertThat(e.offset()).isBetween(0L, (long) file.length);
            throw e;
        }
    }

    @Test
    void aLyingHeaderCostsNoMemory(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("a.wav"),
                riff().fmt(1, 1, 768_000, 1, 8)
                        .chunk("data", 0xffff_fff0L, "00")
                        .bytes());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(refused(file)).isEqualTo("a.wav: byte 45: end of file, expected 4294967279 more bytes of samples");
        long before = threads.getCurrentThreadAllocatedBytes();
        refused(file);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2 * BUFFERS);
    }

    private static String refused(Path file) throws IOException {
        try {
            AudioReader.read(file);
            return "";
        } catch (AudioFormatException e) {
            return e.getMessage();
        }
    }

    private static AudioClip read(byte[] file) throws IOException {
        return AudioReader.read(new ByteArrayInputStream(file), "a.wav", AudioLimits.DEFAULT);
    }
}
