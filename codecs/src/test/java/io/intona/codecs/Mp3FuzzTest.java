package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioLimits;
import io.intona.fuzz.Fuzzing;
import java.util.List;
import org.junit.jupiter.api.Test;

class Mp3FuzzTest {
    @Test
    void aDamagedFileGivesSoundOrASentence() {
        List<byte[]> good = List.of(FlacBytes.resource("voice.mp3"), FlacBytes.resource("voice-vbr.mp3"));
        Fuzzing.Tally tally = new Fuzzing(3, good, 64 << 20)
                .run(
                        file -> file,
                        AudioFormatException.class,
                        file -> FlacBytes.read(file, new AudioLimits(1 << 20, 10)));
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }
}
