package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.audio.AudioClip;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MP3 and Ogg Vorbis against what other decoders make of the same files, and against what was encoded. */
class CompressedVoiceTest {
    private static AudioClip read(String name) throws IOException {
        return FlacBytes.read(FlacBytes.resource(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice.mp3", "voice-vbr.mp3", "voice.ogg", "voice-stereo.ogg"})
    void everySampleIsThatOfAnotherDecoder(String name) throws IOException {
        AudioClip clip = read(name);
        AudioClip other = read(name + ".wav"); // 16 bits; of two channels each rounded
        assertThat(clip.sampleRateHz()).isEqualTo(16_000);
        assertThat(clip.samples()).containsExactly(other.samples(), within(1.1f * 0.5f / 32_768));
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice.mp3", "voice-vbr.mp3", "voice.ogg"})
    void theVoiceIsAsLongAsItWasAndBeginsWhereItDid(String name) throws IOException {
        float[] voice = read("voice.wav").samples();
        float[] coded = read(name).samples();
        assertThat(coded).hasSameSizeAs(voice);
        double power = product(voice, voice, 0);
        assertThat(product(voice, coded, 0) / power).isGreaterThan(0.9);
        for (int shift = 1; shift <= 40; shift++) {
            assertThat(product(voice, coded, shift)).isLessThan(product(voice, coded, 0));
            assertThat(product(coded, voice, shift)).isLessThan(product(voice, coded, 0));
        }
    }

    private static double product(float[] early, float[] late, int shift) {
        double sum = 0;
        for (int i = shift; i < early.length; i++) {
            sum += (double) early[i - shift] * late[i];
        }
        return sum;
    }

    /** Frames from the middle of a file lean on bytes of frames that are not there, and nothing tells what was added. */
    @Test
    void anMp3FileMayBeginAnywhere() throws IOException {
        byte[] file = FlacBytes.resource("voice.mp3");
        AudioClip all = FlacBytes.read(Arrays.copyOfRange(file, 45 + 216, file.length));
        AudioClip rest = FlacBytes.read(Arrays.copyOfRange(file, 45 + 11 * 216, file.length));
        assertThat(all.length()).isEqualTo(25 * 576);
        assertThat(rest.length()).isEqualTo(15 * 576);
        assertThat(Arrays.copyOfRange(rest.samples(), 4 * 576, 15 * 576))
                .containsExactly(Arrays.copyOfRange(all.samples(), 14 * 576, 25 * 576), within(1e-6f));
    }
}
