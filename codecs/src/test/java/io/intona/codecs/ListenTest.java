package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioLimits;
import io.intona.audio.AudioReader;
import io.intona.audio.SampleListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenTest {
    @TempDir
    Path folder;

    /** Keeps all it is told. */
    private static final class Kept implements SampleListener {
        int sampleRateHz;
        float[] samples = {};

        @Override
        public void format(int rateHz) {
            assertThat(samples).isEmpty();
            assertThat(sampleRateHz).isZero();
            sampleRateHz = rateHz;
        }

        @Override
        public void samples(float[] more, int count) {
            int before = samples.length;
            samples = Arrays.copyOf(samples, before + count);
            System.arraycopy(more, 0, samples, before, count);
        }
    }

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), FlacBytes.resource(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stereo-16.wav", "six-16.wav", "mono-24.flac", "stereo-24.flac", "voice.mp3", "voice-stereo.ogg"
            })
    void whoListensHearsTheSameSamplesAsWhoReads(String name) throws IOException {
        Path file = file(name);
        Kept kept = new Kept();
        AudioReader.listen(file, AudioLimits.DEFAULT, kept);
        assertThat(new AudioClip(kept.samples, kept.sampleRateHz)).isEqualTo(AudioReader.read(file));
    }

    @Test
    void theLimitOnSecondsHoldsThereToo() throws IOException {
        Path file = file("voice.ogg");
        Kept kept = new Kept();
        assertThatThrownBy(() -> AudioReader.listen(file, new AudioLimits(1 << 20, 0.1), kept))
                .isInstanceOf(AudioFormatException.class)
                .hasMessageEndingWith("more than 1600 samples at 16000 Hz, expected at most 0.1 seconds of sound");
        assertThat(kept.samples).hasSizeLessThanOrEqualTo(1600);
    }

    @Test
    void aRecordingWithoutSamplesIsRefusedThereToo() throws IOException {
        Path file = Files.write(folder.resolve("a.mp3"), Arrays.copyOf(FlacBytes.resource("voice.mp3"), 45 + 216));
        assertThatThrownBy(() -> AudioReader.listen(file, AudioLimits.DEFAULT, new Kept()))
                .isInstanceOf(AudioFormatException.class)
                .hasMessage("a.mp3: byte 261: no samples, expected at least one");
    }
}
