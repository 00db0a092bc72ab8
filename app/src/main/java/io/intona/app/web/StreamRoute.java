package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code WS /v1/stream}: sound in, emotion out while it arrives. */
final class StreamRoute {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRoute.class);

    /** Of the protocol (RFC 6455). */
    private static final String VERSION = "13";

    private final EmotionRecognizer recognizer;
    private final Settings settings;
    private final Metrics metrics;
    private final Watch watch;
    private final boolean streams;
    private final Map<String, StreamSocket> open = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    StreamRoute(EmotionRecognizer recognizer, Settings settings, Metrics metrics, Watch watch) {
        this.recognizer = recognizer;
        this.settings = settings;
        this.metrics = metrics;
        this.watch = watch;
        this.streams = ModelAnswer.streams(recognizer);
        watch.often(() -> open.values().forEach(StreamSocket::look));
    }

    /** How many streams there are. */
    int count() {
        return open.size();
    }

    /** Refuses what will not become a stream before it is one. */
    void checkUpgrade(Context context) {
        StreamQuery.of(context.queryParamMap());
        String version = String.valueOf(context.header("Sec-WebSocket-Version"));
        if (!version.equals(VERSION)) {
            throw new Problem(
                    Reason.NO_SOCKET, "the header Sec-WebSocket-Version is '" + version + "', expected " + VERSION);
        }
        if (stopping) {
            throw new Problem(Reason.STOPPING, "the service is stopping");
        }
        if (open.size() >= settings.limits().sockets()) {
            throw new Problem(
                    Reason.TOO_MANY_SOCKETS, "as many streams are open as --max-sockets allows, try again later");
        }
    }

    void configure(WsConfig ws) {
        ws.onConnect(this::connect);
        ws.onBinaryMessage(context -> {
            StreamSocket socket = open.get(context.sessionId());
            if (socket != null) {
                socket.binary(context.data());
            }
        });
        ws.onMessage(context -> {
            StreamSocket socket = open.get(context.sessionId());
            if (socket != null) {
                socket.text(context.message());
            }
        });
        ws.onClose(context -> open.remove(context.sessionId()));
        ws.onError(context -> LOG.debug("a stream failed", context.error()));
    }

    private void connect(WsConnectContext context) {
        if (!streams) {
            metrics.refused("no_streaming");
            StreamSocket.close(
                    context.session,
                    Closing.NOT_UNDERSTOOD,
                    "this model hears whole recordings only; one trained with --top-db off can stream",
                    Callback.NOOP);
            watch.in(StreamSocket.CLOSING_SECONDS, context.session::disconnect);
            return;
        }
        StreamQuery query = StreamQuery.of(context.queryParamMap());
        StreamSocket socket = new StreamSocket(context.session, recognizer, query, settings, metrics);
        open.put(context.sessionId(), socket);
        if (stopping) {
            socket.close(Closing.GOING_AWAY, "the service is stopping");
        } else if (open.size() > settings.limits().sockets()) { // several came at once
            socket.close(Closing.TOO_MANY, "as many streams are open as --max-sockets allows, try again later");
        }
    }

    /** A mistake of the program. */
    void failed(Exception failure, String sessionId) {
        LOG.error("a mistake in the program, please report it", failure);
        StreamSocket socket = open.get(sessionId);
        if (socket != null) {
            socket.close(Closing.MISTAKE, "a mistake in the service; its log says more");
        }
    }

    /** Takes no more and closes those that are open. */
    void stop() {
        stopping = true;
        open.values().forEach(socket -> socket.close(Closing.GOING_AWAY, "the service is stopping"));
    }

    /** Waits until none is open, at most so long. */
    void drain(Deadline end) throws InterruptedException {
        while (!open.isEmpty() && !end.hasPassed()) {
            Thread.sleep(10);
        }
    }
}
