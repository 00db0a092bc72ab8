package io.intona.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import io.intona.nn.Network;
import io.intona.nn.Parameters;
import io.intona.nn.Workspace;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From the standardised features of one recording of 3.7 s to its probabilities: LSTM, attention, batch normalisation by
 * the running statistics, classifier, softmax. Ours against PyTorch's, each from an array of floats to another.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NetworkBenchmark {
    /** {@code simd}, {@code scalar} or {@code pytorch}. */
    @Param({"simd", "scalar", "pytorch"})
    public String side;

    private final EmotionModel model = RecognitionBenchmark.model(FeatureSpec.TopDb.CLIP);
    private final FeatureMatrix features = model.standardizer()
            .apply(new FeatureExtractor(model.features(), Kernels.of("scalar")).extract(TestClips.recording()));
    private Supplier<float[]> probabilities;

    @Setup
    public void prepare() {
        if (!side.equals("pytorch")) {
            probabilities = ours(Kernels.of(side));
            return;
        }
        probabilities = theirs();
        float[] expected = ours(Kernels.of("simd")).get();
        float[] actual = probabilities.get();
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - actual[i]) < 1e-4)) {
                throw new IllegalStateException(
                        "PyTorch says " + actual[i] + ", we " + expected[i] + ", expected less than 1e-4 between them");
            }
        }
    }

    private Supplier<float[]> ours(Kernels kernels) {
        Network network = new Network(model.architecture(), kernels);
        Parameters parameters = model.parameters();
        Workspace workspace = new Workspace();
        return () -> network.infer(parameters, features, workspace).probabilities();
    }

    private Supplier<float[]> theirs() {
        NDManager manager = NDManager.newBaseManager();
        PyTorchNetwork network = new PyTorchNetwork(model.parameters(), manager);
        Shape shape = new Shape(1, features.frames(), features.size());
        return () -> {
            try (NDManager scope = manager.newSubManager()) {
                NDArray inputs = scope.create(features.values(), shape);
                return network.logits(inputs, Optional.empty(), false, 0, scope)
                        .softmax(1)
                        .toFloatArray();
            }
        };
    }

    @Benchmark
    public float[] probabilities() {
        return probabilities.get();
    }
}
