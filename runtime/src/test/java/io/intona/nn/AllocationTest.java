package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.random.RandomStreams;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Once it is compiled, a training step allocates nothing, whatever the size of the batch. */
class AllocationTest {
    private static final int CLIPS = 9;
    private static final int WARM_UP_STEPS = 200;
    private static final int STEPS = 20;
    private static final long BYTES_A_STEP = 1024;

    /** On a machine that does much besides, and with steps as short as these, the compiler may come late. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final RandomGenerator random = RandomStreams.of(1, 0, 0, "steps", 0);
    private final List<FeatureMatrix> clips = new ArrayList<>();
    private final int[] labels = new int[CLIPS];
    private final int[] order = IntStream.range(0, CLIPS).toArray();
    private final PackedBatch batch = new PackedBatch();
    private final Workspace workspace = new Workspace();
    private int step;

    static Stream<Arguments> networks() {
        return Stream.of("scalar", "simd")
                .flatMap(kernels -> Stream.of("LSTM-h40-v20", "LSTM-h40-mean", "LSTM-h40-final")
                        .map(model -> Arguments.of(kernels, model)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aTrainingStepAllocatesNothing(String kernelsName, String model) {
        Architecture architecture = Architecture.parse(model, 34, 8);
        Kernels kernels = Kernels.of(kernelsName);
        Network network = new Network(architecture, kernels);
        Parameters parameters = new Parameters(architecture);
        Initialization.ORTHOGONAL.apply(parameters, random);
        for (int clip = 0; clip < CLIPS; clip++) {
            clips.add(RandomNetwork.clip(new Random(clip), 20 + 5 * clip, 34));
        }
        Parameters gradients = new Parameters(architecture);
        Parameters moments = new Parameters(architecture);
        steps(WARM_UP_STEPS, network, kernels, parameters, gradients, moments);
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (least >= BYTES_A_STEP && System.nanoTime() - start < PATIENCE_NANOS) {
            long before = bean.getCurrentThreadAllocatedBytes();
            steps(STEPS, network, kernels, parameters, gradients, moments);
            least = Math.min(least, (bean.getCurrentThreadAllocatedBytes() - before) / STEPS);
        }
        assertThat(least).isLessThan(BYTES_A_STEP);
    }

    private void steps(
            int count,
            Network network,
            Kernels kernels,
            Parameters parameters,
            Parameters gradients,
            Parameters moments) {
        for (int i = 0; i < count; i++) {
            RandomStreams.shuffle(order, random);
            int last = step == 0 ? CLIPS : 2 + step % (CLIPS - 1);
            batch.load(clips, labels, order, 0, last, PackedBatch.NO_PADDING);
            network.trainForward(parameters, batch, 0.3, random, workspace);
            network.backward(parameters, batch, workspace, gradients);
            for (int k = 0; k < gradients.trained().size(); k++) {
                kernels.adam(
                        gradients.trained().get(k).size(),
                        1e-4,
                        1,
                        0,
                        0.9,
                        0.999,
                        1e-8,
                        gradients.trained().get(k).values(),
                        moments.trained().get(k).values(),
                        moments.trained().get(k).values(),
                        parameters.trained().get(k).values());
            }
            step++;
        }
    }
}
