package io.intona.lab.train;

import java.io.IOException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The same task in several threads; the first failure stops them all. */
public final class Workers {
    private Workers() {}

    /** What a thread does. */
    @FunctionalInterface
    public interface Task {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Returns when all threads have ended; rethrows what the first one to fail has thrown.
     *
     * @throws InterruptedException if this thread is interrupted; the others are then stopped too
     */
    public static void run(int threads, Task task) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Workers::daemon);
        try {
            CompletionService<Void> results = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < threads; i++) {
                results.submit(() -> {
                    task.run();
                    return null;
                });
            }
            for (int i = 0; i < threads; i++) {
                results.take().get();
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(1, TimeUnit.MINUTES); // their claims end with them
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "intona-worker");
        thread.setDaemon(true);
        return thread;
    }

    private static RuntimeException rethrown(ExecutionException failure) throws IOException, InterruptedException {
        if (failure.getCause() instanceof IOException io) {
            throw io;
        }
        if (failure.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(failure);
    }
}
