package io.intona.app.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * What a client sends that was refused before all of its body came. A connection that is closed with bytes unread is reset,
 * and that may destroy the answer on its way, before a client that sends first and reads then has seen it. So these bytes
 * are read and dropped, of a few clients at once, and not for long.
 */
final class Leftover {
    /** Each takes a thread. */
    static final int MOST_CLIENTS = 64;

    static final double MOST_SECONDS = 5;
    private static final int MOST_SILENCE_MS = 1000;

    private final Semaphore free = new Semaphore(MOST_CLIENTS);

    /** Reads it, when the answer is out. */
    void drop(HttpServletRequest request) {
        if (!free.tryAcquire()) {
            return;
        }
        EndPoint connection = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        long silenceMs = connection.getIdleTimeout();
        connection.setIdleTimeout(Math.min(silenceMs, MOST_SILENCE_MS));
        try {
            drop(request.getInputStream(), Deadline.in(MOST_SECONDS));
        } catch (IOException e) {
            // no more comes
        } finally {
            connection.setIdleTimeout(silenceMs);
            free.release();
        }
    }

    private static void drop(InputStream body, Deadline deadline) throws IOException {
        byte[] block = new byte[1 << 16];
        while (!deadline.hasPassed() && body.read(block) >= 0) {
            // dropped
        }
    }
}
