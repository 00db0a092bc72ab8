package io.intona.app.web;

import io.intona.app.json.Json;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** {@code POST /v1/recognize}: the emotion of a recording, which is the body itself or a part of a form. */
final class RecognizeRoute implements Handler {
    /** The attribute of a request that is its place. */
    private static final String PLACE = "place";

    private final Hearing hearing;
    private final Workers workers;
    private final Places places;
    private final Limits limits;
    private final Metrics metrics;

    RecognizeRoute(Hearing hearing, Workers workers, Places places, Limits limits, Metrics metrics) {
        this.hearing = hearing;
        this.workers = workers;
        this.places = places;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public void handle(Context context) throws IOException {
        Deadline deadline = Deadline.in(limits.requestSeconds());
        Wanted wanted = Wanted.of(context.queryParamMap());
        String encoding =
                Optional.ofNullable(context.header("Content-Encoding")).orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new Problem(
                    Reason.NOT_SUPPORTED, "the body has the Content-Encoding '" + encoding + "', expected none");
        }
        workers.checkRoom();
        Places.Place place = places.take();
        context.attribute(PLACE, place);
        // Held until the last byte of the answer is out: stopping waits for it, and a client that does not read takes a
        // place, not a thread of its own.
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(context.req()), failure -> place.close());
        InputStream recording = recording(context, deadline, place);
        RecognitionAnswer answer = workers.compute(deadline, () -> hearing.hear(recording, wanted));
        metrics.heard(answer.seconds());
        context.contentType("application/json");
        context.outputStream().write(Json.line(answer).getBytes(StandardCharsets.UTF_8));
    }

    /** Frees the place of a request that was refused, if it had one: what is still sent of it holds nothing. */
    static void release(Context context) {
        Places.Place place = context.attribute(PLACE);
        if (place != null) {
            place.close();
        }
    }

    private InputStream recording(Context context, Deadline deadline, Places.Place place) throws IOException {
        Body body = Body.read(
                context.req().getInputStream(),
                context.req().getContentLengthLong(),
                limits.bodyBytes(),
                deadline,
                place);
        String type = Optional.ofNullable(context.contentType()).orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") ? Form.file(context.contentType(), body) : body.stream();
    }
}
