package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.lab.work.OtherProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes share one study and are killed at random moments: no trial is lost, and none is counted twice. */
class SharedStudyTest {
    private static final int PROCESSES = 8;
    private static final int TRIALS = PROCESSES * 25;
    private static final int KILLS = Integer.getInteger("intona.kills", 6);

    @TempDir
    private Path folder;

    /** Searches until the study is done, or the test that started it is gone; each trial pauses as long as asked. */
    static final class Searcher {
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
            Bowl.search(Path.of(arguments[0]), TRIALS, PROCESSES, Long.parseLong(arguments[1]));
        }
    }

    @Test
    void noTrialIsLostAndNoneDoubledHoweverManyWorkersDie() throws Exception {
        Path path = folder.resolve("study.db");
        Random random = new Random(5);
        List<Process> running = new ArrayList<>();
        try {
            killInTheMidstOfATrial(path);
            for (int i = 0; i < PROCESSES; i++) {
                running.add(searcher(path, 10));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                while (complete(path) < kill * TRIALS / (KILLS + 1)) {
                    Thread.sleep(random.nextInt(100));
                }
                int victim = random.nextInt(PROCESSES);
                running.get(victim).destroyForcibly().waitFor();
                running.set(victim, searcher(path, 10));
            }
            for (Process process : running) {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(output).isZero();
            }
        } finally {
            running.forEach(Process::destroyForcibly);
        }
        check(path);
    }

    private static Process searcher(Path path, long pauseMillis) throws IOException {
        return OtherProcess.start(Searcher.class, path.toString(), Long.toString(pauseMillis));
    }

    /** The kills at random moments may all hit a process between two trials, or before its first: this one does not. */
    private static void killInTheMidstOfATrial(Path path) throws Exception {
        Process first = searcher(path, 600_000);
        try {
            while (first.isAlive() && trials(path).isEmpty()) {
                Thread.sleep(20);
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertThat(trials(path)).extracting(Trial::state).containsExactly(TrialState.RUNNING);
    }

    private static long complete(Path path) throws IOException {
        return Split.counted(trials(path));
    }

    private static List<Trial> trials(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return List.of();
        }
        try (StudyFile file = StudyFile.open(path)) {
            return Bowl.desk(file, TRIALS, 1).trials();
        }
    }

    private void check(Path path) throws IOException {
        List<Trial> trials = trials(path);
        assertThat(trials)
                .extracting(Trial::number)
                .isEqualTo(IntStream.range(0, trials.size()).boxed().toList());
        List<Trial> complete = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        List<Trial> failed = trials.stream()
                .filter(trial -> trial.state() == TrialState.FAIL)
                .toList();
        assertThat(complete).hasSize(TRIALS);
        assertThat(failed).as("kills that hit a trial").isNotEmpty();
        assertThat(complete.size() + failed.size()).isEqualTo(trials.size());
        assertThat(complete).extracting(Trial::parameters).doesNotHaveDuplicates();
        for (Trial trial : complete) {
            double value = Bowl.value(Trial.values(trial.parameters()));
            assertThat(trial.value()).isEqualTo(value);
            assertThat(trial.reports().keySet()).containsExactly(1);
        }
        assertThat(trials)
                .filteredOn(trial -> !trial.systemAttributes().containsKey(Attributes.FAILED_TRIAL))
                .as("trials that repeat none")
                .hasSize(TRIALS);
        Set<Integer> repeated = new TreeSet<>();
        for (Trial trial : trials) {
            String history = trial.systemAttributes().get(Attributes.RETRY_HISTORY);
            if (history != null) {
                List<Integer> earlier = new ArrayList<>();
                StudyJson.read(history).forEach(number -> earlier.add(number.asInt()));
                int dead = earlier.get(earlier.size() - 1);
                assertThat(repeated.add(dead))
                        .as("trial " + dead + " is repeated once")
                        .isTrue();
                assertThat(trials.get(dead).parameters()).isEqualTo(trial.parameters());
                assertThat(trial.systemAttributes().get(Attributes.FAILED_TRIAL))
                        .isEqualTo(Integer.toString(earlier.get(0)));
            }
        }
        assertThat(repeated)
                .isEqualTo(failed.stream().map(Trial::number).collect(Collectors.toCollection(TreeSet::new)));
        try (Stream<Path> left = Files.list(folder.resolve("work"))) {
            assertThat(left).as("locks and checkpoints").isEmpty();
        }
    }
}
