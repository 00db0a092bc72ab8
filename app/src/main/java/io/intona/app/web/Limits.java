package io.intona.app.web;

/**
 * How much the service takes on. Whatever a client sends, and however many there are, memory and work stay within these.
 *
 * @param bodyBytes largest body of a request
 * @param audioSeconds longest recording
 * @param workers recordings heard at once
 * @param queue recordings that wait for a worker
 * @param sockets live streams at once
 * @param requestSeconds longest time of a request, from its first byte to the last of its answer; a few seconds more to end it
 * @param socketSeconds longest time of a live stream
 * @param idleSeconds longest silence of a client
 * @param headerBytes largest header of a request
 * @param drainSeconds longest time that stopping waits for what was accepted
 */
public record Limits(
        long bodyBytes,
        double audioSeconds,
        int workers,
        int queue,
        int sockets,
        double requestSeconds,
        double socketSeconds,
        double idleSeconds,
        int headerBytes,
        double drainSeconds) {
    /** Most seconds of any limit in time: a year. */
    private static final double MAX_SECONDS = 366 * 24 * 3600;

    public Limits {
        check("bytes of a body (--max-megabytes)", bodyBytes, 1, Long.MAX_VALUE);
        check("seconds of a recording (--max-seconds)", audioSeconds, 0.3, MAX_SECONDS);
        check("workers (--workers)", workers, 1, 1024);
        check("waiting recordings (--queue)", queue, 0, 100_000);
        check("sockets (--max-sockets)", sockets, 0, 100_000);
        check("seconds of a request (--request-seconds)", requestSeconds, 0.1, MAX_SECONDS);
        check("seconds of a socket (--socket-seconds)", socketSeconds, 0.1, MAX_SECONDS);
        check("seconds of silence (--idle-seconds)", idleSeconds, 0.1, MAX_SECONDS);
        check("bytes of a header (--header-bytes)", headerBytes, 1024, 1 << 20);
        check("seconds of stopping (--drain-seconds)", drainSeconds, 0, MAX_SECONDS);
    }

    private static void check(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "limit of " + value + " " + what + ", expected " + least + " to " + most);
        }
    }

    private static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "limit of " + value + " " + what + ", expected " + least + " to " + most);
        }
    }
}
