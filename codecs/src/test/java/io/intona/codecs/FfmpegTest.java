package io.intona.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Voices that FFmpeg encodes at every rate and many settings, decoded here and by FFmpeg. Needs {@code ffmpeg}; without it
 * the tests say so and are left out.
 */
class FfmpegTest {
    @TempDir
    static Path folder;

    private static Path voice = Path.of("");

    @BeforeAll
    static void makeVoice() throws Exception {
        assumeTrue(isThere(), "ffmpeg is missing: Debian has it in the package ffmpeg");
        // The voice three times: FFmpeg cuts the start, not the end, of an Ogg file with one page of sound.
        float[] once = FlacBytes.read(FlacBytes.resource("voice.wav")).samples();
        float[] samples = new float[3 * once.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = once[i % once.length];
        }
        voice = folder.resolve("voice.wav");
        WavWriter.write(new AudioClip(samples, 16_000), voice, WavWriter.Encoding.FLOAT_32);
    }

    private static boolean isThere() {
        try {
            return run(List.of("ffmpeg", "-version")) == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static Path made(Path from, String to, String... options) throws Exception {
        Path file = folder.resolve(to);
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-y", "-i", from.toString()));
        command.addAll(List.of(options));
        command.add(file.toString());
        assertThat(run(command)).as(command.toString()).isZero();
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, 8000, -b:a 16k",
        "mp3, 11025, -q:a 4",
        "mp3, 12000, -b:a 32k",
        "mp3, 16000, -q:a 0",
        "mp3, 22050, -b:a 64k",
        "mp3, 24000, -q:a 9",
        "mp3, 32000, -b:a 320k",
        "mp3, 44100, -q:a 2",
        "mp3, 48000, -b:a 128k",
        "mp3, 44100, -b:a 96k -ac 2 -joint_stereo 1",
        "mp3, 48000, -q:a 3 -ac 2 -joint_stereo 0",
        "mp3, 44100, -write_xing 0",
        "mp3, 44100, -reservoir 0",
        "ogg, 8000, -q:a 0",
        "ogg, 11025, -q:a 3",
        "ogg, 16000, -q:a 10",
        "ogg, 22050, -q:a 5",
        "ogg, 44100, -q:a 3 -ac 2",
        "ogg, 48000, -b:a 64k",
        "flac, 44100, -compression_level 12"
    })
    void isDecodedAsFfmpegDoes(String ending, int rateHz, String options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-ar", String.valueOf(rateHz)));
        if (ending.equals("ogg")) {
            all.addAll(List.of("-c:a", "libvorbis"));
        }
        all.addAll(List.of(options.split(" ")));
        Path coded = made(voice, "coded." + ending, all.toArray(String[]::new));
        AudioClip theirs = AudioReader.read(made(coded, "decoded.wav", "-c:a", "pcm_f32le"));
        AudioClip ours = AudioReader.read(coded);
        assertThat(ours.sampleRateHz()).isEqualTo(rateHz);
        assertThat(ours.samples()).containsExactly(theirs.samples(), within(5e-6f));
    }
}
