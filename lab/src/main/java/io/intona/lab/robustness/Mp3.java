package io.intona.lab.robustness;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.audio.WavWriter;
import io.intona.lab.experiment.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Compressed to MP3 by LAME, and back by our own reader. Needs the program {@code ffmpeg} with libmp3lame.
 *
 * @param kilobits a second
 */
record Mp3(int kilobits) implements Condition {
    private static final String ENCODER = "libmp3lame";

    @Override
    public String name() {
        return "MP3 " + kilobits + " kbit/s";
    }

    /** Whether the program is there. */
    static boolean isPossible() throws InterruptedException {
        try {
            return run(List.of("ffmpeg", "-hide_banner", "-encoders")).contains(ENCODER);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public AudioClip apply(AudioClip clip, String id) throws IOException, InterruptedException {
        try (TemporaryFolder folder = new TemporaryFolder("intona-mp3-")) {
            Path wav = folder.path().resolve("clip.wav");
            Path mp3 = folder.path().resolve("clip.mp3");
            WavWriter.write(clip, wav, WavWriter.Encoding.FLOAT_32);
            run(List.of(
                    "ffmpeg",
                    "-nostdin",
                    "-hide_banner",
                    "-loglevel",
                    "error",
                    "-i",
                    wav.toString(),
                    "-c:a",
                    ENCODER,
                    "-b:a",
                    kilobits + "k",
                    mp3.toString()));
            return AudioReader.read(mp3);
        }
    }

    /** What a command says, which must succeed. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException("ffmpeg ended with " + exitCode + ", expected 0: " + said.replace('\n', ' '));
            }
            return said;
        } finally {
            process.destroy();
        }
    }
}
