package io.intona.app.web;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Requests that last too long, however slowly a client sends the header, or reads the answer: their connections are closed.
 * What the service itself notices in time, such as a body that comes too slowly, is answered before.
 */
final class Overdue {
    /** What a request may last longer, in seconds: time to say that it is over, and to read what still comes. */
    static final double GRACE_SECONDS = Leftover.MOST_SECONDS + 1;

    private final Connector connector;
    private final Metrics metrics;
    private final long mostNanoseconds;

    Overdue(Connector connector, double requestSeconds, Metrics metrics) {
        this.connector = connector;
        this.metrics = metrics;
        this.mostNanoseconds = Math.round(1e9 * (requestSeconds + GRACE_SECONDS));
    }

    /** Closes their connections. */
    void close() {
        connector.getConnectedEndPoints().stream().filter(this::isOverdue).forEach(this::close);
    }

    /** A parser is at its start from the last byte of an answer to the first of the next request. */
    private boolean isOverdue(EndPoint endPoint) {
        if (!(endPoint.isOpen() && endPoint.getConnection() instanceof HttpConnection connection)) {
            return false; // closed already, or a stream
        }
        HttpParser parser = connection.getParser();
        if (parser.isStart()) {
            return false;
        }
        long begun = parser.getBeginNanoTime(); // 0 if there was no request
        return begun != 0 && System.nanoTime() - begun > mostNanoseconds;
    }

    private void close(EndPoint endPoint) {
        metrics.refused("overdue");
        endPoint.close(new TimeoutException("the request lasted longer than --request-seconds allows"));
    }
}
