package io.intona.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSinkTest {
    private static final AudioLimits NONE = new AudioLimits(Long.MAX_VALUE, Double.MAX_VALUE);

    private static AudioInput nothing() {
        return AudioInput.ofStream(new ByteArrayInputStream(new byte[0]), "a.wav", NONE);
    }

    private static SampleSink started(SampleSink sink) throws IOException {
        sink.start(8_000, 24, 1, 22);
        return sink;
    }

    @Test
    void moreSamplesThanAnArrayHoldsAreRefusedInASentence() throws IOException {
        SampleSink sink = started(new SampleSink(nothing(), NONE, 1_000));
        sink.accept(new float[600], 600);
        sink.accept(new float[400], 400);
        assertThat(sink.clip().length()).isEqualTo(1_000);
        assertThatThrownBy(() -> sink.accept(new float[1], 1))
                .isExactlyInstanceOf(AudioFormatException.class) // not one of the limits that somebody sets
                .hasMessage("a.wav: byte 0: more than 1000 samples, expected at most as many as one array holds,"
                        + " or to hear the recording in pieces");
    }

    @Test
    void theLimitsOfWhoeverReadsComeFirst() throws IOException {
        SampleSink sink = started(new SampleSink(nothing(), new AudioLimits(100, 0.01), 1_000));
        assertThatThrownBy(() -> sink.accept(new float[1_001], 1_001))
                .isInstanceOf(AudioLimitException.class)
                .hasMessage("a.wav: byte 0: more than 80 samples at 8000 Hz, expected at most 0.01 seconds of sound");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, 7",
        "100, 101, 150",
        "100, 300, 300",
        "1_431_655_764, 1_431_655_765, 2_147_483_639",
        "1_600_000_000, 1_600_000_001, 2_147_483_639",
        "2_147_483_000, 2_147_483_639, 2_147_483_639"
    })
    void memoryGrowsByHalfAsFarAsArraysGo(String length, String needed, String grown) {
        assertThat(SampleSink.grown(number(length), number(needed), AudioClip.MAX_SAMPLES))
                .isEqualTo(number(grown));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.replace("_", ""));
    }
}
