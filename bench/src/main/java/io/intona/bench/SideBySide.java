package io.intona.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Trainings in processes of their own, all at the same time: DJL collects gradients in one thread of a process only, so
 * this is how PyTorch keeps several cores busy with one thread each.
 */
final class SideBySide {
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final long MEASURED_NANOS = 8_000_000_000L;

    private SideBySide() {}

    /** One of the processes: warms up, says so, waits for a line, and prints how many milliseconds each epoch takes. */
    public static void main(String[] arguments) throws Exception {
        TrainingBenchmark training = new TrainingBenchmark();
        training.work = arguments[0];
        training.side = arguments[1];
        training.prepare();
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            training.epoch();
        }
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        start = System.nanoTime();
        while (System.nanoTime() - start < MEASURED_NANOS) {
            long begun = System.nanoTime();
            training.epoch();
            System.out.println("epoch " + (System.nanoTime() - begun) * 1e-6);
        }
        training.close();
    }

    /** Milliseconds of every epoch of all processes. */
    static double[] epochs(int processes, String work, String side, List<String> java)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SideBySide.class.getName(), work, side));
        List<Process> running = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            running.add(process);
            outputs.add(new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }
        for (BufferedReader output : outputs) {
            String line = output.readLine();
            if (line == null || !line.equals("ready")) {
                throw new IllegalStateException("a training ended before it began: " + line);
            }
        }
        for (Process process : running) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }
        List<Double> times = new ArrayList<>();
        for (BufferedReader output : outputs) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                times.add(Double.parseDouble(line.substring(line.indexOf(' '))));
            }
        }
        for (Process process : running) {
            process.waitFor();
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
