package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final Deadline LATER = Deadline.in(20);

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final CountDownLatch hold = new CountDownLatch(1);

    @AfterEach
    void end() {
        hold.countDown();
        clients.shutdownNow();
    }

    private Callable<String> held() {
        return () -> {
            hold.await();
            return "done";
        };
    }

    private static Reason reason(Callable<?> work) {
        try {
            throw new AssertionError("it gave " + work.call());
        } catch (Problem e) {
            return e.reason();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void soMuchIsWorkedOnSoMuchWaitsAndTheRestIsRefused() throws InterruptedException, ExecutionException {
        try (Workers workers = new Workers(2, 3)) {
            List<Future<String>> taken = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                taken.add(clients.submit(() -> workers.compute(LATER, held())));
            }
            while (workers.waiting() < 3) {
                Thread.sleep(1);
            }
            assertThat(reason(() -> workers.compute(LATER, () -> "more"))).isEqualTo(Reason.QUEUE_FULL);
            hold.countDown();
            for (Future<String> each : taken) {
                assertThat(each.get()).isEqualTo("done");
            }
            assertThat(workers.<String>compute(LATER, () -> "again")).isEqualTo("again");
        }
    }

    @Test
    void withoutAQueueNothingWaits() {
        try (Workers workers = new Workers(1, 0)) {
            CompletableFuture<String> first = new CompletableFuture<>();
            clients.submit(() -> workers.compute(LATER, () -> {
                first.complete("begun");
                return held().call();
            }));
            first.join();
            assertThat(reason(() -> workers.compute(LATER, () -> "more"))).isEqualTo(Reason.QUEUE_FULL);
        }
    }

    @Test
    void whatHasWaitedTooLongIsNotComputed() throws InterruptedException {
        try (Workers workers = new Workers(1, 1)) {
            CountDownLatch begun = new CountDownLatch(1);
            clients.submit(() -> workers.compute(LATER, () -> {
                begun.countDown();
                return held().call();
            }));
            begun.await();
            AtomicBoolean computed = new AtomicBoolean();
            assertThat(reason(() -> workers.compute(Deadline.in(0.05), () -> {
                        computed.set(true);
                        return "late";
                    })))
                    .isEqualTo(Reason.TOO_LATE);
            assertThat(workers.waiting()).isZero();
            workers.checkRoom();
            hold.countDown();
            assertThat(workers.<String>compute(LATER, () -> "after it")).isEqualTo("after it");
            assertThat(computed).isFalse();
        }
    }

    @Test
    void tooLittleMemoryIsTold() {
        try (Workers workers = new Workers(1, 1)) {
            assertThat(reason(() -> workers.compute(LATER, () -> new float[Integer.MAX_VALUE - 8][1 << 20])))
                    .isEqualTo(Reason.NO_MEMORY);
        }
    }

    @Test
    void whatFailsFailsForTheClientAndNotForTheWorker() {
        try (Workers workers = new Workers(1, 1)) {
            assertThatThrownBy(() -> workers.compute(LATER, () -> {
                        throw new IllegalStateException("wrong");
                    }))
                    .hasMessage("wrong");
            assertThatThrownBy(() -> workers.compute(LATER, () -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(StackOverflowError.class);
            assertThat(workers.<String>compute(LATER, () -> "again")).isEqualTo("again");
        }
    }
}
