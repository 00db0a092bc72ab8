package io.intona.lab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.audio.AudioClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleHashTest {
    /** The expected value: {@code hashlib.sha256(struct.pack("<i3f", 48000, 0.0, 0.5, -1.0)).hexdigest()} of Python. */
    @Test
    void isSha256OverRateAndSamples() {
        AudioClip clip = new AudioClip(new float[] {0, 0.5f, -1}, 48_000);
        assertThat(SampleHash.of(clip).hex())
                .isEqualTo("22a1cee91d0b7b28f8268b3cd09ece96dc3a8b5c3b1c335f31e5a9ef4a1f2bfc");
    }

    @Test
    void dependsOnEverySampleAndTheRate() {
        AudioClip clip = Clips.noise(1, 40_000, 48_000);
        float[] samples = clip.samples();
        assertThat(SampleHash.of(new AudioClip(samples, 48_000))).isEqualTo(SampleHash.of(clip));
        assertThat(SampleHash.of(new AudioClip(samples, 44_100))).isNotEqualTo(SampleHash.of(clip));
        for (int i : new int[] {0, 16_383, 16_384, 39_999}) {
            float[] changed = samples.clone();
            changed[i] = Math.nextUp(changed[i]);
            assertThat(SampleHash.of(new AudioClip(changed, 48_000))).isNotEqualTo(SampleHash.of(clip));
        }
    }

    @Test
    void anEmptyClipHasOneToo() {
        assertThat(SampleHash.of(new AudioClip(new float[0], 8_000)))
                .isNotEqualTo(SampleHash.of(new AudioClip(new float[0], 16_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0G", "../../etc"})
    void refusesATextThatIsNoHash(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleHash(text))
                .withMessage("sample hash '" + text + "', expected 64 hexadecimal digits in lower case");
    }
}
