package io.intona.app.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/** Many pieces of the same work, done side by side, their results received one after the other in the order given. */
final class InOrder {
    private InOrder() {}

    /**
     * Receives the result of each piece as soon as it and all before it are there. Never holds more than a few results.
     *
     * @param work must not throw: what may fail is part of its result
     * @param receiver tells whether it wants more
     */
    static <A, B> void map(List<A> pieces, int threads, Function<A, B> work, Predicate<B> receiver)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            Deque<Future<B>> ahead = new ArrayDeque<>();
            Iterator<A> left = pieces.iterator();
            boolean wanted = true;
            while (wanted && (left.hasNext() || !ahead.isEmpty())) {
                while (left.hasNext() && ahead.size() < 4 * threads) {
                    A piece = left.next();
                    ahead.add(workers.submit(() -> work.apply(piece)));
                }
                wanted = receiver.test(result(ahead.remove()));
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static <B> B result(Future<B> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        }
    }
}
