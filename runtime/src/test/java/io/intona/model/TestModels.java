package io.intona.model;

import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.nn.Architecture;
import io.intona.nn.Parameters;
import io.intona.nn.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small models with numbers from a seed. */
final class TestModels {
    static final List<String> LABELS = List.of("calm", "angry", "très heureux");
    static final FeatureSpec FEATURES = FeatureSpec.parse("mfcc5")
            .withFrame(256, 100)
            .withSampleRateHz(16_000)
            .withTopDb(FeatureSpec.TopDb.OFF);

    private TestModels() {}

    static EmotionModel model(String name) {
        return new EmotionModel(
                parameters(name),
                standardizer(),
                FEATURES,
                LABELS,
                Map.of("java", "17.0.15", "seed", "7", "note", "a \"quoted\" line\nand another"));
    }

    static Parameters parameters(String name) {
        Parameters parameters = new Parameters(Architecture.parse(name, 5, 3));
        SplittableRandom random = new SplittableRandom(7);
        for (List<Tensor> tensors : List.of(parameters.trained(), parameters.buffers())) {
            for (Tensor tensor : tensors) {
                for (int i = 0; i < tensor.size(); i++) {
                    double value = random.nextDouble(-1, 1);
                    tensor.values()[i] = (float) (tensor.name().equals("norm.running_var") ? 1 + value / 2 : value);
                }
            }
        }
        return parameters;
    }

    static Standardizer standardizer() {
        return new Standardizer(new float[] {-300.5f, 1, 2, 3, -0.0f}, new float[] {50, 1e-3f, 3, 4, 5});
    }
}
