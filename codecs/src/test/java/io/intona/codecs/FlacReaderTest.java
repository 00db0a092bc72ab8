package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioLimits;
import io.intona.audio.AudioReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlacReaderTest {
    @ParameterizedTest
    @CsvSource({
        "mono-8.flac, mono-8.wav",
        "mono-16.flac, mono-16.wav",
        "mono-16-fixed.flac, mono-16.wav",
        "mono-16-order-32.flac, mono-16.wav",
        "mono-16-tagged.flac, mono-16.wav",
        "mono-16-pipe.flac, mono-16.wav",
        "mono-24.flac, mono-24.wav",
        "stereo-16.flac, stereo-16.wav",
        "right-16.flac, right-16.wav",
        "stereo-16-mid.flac, stereo-16.wav",
        "stereo-16-ffmpeg.flac, stereo-16.wav",
        "stereo-24.flac, stereo-24.wav",
        "six-16.flac, six-16.wav",
        "silence-16.flac, silence-16.wav",
        "noise-16.flac, noise-16.wav",
        "wasted-16.flac, wasted-16.wav"
    })
    void holdsTheSamplesOfTheWavFileItWasMadeFrom(String flac, String wav) throws IOException {
        AudioClip clip = FlacBytes.read(FlacBytes.resource(flac));
        assertThat(clip).isEqualTo(FlacBytes.read(FlacBytes.resource(wav)));
        assertThat(clip.samples()).hasSizeGreaterThanOrEqualTo(500);
    }

    @Test
    void framesMayBeNumberedByTheirFirstSample() throws IOException {
        byte[] file = FlacBytes.of("mono-16.flac").numberedBySample(576).bytes();
        assertThat(FlacBytes.read(file)).isEqualTo(FlacBytes.read(FlacBytes.resource("mono-16.wav")));
    }

    @Test
    void aStreamThatGivesOneByteAtATimeIsRead() throws IOException {
        InputStream slow = new ByteArrayInputStream(FlacBytes.resource("stereo-16.flac")) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int count) {
                return super.read(buffer, offset, Math.min(1, count));
            }
        };
        assertThat(AudioReader.read(slow, "upload", AudioLimits.DEFAULT))
                .isEqualTo(FlacBytes.read(FlacBytes.resource("stereo-16.wav")));
    }

    @Test
    void anUnknownFileIsToldWhatCanBeRead() {
        assertThatThrownBy(() -> FlacBytes.read("OggS....".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage(
                        "a.flac: byte 0: 4F 67 67 53 2E 2E 2E 2E \"OggS....\", expected FLAC, MP3, Ogg Vorbis or WAV");
    }
}
