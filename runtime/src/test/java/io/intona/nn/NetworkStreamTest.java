package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkStreamTest {
    static Stream<Arguments> networks() {
        return Stream.of("scalar", "simd")
                .flatMap(kernels -> Stream.of(Architecture.Pooling.values())
                        .flatMap(pooling ->
                                IntStream.range(0, 5).mapToObj(seed -> Arguments.of(kernels, pooling, seed))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void afterEveryFrameItSaysWhatTheNetworkSaysOfThoseSoFar(String kernels, Architecture.Pooling pooling, int seed) {
        RandomNetwork random = new RandomNetwork(seed, pooling, false, 40);
        Network network = new Network(random.architecture, Kernels.of(kernels));
        NetworkStream stream = network.stream(random.parameters);
        int size = random.architecture.inputSize();
        float[] heard = new float[random.architecture.classes()];
        for (int recording = 0; recording < 2; recording++) {
            float[] values = RandomNetwork.clip(new Random(seed), 30, size).values();
            for (int frames = 1; frames <= 30; frames++) {
                stream.push(values, (frames - 1) * size);
                stream.probabilities(heard);
                float[] soFar = Arrays.copyOf(values, frames * size);
                Inference whole =
                        network.infer(random.parameters, new FeatureMatrix(frames, size, soFar), new Workspace());
                assertThat(heard).containsExactly(whole.probabilities(), within(1e-5f));
            }
            assertThat(stream.frames()).isEqualTo(30);
            stream.restart();
        }
    }

    @Test
    void aFrameThatDoesNotFitIsRefused() {
        RandomNetwork random = new RandomNetwork(1, Architecture.Pooling.MEAN, false);
        int size = random.architecture.inputSize();
        NetworkStream stream = new Network(random.architecture, Kernels.of("scalar")).stream(random.parameters);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.push(new float[size], 1))
                .withMessage(
                        "frame of " + size + " features at 1 of an array of " + size + " values, expected it to fit");
    }
}
