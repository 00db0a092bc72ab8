package io.intona.app.cli;

import io.intona.Emotion;
import io.intona.audio.AudioClip;
import io.intona.audio.WavWriter;
import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.model.EmotionModel;
import io.intona.nn.Architecture;
import io.intona.nn.Parameters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Not a verb: what the launcher of an installation runs once, so that the JVM can archive the classes of short commands. It
 * classifies a second of silence with a network of zeros and looks at the help.
 */
final class WarmUp {
    private WarmUp() {}

    public static void main(String[] args) throws IOException {
        Path model = Files.createTempFile("intona", ".safetensors");
        Path clip = Files.createTempFile("intona", ".wav");
        try {
            silentModel().write(model);
            int sampleRateHz = FeatureSpec.DEFAULT_SAMPLE_RATE_HZ;
            WavWriter.write(new AudioClip(new float[sampleRateHz], sampleRateHz), clip, WavWriter.Encoding.PCM_16);
            run("--help");
            run("classify", "--model", model.toString(), "--json", clip.toString());
        } finally {
            Files.deleteIfExists(model);
            Files.deleteIfExists(clip);
        }
    }

    private static EmotionModel silentModel() {
        FeatureSpec features = FeatureSpec.parse("mfcc34");
        Parameters parameters =
                new Parameters(Architecture.parse("LSTM-h8-v2", features.size(), Emotion.RAVDESS.size()));
        float[] deviation = new float[features.size()];
        Arrays.fill(deviation, 1);
        Standardizer standardizer = new Standardizer(new float[features.size()], deviation);
        return new EmotionModel(parameters, standardizer, features, Emotion.RAVDESS, Map.of());
    }

    private static void run(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int exitCode = Main.run(new Terminal(nowhere, nowhere, false, false), arguments);
        if (exitCode != 0) {
            throw new IllegalStateException("intona " + String.join(" ", arguments) + " ended with " + exitCode);
        }
    }
}
