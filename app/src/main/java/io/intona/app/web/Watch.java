package io.intona.app.web;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that looks at the time. What has lasted too long is ended by it, not when the client sends something next, as
 * then the client decides. What it does must not wait for anything; whatever it throws, the next look comes.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final int EVERY_MS = 100;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1,
            work -> {
                Thread thread = new Thread(work, "intona-watch");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // when the service has ended

    /** Does something several times a second. */
    void often(Runnable work) {
        thread.scheduleWithFixedDelay(() -> quietly(work), EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Does something later. */
    void in(double seconds, Runnable work) {
        thread.schedule(() -> quietly(work), Math.round(1e3 * seconds), TimeUnit.MILLISECONDS);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a mistake in the program, please report it", e);
        } catch (Error e) { // such as that there is too little memory, which passes
            LOG.error("the program ran into trouble", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
