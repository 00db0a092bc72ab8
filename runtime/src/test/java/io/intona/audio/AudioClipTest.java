package io.intona.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioClipTest {
    @Test
    void aClipDoesNotChangeWithTheArraysItCameFromOrGave() {
        float[] samples = {0.5f, -0.5f};
        AudioClip clip = new AudioClip(samples, 16_000);
        samples[0] = 1;
        clip.samples()[1] = 1;
        assertThat(clip.samples()).containsExactly(0.5f, -0.5f);
        assertThat(clip)
                .isEqualTo(new AudioClip(new float[] {0.5f, -0.5f}, 16_000))
                .hasSameHashCodeAs(clip);
        assertThat(clip).isNotEqualTo(new AudioClip(new float[] {0.5f, -0.5f}, 16_001));
        assertThat(clip.durationSeconds()).isEqualTo(2 / 16_000.0);
        assertThat(clip).hasToString("2 samples at 16000 Hz");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 768_001})
    void aRateOutOfRangeIsRefused(int sampleRateHz) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudioClip(new float[1], sampleRateHz))
                .withMessage("sample rate " + sampleRateHz + " Hz, expected 1000 to 768000");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1.0001e12f, -Float.MAX_VALUE})
    void aSampleThatIsNoNumberOrAbsurdlyLargeIsRefused(float sample) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudioClip(new float[] {0, sample}, 48_000))
                .withMessage("sample 1 is " + sample + ", expected a number from -1.0E12 to 1.0E12");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 'limit of 0 bytes, expected at least 1'",
        "1, 0, 1, 'limit of 0.0 seconds, expected more than 0'",
        "1, NaN, 1, 'limit of NaN seconds, expected more than 0'",
        "1, 1, 0, 'limit of 0 samples, expected at least 1'"
    })
    void limitsThatAllowNothingAreRefused(long bytes, double seconds, long samples, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudioLimits(bytes, seconds, samples))
                .withMessage(message);
    }
}
