package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.ClipListener;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.feature.FeatureCache;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.DatasetLoader;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.work.OtherProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes at an experiment on the synthetic corpus are killed at random moments, between start and end, and started
 * again with the same command: the records must come out as those of undisturbed evaluations of its models. {@code
 * -Dintona.kills=10} kills more often than the suite has time for.
 */
class KilledExperimentTest {
    private static final int KILLS = Integer.getInteger("intona.kills", 2);
    private static final int EPOCHS = 2 + KILLS;
    private static final int LONGEST_WAIT_MILLIS = 1_500;
    private static final List<String> MODELS = List.of("LSTM-h8-v2", "LSTM-h8-mean");
    private static final Kernels KERNELS = Kernels.of("scalar");

    @TempDir
    private static Path folder;

    private static SortedMap<String, String> undisturbed;

    /** Works until everything is done, or it is killed, or the test that started it is gone. */
    static final class Worker {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Thread watch = new Thread(() -> {
                try {
                    while (System.in.read() >= 0) {}
                } catch (IOException e) {
                    System.err.println(e.getMessage());
                }
                Runtime.getRuntime().halt(1);
            });
            watch.setDaemon(true);
            watch.start();
            work(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    private static Dataset dataset(Path out) throws IOException, InterruptedException {
        FeatureExtractor extractor = new FeatureExtractor(FeatureSpec.PAPER, KERNELS);
        FeatureCache cache = new FeatureCache(out.resolveSibling("cache"));
        return DatasetLoader.load(Corpora.open("synthetic:small"), extractor, cache, 2, ClipListener.NONE);
    }

    private static EvaluationOptions options(int threads) {
        return new EvaluationOptions(KERNELS, threads, false, Duration.ofMillis(50));
    }

    private static void work(Path out, int threads, int epochs) throws IOException, InterruptedException {
        Experiment experiment = new Experiment(
                "killed",
                "synthetic:small:1",
                MODELS,
                1,
                1,
                Protocol.STRICT,
                FeatureSpec.PAPER,
                new ExperimentSettings.Given(TrainingSettings.DEFAULT.withEpochs(epochs)),
                WorkOrder.MODELS,
                List.of());
        ExperimentRun.run(experiment, dataset(out), options(threads), out, "killed", Progress.Listener.NONE);
    }

    @BeforeAll
    static void evaluateUndisturbed() throws Exception {
        Path out = folder.resolve("undisturbed");
        for (String model : MODELS) {
            TrainingSettings settings = TrainingSettings.DEFAULT.withEpochs(EPOCHS);
            EvaluationPlan plan = new EvaluationPlan(dataset(out), model, Protocol.STRICT, settings, 1, 1);
            Evaluation.run(plan, options(2), out, Progress.Listener.NONE);
        }
        undisturbed = TestPlans.records(out);
        assertThat(undisturbed.keySet()).containsExactly("LSTM-h8-mean/run-01.json", "LSTM-h8-v2/run-01.json");
    }

    private static SortedMap<String, String> records(Path out) throws IOException {
        SortedMap<String, String> records = TestPlans.records(out);
        assertThat(records.remove("experiment.json")).isNotNull();
        return records;
    }

    @ParameterizedTest(name = "{0} processes of {1} threads")
    @CsvSource({"1, 1", "1, 2", "2, 1"})
    void recordsAreThoseOfUndisturbedEvaluationsByteForByte(int processes, int threads) throws Exception {
        Path out = folder.resolve("killed-" + processes + "-" + threads);
        Random random = new Random(31L * processes + threads);
        List<Process> running = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                running.add(start(out, threads));
            }
            for (int kills = 0; kills < KILLS; ) {
                int victim = random.nextInt(processes);
                boolean ended = running.get(victim).waitFor(random.nextInt(LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
                if (ended) { // faster than the kills: check it, and begin from nothing for the kills that are left
                    finish(running);
                    assertThat(records(out)).isEqualTo(undisturbed);
                    delete(out);
                    for (int i = 0; i < processes; i++) {
                        running.set(i, start(out, threads));
                    }
                } else {
                    running.get(victim).destroyForcibly().waitFor();
                    running.set(victim, start(out, threads));
                    kills++;
                }
            }
            finish(running);
        } finally {
            running.forEach(Process::destroyForcibly);
        }
        assertThat(records(out)).isEqualTo(undisturbed);
        assertThat(out.resolve("LSTM-h8-v2/run-01.provenance.json")).exists();
    }

    private static Process start(Path out, int threads) throws IOException {
        return OtherProcess.start(Worker.class, out.toString(), Integer.toString(threads), Integer.toString(EPOCHS));
    }

    private static void finish(List<Process> running) throws Exception {
        for (Process process : running) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
