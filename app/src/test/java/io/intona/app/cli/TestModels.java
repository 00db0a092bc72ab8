package io.intona.app.cli;

import io.intona.Emotion;
import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.model.EmotionModel;
import io.intona.nn.Architecture;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** Model files with numbers from a seed: they say something of every recording, if nothing true. */
public final class TestModels {
    private TestModels() {}

    static Path write(Path file, String features, int sampleRateHz) throws IOException {
        return write(file, FeatureSpec.parse(features).withSampleRateHz(sampleRateHz));
    }

    public static Path write(Path file, FeatureSpec spec) throws IOException {
        Parameters parameters = new Parameters(Architecture.parse("LSTM-h8-v2", spec.size(), 8));
        SplittableRandom random = new SplittableRandom(17);
        for (Tensor tensor : parameters.trained()) {
            for (int i = 0; i < tensor.size(); i++) {
                tensor.values()[i] = (float) random.nextDouble(-1, 1);
            }
        }
        Arrays.fill(parameters.values("norm.running_var"), 1);
        float[] mean = new float[spec.size()];
        mean[0] = -300;
        float[] deviation = new float[spec.size()];
        Arrays.fill(deviation, 40);
        new EmotionModel(parameters, new Standardizer(mean, deviation), spec, Emotion.RAVDESS, Map.of("seed", "17"))
                .write(file);
        return file;
    }
}
