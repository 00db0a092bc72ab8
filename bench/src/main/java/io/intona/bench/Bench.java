package io.intona.bench;

import io.intona.audio.WavWriter;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs every benchmark and prints one table: medians over all iterations of all forks, their spread, ratios, and what the
 * machine is. {@code bench/run} builds and starts it; with {@code --quick} there is one fork of each.
 */
public final class Bench {
    private static final String H64 = "LSTM-h64-v1:16";
    private static final String H128 = "LSTM-h128-v64:32";
    private static final int COLD_STARTS = 7;
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xmx2g", "--add-modules", "jdk.incubator.vector");

    private final Path root;
    private final int forks;
    private final StringBuilder report = new StringBuilder();

    /** Median of some measurements and the middle half of them. */
    private record Measured(double median, double quarter, double threeQuarters) {
        static Measured of(double... values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int n = sorted.length;
            return new Measured(sorted[n / 2], sorted[n / 4], sorted[n - 1 - n / 4]);
        }

        String text(String unit) {
            return String.format(Locale.ROOT, "%.3g %s (%.3g to %.3g)", median, unit, quarter, threeQuarters);
        }
    }

    private Bench(Path root, int forks) {
        this.root = root;
        this.forks = forks;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1) {
            System.err.println("usage: Bench ROOT [--quick]");
            System.exit(2);
        }
        boolean quick = List.of(arguments).contains("--quick");
        Bench bench = new Bench(Path.of(arguments[0]), quick ? 1 : 3);
        bench.run();
        System.out.println(bench.report);
        Files.writeString(bench.root.resolve("bench/RESULTS.md"), bench.report);
    }

    private void run() throws Exception {
        environment();
        Measured peak = measure(PeakBenchmark.class, "multiplyAdd", Map.of(), 1);
        double peakGflops = PeakBenchmark.operations() / (1e3 * peak.median());
        line("Peak of fused multiply-adds on one core: %.0f GFLOP/s.%n", peakGflops);
        products(peakGflops);
        training(peakGflops);
        recognition();
        mfcc();
        coldStart();
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.print(line);
        report.append(line);
    }

    private void environment() throws IOException {
        line("# Measured speed%n%n");
        line(
                "By `bench/run`, %s, revision %s. Medians over all iterations of %d %s; in brackets the middle half.%n%n",
                java.time.LocalDate.now(),
                System.getProperty("intona.revision", "unknown"),
                forks,
                forks == 1 ? "fork" : "forks");
        line(
                "%s; %d cores; Java %s; kernels %s; PyTorch 2.7.1 through DJL; load when it began %.1f.%n%n",
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Kernels.of("auto").name(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** Time of one call, in the benchmark's unit. */
    private Measured measure(Class<?> type, String method, Map<String, String> parameters, int threads, String... jvm)
            throws RunnerException {
        List<String> jvmArguments = new ArrayList<>(JVM);
        jvmArguments.addAll(List.of(jvm));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
                .mode(Mode.AverageTime)
                .forks(forks)
                .threads(threads)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .jvmArgs(jvmArguments.toArray(String[]::new));
        parameters.forEach(options::param);
        RunResult result = new Runner(options.build()).runSingle();
        return Measured.of(result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray());
    }

    private void products(double peak) throws RunnerException {
        line("%n## Products%n%n| product | simd, GFLOP/s | share of the peak | scalar, GFLOP/s |%n|---|---|---|---|%n");
        for (String shape : List.of(
                "forward:64:16",
                "input-gradient:64:16",
                "weight-gradient:64:16",
                "forward:128:32",
                "input-gradient:128:32",
                "weight-gradient:128:32")) {
            double simd = gflops(shape, "simd");
            line("| %s | %.0f | %.0f %% | %.0f |%n", shape, simd, 100 * simd / peak, gflops(shape, "scalar"));
        }
    }

    private double gflops(String shape, String kernels) throws RunnerException {
        Measured time = measure(ProductBenchmark.class, "multiply", Map.of("shape", shape, "kernels", kernels), 1);
        return ProductBenchmark.operations(shape) / (1e3 * time.median());
    }

    private void training(double peak) throws RunnerException, IOException, InterruptedException {
        line("%n## Training: an epoch of %d clips, forward, backward, Adam%n%n", TrainingBenchmark.CLIPS);
        line("PyTorch has its clips sorted by length and padded, ours come in random order and packed. GFLOP/s count"
                + " 6·4h·(n + h) a frame.%n%n");
        line(
                "| | ours | GFLOP/s | share of the peak | PyTorch | GFLOP/s | ours is faster by |%n|---|---|---|---|---|---|---|%n");
        for (String work : List.of(H128, H64)) {
            Measured ours = epoch(work, "simd", 1, 1);
            Measured theirs = epoch(work, "pytorch", 1, 1);
            row(work + ", one core and thread", work, 1, ours, theirs, peak);
        }
        int cores = Runtime.getRuntime().availableProcessors();
        for (String work : List.of(H128, H64)) {
            Measured ours = epoch(work, "simd", cores, 1);
            Measured sideBySide = Measured.of(SideBySide.epochs(cores, work, "pytorch", java(1)));
            Measured inside = epoch(work, "pytorch", 1, cores);
            boolean inner = inside.median() * cores < sideBySide.median();
            Measured best = inner
                    ? new Measured(inside.median() * cores, inside.quarter() * cores, inside.threeQuarters() * cores)
                    : sideBySide;
            row(
                    work + ", " + cores + " cores, " + cores + " trainings (PyTorch at its best: "
                            + (inner ? "one after the other" : "side by side") + ")",
                    work,
                    cores,
                    ours,
                    best,
                    cores * peak);
        }
        for (String work : List.of(H128, H64)) {
            Measured scalar = epoch(work, "scalar", 1, 1);
            line(
                    "%nScalar kernels, %s, one core: %s, %.1f GFLOP/s.%n",
                    work, scalar.text("ms"), gflops(work, 1, scalar));
        }
    }

    private Measured epoch(String work, String side, int threads, int torchThreads) throws RunnerException {
        return measure(
                TrainingBenchmark.class,
                "epoch",
                Map.of("work", work, "side", side),
                threads,
                torch(torchThreads).toArray(String[]::new));
    }

    private static List<String> torch(int threads) {
        return List.of(
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-Dai.djl.pytorch.num_threads=" + threads);
    }

    /** The command of a process that trains. */
    private static List<String> java(int torchThreads) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(torch(torchThreads));
        return command;
    }

    private static double gflops(String work, int trainings, Measured time) {
        double operations =
                OurTraining.operations(TrainingBenchmark.model(work), TestClips.features(TrainingBenchmark.CLIPS));
        return trainings * operations / (1e6 * time.median());
    }

    private void row(String what, String work, int trainings, Measured ours, Measured theirs, double peak) {
        double simd = gflops(work, trainings, ours);
        line(
                "| %s | %s | %.0f | %.0f %% | %s | %.0f | **%.2f** |%n",
                what,
                ours.text("ms"),
                simd,
                100 * simd / peak,
                theirs.text("ms"),
                gflops(work, trainings, theirs),
                theirs.median() / ours.median());
    }

    private void recognition() throws RunnerException {
        line("%n## Recognition, %s, one core%n%n", RecognitionBenchmark.MODEL);
        Measured clip = measure(RecognitionBenchmark.class, "recognize", Map.of(), 1);
        line("A clip of 3.7 s, warm, samples to probabilities: %s.%n", clip.text("µs"));
        Measured ours = measure(NetworkBenchmark.class, "probabilities", Map.of("side", "simd"), 1);
        Measured theirs = measure(
                NetworkBenchmark.class, "probabilities", Map.of("side", "pytorch"), 1, torch(1).toArray(String[]::new));
        line(
                "%nThe network alone, from our features of that clip to the same probabilities (1e-4), one thread each:%n%n");
        line("| ours | PyTorch | ours is faster by |%n|---|---|---|%n");
        line("| %s | %s | **%.2f** |%n", ours.text("µs"), theirs.text("µs"), theirs.median() / ours.median());
        Measured frame = measure(RecognitionBenchmark.class, "streamedFrame", Map.of(), 1);
        line("%nA frame of a stream, 10.7 ms of samples, with new probabilities: %s.%n", frame.text("µs"));
    }

    private void mfcc() throws IOException, InterruptedException, RunnerException {
        line("%n## 34 MFCC of a clip of 3.7 s at 48 kHz, one core%n%n");
        Measured ours = measure(RecognitionBenchmark.class, "mfcc", Map.of(), 1);
        line(
                "| | ms | ours is faster by | largest difference |%n|---|---|---|---|%n| Intona | %.2f | | |%n",
                ours.median() / 1e3);
        Path folder = Files.createTempDirectory("intona-bench-");
        FeatureMatrix features =
                new FeatureExtractor(FeatureSpec.PAPER, Kernels.of("auto")).extract(TestClips.recording());
        Path samples =
                write(folder.resolve("samples.f32"), TestClips.recording().samples());
        Path expected = write(folder.resolve("features.f32"), features.values());
        String script = root.resolve("bench/mfcc_peers.py").toString();
        Process python =
                new ProcessBuilder("/usr/bin/python3", script, samples.toString(), expected.toString()).start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (python.waitFor() != 0) {
            line("%nLeft out: needs /usr/bin/python3 with torchaudio and numpy.%n");
            return;
        }
        for (String peer : output.lines().toList()) {
            String[] parts = peer.split(" ");
            double difference = Double.parseDouble(parts[2]);
            if (!(difference < 1e-2)) {
                throw new IllegalStateException(parts[0] + " differs by " + difference + ", expected less than 1e-2");
            }
            double ms = Double.parseDouble(parts[1]);
            line("| %s | %.2f | **%.2f** | %.1e |%n", parts[0], ms, 1e3 * ms / ours.median(), difference);
        }
    }

    private static Path write(Path file, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Files.write(file, bytes.array());
    }

    /** The whole command, from the shell. */
    private void coldStart() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("intona-bench-");
        Path model = folder.resolve("m.safetensors");
        RecognitionBenchmark.model(FeatureSpec.TopDb.CLIP).write(model);
        Path clip = folder.resolve("clip.wav");
        WavWriter.write(TestClips.recording(), clip, WavWriter.Encoding.PCM_16);
        double[] seconds = new double[COLD_STARTS];
        for (int i = -1; i < COLD_STARTS; i++) { // the first builds
            long begun = System.nanoTime();
            Process command = new ProcessBuilder(
                            root.resolve("intona").toString(), "classify", "--model", model.toString(), clip.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (command.waitFor() != 0) {
                throw new IllegalStateException("intona classify failed");
            }
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - begun) * 1e-9;
            }
        }
        line(
                "%n## From the shell%n%n`intona classify` of that clip, cold: %s.%n",
                Measured.of(seconds).text("s"));
    }
}
