package io.intona.bench;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An epoch of 64 clips with dropout 0.3: ours, in one thread, against PyTorch's in as many as it is given. With JMH's
 * {@code -t 2} two trainings go side by side.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TrainingBenchmark {
    static final int CLIPS = 64;
    private static final double DROPOUT = 0.3;

    /** Network and clips a batch. */
    @Param({"LSTM-h64-v1:16", "LSTM-h128-v64:32"})
    public String work;

    /** {@code simd}, {@code scalar} or {@code pytorch}. */
    @Param({"simd", "scalar", "pytorch"})
    public String side;

    private Runnable epoch;
    private AutoCloseable close;

    static String model(String work) {
        return work.substring(0, work.indexOf(':'));
    }

    static int batch(String work) {
        return Integer.parseInt(work.substring(work.indexOf(':') + 1));
    }

    /** Both sides, from the same parameters, on the same batches, without dropout: their losses over some epochs. */
    static double disagreement(String work, Kernels kernels, int epochs) {
        List<FeatureMatrix> clips = TestClips.features(CLIPS);
        int[] labels = TestClips.labels(CLIPS);
        OurTraining ours = new OurTraining(model(work), kernels, clips, labels, batch(work), 0);
        double worst = 0;
        try (PyTorchTraining theirs = new PyTorchTraining(ours.parameters(), clips, labels, batch(work), 0)) {
            for (int i = 0; i < epochs; i++) {
                worst = Math.max(worst, Math.abs(ours.epoch(false) - theirs.epoch()));
            }
        }
        return worst;
    }

    @Setup(Level.Trial)
    public void prepare() {
        List<FeatureMatrix> clips = TestClips.features(CLIPS);
        int[] labels = TestClips.labels(CLIPS);
        if (side.equals("pytorch")) {
            double disagreement = disagreement(work, Kernels.of("simd"), 3);
            if (!(disagreement < 1e-4)) {
                throw new IllegalStateException("losses differ by " + disagreement + ", expected less than 1e-4");
            }
            OurTraining start = new OurTraining(model(work), Kernels.of("simd"), clips, labels, batch(work), DROPOUT);
            PyTorchTraining theirs = new PyTorchTraining(start.parameters(), clips, labels, batch(work), DROPOUT);
            epoch = theirs::epoch;
            close = theirs;
            return;
        }
        OurTraining ours = new OurTraining(model(work), Kernels.of(side), clips, labels, batch(work), DROPOUT);
        epoch = () -> ours.epoch(true);
        close = () -> {};
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        close.close();
    }

    @Benchmark
    public void epoch() {
        epoch.run();
    }
}
