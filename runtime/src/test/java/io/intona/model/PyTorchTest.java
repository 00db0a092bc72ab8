package io.intona.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.Python;
import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.nn.Network;
import io.intona.nn.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file goes into PyTorch's own layers as it is, and says the same there. Left out where PyTorch is missing. */
class PyTorchTest {
    private static final int FRAMES = 57;
    private static final List<String> MODELS = List.of("LSTM-h16-v4", "LSTM-h16-v1", "LSTM-h16-final", "LSTM-h16-mean");

    @TempDir
    Path folder;

    @Test
    void pyTorchComputesTheSameLogitsFromTheFile() throws Exception {
        FeatureMatrix features = features();
        List<String> arguments = new ArrayList<>(List.of(write(features).toString()));
        for (String name : MODELS) {
            Path file = folder.resolve(name + ".safetensors");
            TestModels.model(name).write(file);
            arguments.add(file.toString());
        }
        List<String> lines = Python.run(PyTorchTest.class.getResource("logits.py"), "torch and numpy", arguments);
        assertThat(lines).hasSameSizeAs(MODELS);
        for (int m = 0; m < MODELS.size(); m++) {
            EmotionModel model = EmotionModel.read(folder.resolve(MODELS.get(m) + ".safetensors"));
            float[] logits = new Network(model.architecture(), Kernels.of("scalar"))
                    .infer(model.parameters(), model.standardizer().apply(features), new Workspace())
                    .logits();
            String[] peer = lines.get(m).split(" ");
            assertThat(peer).hasSize(logits.length);
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) logits[i]).as(MODELS.get(m)).isCloseTo(Double.parseDouble(peer[i]), within(1e-4));
            }
        }
    }

    private static FeatureMatrix features() {
        float[] mean = TestModels.standardizer().mean();
        float[] deviation = TestModels.standardizer().standardDeviation();
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[FRAMES * mean.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % mean.length;
            values[i] = (float) (mean[column] + deviation[column] * random.nextDouble(-2, 2));
        }
        return new FeatureMatrix(FRAMES, mean.length, values);
    }

    private Path write(FeatureMatrix features) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * features.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(features.values());
        return Files.write(folder.resolve("features.f32"), bytes.array());
    }
}
