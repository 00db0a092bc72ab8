package io.intona.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.WavWriter.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WavWriterTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"PCM_16, 32768", "PCM_24, 8388608", "FLOAT_32, 8388608"})
    void whatAnEncodingCanHoldComesBackBitForBit(Encoding encoding, int fullScale) throws IOException {
        AudioClip clip = noise(fullScale, 40_001);
        Path file = folder.resolve("a.wav");
        WavWriter.write(clip, file, encoding);
        assertThat(AudioReader.read(file)).isEqualTo(clip);
    }

    @ParameterizedTest
    @EnumSource
    void theJdkReadsWhatIsWritten(Encoding encoding) throws Exception {
        AudioClip clip = noise(32_768, 1_001);
        Path file = folder.resolve("a.wav");
        WavWriter.write(clip, file, encoding);
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
            assertThat(stream.getFrameLength()).isEqualTo(1_001);
            AudioFormat format = new AudioFormat(44_100, 16, 1, true, true);
            byte[] bytes = AudioSystem.getAudioInputStream(format, stream).readAllBytes();
            float[] samples = new float[bytes.length / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xff) / 32_768f;
            }
            assertThat(samples).usingComparatorWithPrecision(1.5f / 32_768).containsExactly(clip.samples());
        }
    }

    @Test
    void samplesBeyondFullScaleAreClippedAndOthersRoundedToTheNearest() throws IOException {
        float step = 1 / 32_768f;
        AudioClip clip = new AudioClip(new float[] {1, -1.5f, 9e9f, 0.6f * step, -0.6f * step, 0.4f * step}, 16_000);
        Path file = folder.resolve("a.wav");
        WavWriter.write(clip, file, Encoding.PCM_16);
        assertThat(AudioReader.read(file).samples()).containsExactly(1 - step, -1, 1 - step, step, -step, 0);
    }

    @Test
    void aFileIsReplacedWholeAndNothingElseIsLeftBehind() throws IOException {
        Path file = folder.resolve("a.wav");
        Files.writeString(file, "before");
        WavWriter.write(noise(32_768, 10), file, Encoding.PCM_16);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Files.size(file)).isEqualTo(44 + 20);
    }

    @Test
    void whatWasThereStaysIfTheFileCannotBeReplaced() throws IOException {
        Path file = Files.createDirectory(folder.resolve("a.wav"));
        Files.writeString(file.resolve("inside"), "x");
        assertThatThrownBy(() -> WavWriter.write(noise(32_768, 10), file, Encoding.PCM_16))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).containsExactlyInAnyOrder(folder, file, file.resolve("inside"));
        }
    }

    @Test
    void moreThanTheFormatCanSayIsRefused() {
        assertThat(WavWriter.header(1_073_741_811, 48_000, Encoding.FLOAT_32)).hasSize(58);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WavWriter.header(1_073_741_812, 48_000, Encoding.FLOAT_32))
                .withMessage("1073741812 samples need 4294967248 bytes, expected fewer than 4 GiB in a WAV file");
    }

    private static AudioClip noise(int fullScale, int length) {
        SplittableRandom random = new SplittableRandom(1);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = random.nextInt(-fullScale, fullScale) / (float) fullScale;
        }
        return new AudioClip(samples, 44_100);
    }
}
