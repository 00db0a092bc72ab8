package io.intona.app.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What requests hold while they are worked on: a place each, and the bytes of their bodies. Both are bounded, so a flood
 * of requests, or of slow ones, is refused and costs no memory.
 */
final class Places {
    private final Semaphore free;
    private final int count;
    private final long mostBytes;
    private long bytes;
    private boolean closed;

    Places(int count, long mostBytes) {
        this.count = count;
        this.free = new Semaphore(count);
        this.mostBytes = mostBytes;
    }

    /** One request's place; must be closed. */
    final class Place implements AutoCloseable {
        private long held;
        private boolean isFree;

        private Place() {}

        /**
         * Takes memory for more bytes.
         *
         * @throws Problem if all requests together hold too many
         */
        void hold(int more) {
            synchronized (Places.this) {
                if (bytes + more > mostBytes) {
                    throw new Problem(
                            Reason.NO_MEMORY,
                            "other requests hold as many bytes as the memory (-Xmx of Java) allows, try again in a second");
                }
                bytes += more;
            }
            held += more;
        }

        /** Gives all of it back; once more changes nothing. */
        @Override
        public void close() {
            synchronized (Places.this) {
                if (isFree) {
                    return;
                }
                isFree = true;
                bytes -= held;
            }
            free.release();
        }
    }

    /**
     * A place for a request.
     *
     * @throws Problem if there is none, or the service stops
     */
    Place take() {
        synchronized (this) {
            if (closed) {
                throw new Problem(Reason.STOPPING, "the service is stopping");
            }
            if (free.tryAcquire()) {
                return new Place();
            }
        }
        throw new Problem(
                Reason.TOO_MANY_REQUESTS,
                "as many requests are at work as --workers and --queue allow, try again in a second");
    }

    /** How many are taken. */
    int taken() {
        return count - free.availablePermits();
    }

    /** Gives out no more places. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until every place is free again; returns whether that came about in time. */
    boolean drain(Deadline end) throws InterruptedException {
        return free.tryAcquire(count, end.leftNanoseconds(), TimeUnit.NANOSECONDS);
    }
}
