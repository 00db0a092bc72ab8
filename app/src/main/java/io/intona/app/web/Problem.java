package io.intona.app.web;

import io.intona.app.json.Json;
import java.util.Map;

/** A request that is not answered as it was meant; told as a problem of RFC 9457. */
final class Problem extends RuntimeException {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(426, "Upgrade Required"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    private final Reason reason;

    /** The body of the answer. */
    record Document(String type, String title, int status, String detail) {}

    /**
     * @param detail one sentence for a person
     */
    Problem(Reason reason, String detail) {
        super(detail, null, false, false); // no trace: it tells of the client, not of the program
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    int status() {
        return reason.status();
    }

    /** The answer's body. */
    String json() {
        return Json.line(new Document(
                "about:blank", TITLES.getOrDefault(status(), "Error"), status(), String.valueOf(getMessage())));
    }
}
