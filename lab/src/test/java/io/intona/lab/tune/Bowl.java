package io.intona.lab.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cheap study: an upside-down bowl over two numbers and a choice, with a report on the way. */
final class Bowl {
    static final String NAME = "bowl";
    static final Map<String, Distribution> SPACE = new LinkedHashMap<>();

    static {
        SPACE.put("x", new Distribution.FloatRange(1e-4, 1e-1, true, 0));
        SPACE.put("y", new Distribution.FloatRange(-1, 1, false, 0));
        SPACE.put("kind", new Distribution.Categorical(List.of("a", "b", "c")));
    }

    private Bowl() {}

    static double value(Map<String, Double> parameters) {
        double x = Math.log(parameters.get("x") / 1e-2);
        double y = parameters.get("y") - 0.2;
        return 1 - 0.05 * x * x - y * y - 0.1 * parameters.get("kind");
    }

    static Sampler tpe() {
        return new TpeSampler(TpeProfile.O4_9, true, Direction.MAXIMIZE);
    }

    static Study study(StudyFile file) throws IOException {
        return file.transaction(transaction -> {
            Optional<Study> known = Study.find(transaction, NAME);
            return known.isPresent() ? known.get() : Study.create(transaction, NAME, Direction.MAXIMIZE);
        });
    }

    static Desk desk(StudyFile file, int trials, int parallel) throws IOException {
        Agenda agenda = new SamplingAgenda(SPACE, tpe(), trials, 1, 0);
        return new Desk(
                file,
                study(file),
                agenda,
                parallel,
                Optional.empty(),
                Map.of(),
                file.path().resolveSibling("work"));
    }

    /** Works until the study is done. */
    static void search(Path path, int trials, int parallel, long pauseMillis) throws IOException, InterruptedException {
        try (StudyFile file = StudyFile.create(path, Stamp.V3_0_0_D)) {
            Desk desk = desk(file, trials, parallel);
            while (!desk.isDone(desk.trials())) {
                Optional<Task> next = desk.next();
                if (next.isEmpty()) {
                    Thread.sleep(20);
                    continue;
                }
                try (Task task = next.get()) {
                    work(task, pauseMillis);
                }
            }
        }
    }

    static void work(Task task, long pauseMillis) throws IOException, InterruptedException {
        double value = value(task.values());
        Thread.sleep(pauseMillis);
        Files.writeString(task.checkpoint(0), "half", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        task.report(1, value - 0.1);
        Thread.sleep(pauseMillis);
        task.complete(value);
    }
}
