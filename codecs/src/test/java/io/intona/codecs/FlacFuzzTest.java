package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioLimits;
import io.intona.fuzz.Fuzzing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlacFuzzTest {
    private static final int TRIALS = 500;

    @Test
    void aFileDamagedInEveryWayGivesSoundOrASentence() {
        List<byte[]> good = Stream.of("mono-16.flac", "stereo-16-mid.flac", "mono-24.flac", "mono-16-tagged.flac")
                .map(FlacBytes::resource)
                .toList();
        Fuzzing.Tally tally = new Fuzzing(2, good, 64 << 20)
                .run(
                        file -> file,
                        AudioFormatException.class,
                        file -> FlacBytes.read(file, new AudioLimits(1 << 20, 10)));
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono-16.flac", "stereo-16-mid.flac", "mono-24.flac", "silence-16.flac", "mono-8.flac"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aDamagedFileGivesTheRightSamplesOrASentence(String name) throws IOException {
        byte[] whole = FlacBytes.resource(name);
        AudioClip right = FlacBytes.read(whole);
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] file = whole.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                file[random.nextInt(file.length)] ^= (byte) random.nextInt(1, 256);
            }
            if (random.nextInt(4) == 0) {
                file = Arrays.copyOf(file, random.nextInt(file.length));
            }
            if (!gives(right, file)) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(TRIALS / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono-16.flac", "mono-24.flac", "stereo-16-mid.flac", "mono-16-fixed.flac"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aFrameOfNonsenseWithRightChecksumsGivesASentence(String name) throws IOException {
        String printed = printedBy(() -> readNonsense(name));
        assertThat(printed.replaceAll("readResidual elsecase, pEsc = \\d+\\R", ""))
                .isEmpty();
    }

    private static void readNonsense(String name) throws IOException {
        AudioClip right = FlacBytes.read(FlacBytes.resource(name));
        SplittableRandom random = new SplittableRandom(2);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            FlacBytes file = FlacBytes.of(name);
            int frame = random.nextInt(file.frameCount());
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                file.forge(frame, random.nextInt(8, file.frame(frame).length - 2), random.nextInt());
            }
            if (!gives(right, file.bytes())) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(TRIALS * 9 / 10);
    }

    /** Whether reading gives these samples; if not, it must have ended with a sentence. */
    private static boolean gives(AudioClip right, byte[] file) throws IOException {
        try {
            assertThat(FlacBytes.read(file)).isEqualTo(right);
            return true;
        } catch (AudioFormatException e) {
            assertThat(e.offset()).isBetween(0L, (long) file.length);
            return false;
        }
    }

    /** jFLAC prints a line when it meets a rare kind of residual, which nonsense often looks like. */
    @Test
    void damageNeverReachesStandardOutput() throws IOException {
        assertThat(printedBy(() -> aDamagedFileGivesTheRightSamplesOrASentence("mono-16.flac")))
                .isEmpty();
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static String printedBy(Reading reading) throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            reading.run();
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
