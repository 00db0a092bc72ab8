package io.intona.app.web;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The threads that compute: so many at once, so much work waiting, and no more. */
final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    Workers(int count, int queue) {
        BlockingQueue<Runnable> waiting = queue == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queue);
        threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, waiting, work -> {
            Thread thread = new Thread(work, "intona-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How much work waits. */
    int waiting() {
        return threads.getQueue().size();
    }

    /**
     * Refuses early what would be refused: a recording that there is no room for need not be sent.
     *
     * @throws Problem if too much waits already
     */
    void checkRoom() {
        if (threads.getQueue().remainingCapacity() == 0 && threads.getActiveCount() == threads.getMaximumPoolSize()) {
            throw full();
        }
    }

    private static Problem full() {
        return new Problem(
                Reason.QUEUE_FULL, "as many recordings are waiting as --queue allows, try again in a second");
    }

    /**
     * Computes something and waits for it. What is still waiting when its time is over is not computed any more.
     *
     * @throws Problem if too much waits already, or the time is over
     */
    <T> T compute(Deadline deadline, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw full();
        }
        try {
            return task.get(deadline.leftNanoseconds(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(false);
            threads.remove(task); // or it would go on waiting, and others would find no room
            throw tooLate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Reason.STOPPING, "the service is stopping");
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        }
    }

    private static Problem tooLate() {
        return new Problem(
                Reason.TOO_LATE,
                "the recording could not be heard in the time that --request-seconds allows, try again later");
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return new Problem(
                    Reason.NO_MEMORY,
                    "there is too little memory (-Xmx of Java) for this recording, try a shorter one");
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
