package io.intona.lab.experiment;

import io.intona.kernel.Kernels;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Schedule;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Initialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small evaluations of the toy corpus. */
final class TestPlans {
    static final String MODEL = "LSTM-h4-v2";
    static final TrainingSettings SETTINGS =
            new TrainingSettings(1e-2, 1e-4, 0.2, 2, 8, 3, Schedule.RESTARTS, Initialization.ORTHOGONAL);

    private TestPlans() {}

    static EvaluationPlan plan(int runs) {
        return new EvaluationPlan(ToyDataset.of(1), MODEL, Protocol.STRICT, SETTINGS, runs, 1);
    }

    static EvaluationOptions options(int threads) {
        return new EvaluationOptions(Kernels.of("scalar"), threads, false, Duration.ofHours(1));
    }

    static EvaluationOptions accepting() {
        return new EvaluationOptions(Kernels.of("scalar"), 1, true, Duration.ZERO);
    }

    static EvaluationResult evaluate(EvaluationPlan plan, int threads, Path out)
            throws IOException, InterruptedException {
        return Evaluation.run(plan, options(threads), out, Progress.Listener.NONE);
    }

    /** The records in a folder by relative name, in hexadecimal, without what is allowed to differ. */
    static SortedMap<String, String> records(Path out) throws IOException {
        SortedMap<String, String> records = new TreeMap<>();
        for (String name : files(out)) {
            if (!name.startsWith(".work") && !name.endsWith(".provenance.json")) {
                records.put(name, HexFormat.of().formatHex(Files.readAllBytes(out.resolve(name))));
            }
        }
        return records;
    }

    /** All files in a folder by relative name, sorted. */
    static Iterable<String> files(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
