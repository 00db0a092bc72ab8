package io.intona.lab.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against tables 2a and 2b of ITU-T G.711, and against Java's own decoder. */
class MuLawTest {
    private static final float UNIT = 1 / 8192f;

    /** Rows of table 2a: the decision value at which a step begins, its character signal, the value it is decoded to. */
    @ParameterizedTest
    @CsvSource({
        "0, 11111111, 0",
        "1, 11111110, 2",
        "31, 11101111, 33",
        "35, 11101110, 37",
        "95, 11011111, 99",
        "223, 11001111, 231",
        "479, 10111111, 495",
        "991, 10101111, 1023",
        "2015, 10011111, 2079",
        "4063, 10001111, 4191",
        "7903, 10000000, 8031"
    })
    void stepsAreThoseOfTheTable(int decision, String signal, int value) {
        int code = Integer.parseInt(signal, 2);
        assertThat(MuLaw.encode(decision * UNIT)).isEqualTo(code);
        assertThat(MuLaw.decode(code)).isEqualTo(value * UNIT);
        if (decision > 0) {
            assertThat(MuLaw.encode(Math.nextDown(decision * UNIT))).isEqualTo(code + 1);
            assertThat(MuLaw.encode(-decision * UNIT)).isEqualTo(code - 0x80); // table 2b
            assertThat(MuLaw.decode(code - 0x80)).isEqualTo(-value * UNIT);
        }
    }

    @ParameterizedTest
    @CsvSource({"8159, 128", "8192, 128", "1e9, 128", "-8159, 0", "-8192, 0", "-1e9, 0"})
    void beyondTheTableTheOutermostStepHolds(float units, int code) {
        assertThat(MuLaw.encode(units * UNIT)).isEqualTo(code);
    }

    @Test
    void everyCodeIsDecodedAsJavaDoes() throws Exception {
        byte[] codes = new byte[256];
        for (int code = 0; code < 256; code++) {
            codes[code] = (byte) code;
        }
        AudioFormat compressed = new AudioFormat(Encoding.ULAW, 8000, 8, 1, 1, 8000, false);
        AudioFormat linear = new AudioFormat(Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000, false);
        try (AudioInputStream decoded = AudioSystem.getAudioInputStream(
                linear, new AudioInputStream(new ByteArrayInputStream(codes), compressed, 256))) {
            ByteBuffer samples = ByteBuffer.wrap(decoded.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (int code = 0; code < 256; code++) {
                assertThat(MuLaw.decode(code)).isEqualTo(samples.getShort(2 * code) / 32_768f);
            }
        }
    }

    @Test
    void everyStepIsDecodedIntoItself() {
        for (int code = 0; code < 256; code++) {
            if (code != 0x7f) { // the negative zero
                assertThat(MuLaw.encode(MuLaw.decode(code))).isEqualTo(code);
            }
        }
    }
}
