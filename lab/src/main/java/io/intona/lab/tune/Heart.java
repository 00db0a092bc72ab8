package io.intona.lab.tune;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says of every trial that this process is at, once a minute, that somebody is. Thread-safe. */
final class Heart implements AutoCloseable {
    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "intona-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    Heart() {
        long millis = Desk.HEARTBEAT.toMillis();
        timer.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    void add(Task task) {
        tasks.add(task);
    }

    void remove(Task task) {
        tasks.remove(task);
    }

    private void beat() {
        for (Task task : tasks) {
            try {
                task.beat();
            } catch (IOException e) {
                return; // the file is busy or gone: the next beat, or the trial's own end, will tell
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
