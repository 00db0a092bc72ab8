package io.intona.app.web;

/**
 * How the service closes a stream. What is out of the ordinary is 3000 more than the registered code that says it (RFC 6455,
 * section 7.4.1), and so in the range for private use. After a registered one Jetty drops the answers that are under way and
 * ends the connection at once: a client that is still sending would have it reset before it has read the reason.
 */
enum Closing {
    HEARD(1000),
    GOING_AWAY(4001),
    NOT_UNDERSTOOD(4003),
    NO_SOUND(4007),
    TOO_MUCH(4008),
    MISTAKE(4011),
    TOO_MANY(4013);

    private final int status;

    Closing(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
