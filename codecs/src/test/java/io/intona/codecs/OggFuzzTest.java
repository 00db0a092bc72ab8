package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioLimits;
import io.intona.fuzz.Fuzzing;
import java.util.List;
import org.junit.jupiter.api.Test;

class OggFuzzTest {
    /** Every second file has right checksums, so that nonsense reaches the decoder. */
    @Test
    void aDamagedFileGivesSoundOrASentence() {
        List<byte[]> good = List.of(FlacBytes.resource("voice.ogg"), FlacBytes.resource("voice-stereo.ogg"));
        Fuzzing.Tally tally = new Fuzzing(4, good, 256 << 20)
                .run(
                        OggBytes::repaired,
                        AudioFormatException.class,
                        file -> FlacBytes.read(file, new AudioLimits(1 << 20, 10)));
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }
}
