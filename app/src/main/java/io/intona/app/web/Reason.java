package io.intona.app.web;

import java.util.Locale;

/** Why a request is not answered as it was meant, and with which status of HTTP that is told. */
enum Reason {
    BAD_REQUEST(400),
    BAD_QUERY(400),
    BAD_MULTIPART(400),
    NO_TOKEN(401),
    FOREIGN_HOST(403),
    FOREIGN_ORIGIN(403),
    NOT_FOUND(404),
    NOT_ALLOWED(405),
    TOO_SLOW(408),
    TOO_LARGE(413),
    NOT_SUPPORTED(415),
    BAD_RECORDING(422),
    NO_SOCKET(426),
    TOO_MANY_SOCKETS(429),
    HEADER_TOO_LARGE(431),
    MISTAKE(500),
    QUEUE_FULL(503),
    TOO_MANY_REQUESTS(503),
    NO_MEMORY(503),
    TOO_LATE(503),
    STOPPING(503);

    private final int status;

    Reason(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As metrics call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason that stands for a status that Jetty or Javalin came up with. */
    static Reason of(int status) {
        for (Reason reason : values()) {
            if (reason.status == status) {
                return reason;
            }
        }
        // 501: a method that HTTP does not have, 505: another version of HTTP
        return status < 500 || status == 501 || status == 505 ? BAD_REQUEST : MISTAKE;
    }
}
