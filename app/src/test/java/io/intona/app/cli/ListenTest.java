package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intona.EmotionRecognizer;
import io.intona.Segment;
import io.intona.app.cli.Command.Ran;
import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListenTest {
    @TempDir
    Path folder;

    private String model = "";
    private Path sound = Path.of("");

    @BeforeEach
    void writeModelAndSound() throws IOException {
        Path file = TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        model = "--model=" + file;
        float[] samples = new float[12 * 16_000];
        float[] voice = TestClips.clip(5, 4 * 16_000, 16_000).samples();
        System.arraycopy(voice, 0, samples, 0, voice.length);
        System.arraycopy(voice, 0, samples, 8 * 16_000, voice.length);
        sound = folder.resolve("a.wav");
        WavWriter.write(new AudioClip(samples, 16_000), sound, WavWriter.Encoding.PCM_16);
    }

    private List<Segment> expected() throws IOException {
        return EmotionRecognizer.load(folder.resolve("m.safetensors"))
                .timeline(AudioReader.read(sound))
                .segments();
    }

    @Test
    void jsonHasASegmentALine() throws IOException {
        Ran ran = Command.run("listen", model, "--sound=" + sound, "--json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        List<Segment> segments = expected();
        assertThat(ran.outLines()).hasSameSizeAs(segments);
        for (int i = 0; i < segments.size(); i++) {
            Schemas.assertValid("listen", ran.outLines().get(i));
            JsonNode line = JsonMapper.shared().readTree(ran.outLines().get(i));
            assertThat(line.get("start").asDouble()).isEqualTo(segments.get(i).startSeconds());
            assertThat(line.get("speech").asBoolean()).isEqualTo(segments.get(i).isSpeech());
        }
    }

    @Test
    void whereNobodyWatchesThereIsALineForEachSegmentAndNothingToDrawWith() throws IOException {
        Ran ran = Command.run("listen", model, "--sound=" + sound);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).doesNotContain("\u001b");
        assertThat(ran.outLines())
                .hasSameSizeAs(expected())
                .allMatch(line -> line.matches(" +[0-9.]+ +[0-9.]+  (-|[a-z]+)"));
    }

    @Test
    void whoWatchesSeesBarsThatReplaceThoseBefore() throws IOException {
        Ran ran = Command.runWatched("listen", model, "--sound=" + sound);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEqualTo("intona listen: listening, end with Ctrl-C\n");
        List<Segment> segments = expected();
        assertThat(ran.outLines()).hasSize(9 * segments.size()); // a line of time and eight bars
        assertThat(ran.out().split("\u001b\\[9A", -1)).hasSize(segments.size());
        Segment last = segments.get(segments.size() - 1);
        float probability = last.probabilities().getOrDefault("neutral", 0f);
        assertThat(ran.outLines().get(9 * segments.size() - 8))
                .endsWith(String.format(
                        Locale.ROOT,
                        "neutral   %5.1f %% %s",
                        100 * probability,
                        "#".repeat(Math.round(40 * probability))));
    }

    @Test
    void itEndsByItselfIfAsked() {
        Ran ran = Command.run("listen", model, "--sound=" + sound, "--seconds=6.5", "--json");
        assertThat(ran.exitCode()).isZero();
        JsonNode last =
                JsonMapper.shared().readTree(ran.outLines().get(ran.outLines().size() - 1));
        assertThat(last.get("end").asDouble()).isEqualTo(6.5);
    }

    @Test
    void withoutAMicrophoneItSaysWhatToDo() {
        assumeTrue(!isThereAMicrophone(), "a microphone is there");
        Ran ran = Command.run("listen", model);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .matches(
                        "intona listen: (no microphone that Java can hear, plug one in; .*|this Java has no sound, .*)\n");
    }

    private static boolean isThereAMicrophone() {
        try {
            return AudioSystem.isLineSupported(
                    new DataLine.Info(TargetDataLine.class, new AudioFormat(48_000, 16, 1, true, false)));
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return false;
        }
    }
}
