package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {
    @TempDir
    Path folder;

    private Path clip;

    @BeforeEach
    void writeClip() throws IOException {
        clip = TestClips.write(folder.resolve("in/a.wav"), 1, 9_000, 22_050);
    }

    private static FeatureMatrix expected(AudioClip clip, FeatureSpec spec) {
        return new FeatureExtractor(spec, Kernels.of("scalar")).extract(clip);
    }

    private static FeatureMatrix csv(List<String> lines) {
        int size = lines.get(0).split(",").length;
        float[] values = new float[(lines.size() - 1) * size];
        int index = 0;
        for (String line : lines.subList(1, lines.size())) {
            for (String number : line.split(",")) {
                values[index++] = Float.parseFloat(number);
            }
        }
        return new FeatureMatrix(lines.size() - 1, size, values);
    }

    /** Reads a .npy file by NumPy's description of the format. */
    private static FeatureMatrix npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = bytes.getShort(8);
        String header = new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII);
        assertThat(header).contains("'descr': '<f4'").contains("'fortran_order': False");
        String[] shape = header.replaceAll(".*'shape': \\(([0-9]+), ([0-9]+)\\).*\\n", "$1 $2")
                .split(" ");
        float[] values = new float[bytes.limit() / 4 - (10 + headerLength) / 4];
        bytes.position(10 + headerLength).asFloatBuffer().get(values);
        return new FeatureMatrix(Integer.parseInt(shape[0]), Integer.parseInt(shape[1]), values);
    }

    @Test
    void withoutOutTheyAreCsvOnStandardOutputAtTheRecordingsOwnRate() {
        Ran ran = Command.run("features", clip.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.outLines().get(0)).startsWith("mfcc0,mfcc1,").endsWith(",mfcc33");
        assertThat(csv(ran.outLines()))
                .isEqualTo(expected(TestClips.clip(1, 9_000, 22_050), FeatureSpec.PAPER.withSampleRateHz(22_050)));
    }

    @Test
    void npyAndCsvFilesHoldTheSameBits() throws IOException {
        Path npy = folder.resolve("a.npy");
        Path csv = folder.resolve("a.csv");
        assertThat(Command.run("features", clip.toString(), "--out", npy.toString())
                        .exitCode())
                .isZero();
        assertThat(Command.run("features", clip.toString(), "--out", csv.toString())
                        .exitCode())
                .isZero();
        FeatureMatrix values = expected(TestClips.clip(1, 9_000, 22_050), FeatureSpec.PAPER.withSampleRateHz(22_050));
        assertThat(npy(npy)).isEqualTo(values);
        assertThat(csv(Files.readAllLines(csv))).isEqualTo(values);
    }

    @Test
    void framesHopFloorAndRateAreTheUsers() throws IOException {
        Path npy = folder.resolve("a.npy");
        Command.run(
                "features",
                clip.toString(),
                "--features=logmel40",
                "--frame=512",
                "--hop=200",
                "--top-db=off",
                "--rate=16000",
                "--out",
                npy.toString());
        FeatureSpec spec = FeatureSpec.parse("logmel40")
                .withFrame(512, 200)
                .withTopDb(FeatureSpec.TopDb.OFF)
                .withSampleRateHz(16_000);
        assertThat(npy(npy)).isEqualTo(expected(Resampler.resample(TestClips.clip(1, 9_000, 22_050), 16_000), spec));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfcc5", "mfcc34+chroma12"})
    void withAModelTheyAreWhatItHears(String features) throws IOException {
        Path model = TestModels.write(folder.resolve("m.safetensors"), features, 16_000);
        Path npy = folder.resolve("a.npy");
        Ran ran = Command.run("features", clip.toString(), "--model", model.toString(), "--out", npy.toString());
        assertThat(ran.err()).isEmpty();
        EmotionModel read = EmotionModel.read(model);
        FeatureMatrix raw = expected(Resampler.resample(TestClips.clip(1, 9_000, 22_050), 16_000), read.features());
        assertThat(npy(npy)).isEqualTo(read.standardizer().apply(raw));
    }

    @Test
    void aFolderBecomesAFolder() throws IOException {
        TestClips.write(folder.resolve("in/deeper/b.WAV"), 2, 5_000, 16_000);
        Files.writeString(folder.resolve("in/README"), "not a recording");
        Files.writeString(folder.resolve("in/.hidden.wav"), "not looked at");
        Path out = folder.resolve("out");
        Ran ran = Command.run("features", folder.resolve("in").toString(), "--out", out.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(npy(out.resolve("a.npy")))
                .isEqualTo(csv(Command.run("features", clip.toString()).outLines()));
        assertThat(npy(out.resolve("deeper/b.npy")).frames()).isEqualTo(1 + 5_000 / 512);
        try (var files = Files.walk(out)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
        Command.run("features", folder.resolve("in").toString(), "--out", out.toString(), "--format=csv");
        assertThat(csv(Files.readAllLines(out.resolve("a.csv")))).isEqualTo(npy(out.resolve("a.npy")));
    }

    @Test
    void whoWatchesSeesHowFarItIs() throws IOException {
        Path missing = folder.resolve("in/missing.wav");
        Ran ran = Command.runWatched("features", clip.toString(), missing.toString(), "--out=" + folder.resolve("out"));
        assertThat(ran.err())
                .containsPattern("features .* 2/2 .*clips/s")
                .contains("\r\u001b[Kintona features: " + missing + ": no such file\n")
                .endsWith("\nintona features: 1 of 2 files could not be read\n");
    }

    @Test
    void aBadRecordingDoesNotStopTheOthers() throws IOException {
        Path bad = folder.resolve("in/bad.wav");
        Files.write(bad, Arrays.copyOf(Files.readAllBytes(clip), 30));
        TestClips.write(folder.resolve("in/z.wav"), 3, 5_000, 16_000);
        Ran ran = Command.run(
                "features",
                folder.resolve("in").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("out/a.npy")).exists();
        assertThat(folder.resolve("out/bad.npy")).doesNotExist();
        assertThat(folder.resolve("out/z.npy")).exists();
        assertThat(ran.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("intona features: " + bad + ": byte "),
                        line -> assertThat(line).isEqualTo("intona features: 1 of 3 files could not be read"));
    }
}
