package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.app.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One live stream: sound in, impressions and segments out. A message is worked on before the next is read, so a client that
 * sends too fast waits; one that does not read its answers is cut off. Events come one at a time; {@link #look} comes
 * beside them.
 */
final class StreamSocket {
    /** How much sound may come at once, such as what was recorded while the socket was opened. */
    private static final double HEAD_START_SECONDS = 30;

    /** How much faster than it is spoken sound may come after that, which bounds the work. */
    private static final double MAX_SPEED = 2;

    /** Answers that may be under way besides what the system's buffers hold, in characters; a thousand or more. */
    private static final int MAX_UNREAD = 1 << 20;

    /** What a client has to answer a close in that has left, before it is cut off. */
    static final double CLOSING_SECONDS = 3;

    /** Longest reason that a close can hold, in bytes. */
    private static final int MAX_REASON_BYTES = 123;

    /** As metrics call it. */
    private static final String BAD_SOUND = "bad_sound";

    private static final JsonNode END = JsonMapper.shared().readTree("{\"type\":\"end\"}");

    private final Session session;
    private final StreamQuery query;
    private final Limits limits;
    private final Metrics metrics;
    private final PcmDecoder decoder;
    private final LiveHearing hearing;
    private final long opened = System.nanoTime();
    private final Deadline end;
    private volatile Deadline nextSound;
    private final AtomicInteger unread = new AtomicInteger();
    private volatile Optional<Deadline> cutOff = Optional.empty(); // there is one as soon as it is closed

    StreamSocket(Session session, EmotionRecognizer recognizer, StreamQuery query, Settings settings, Metrics metrics) {
        this.session = session;
        this.query = query;
        this.limits = settings.limits();
        this.metrics = metrics;
        this.end = Deadline.in(limits.socketSeconds());
        this.nextSound = Deadline.in(limits.idleSeconds());
        this.decoder = new PcmDecoder(query.encoding());
        this.hearing = new LiveHearing(recognizer, query, settings.timeline(), this::send);
    }

    /** Ends if its time is over, whatever else than sound still comes; cuts off who does not let it end. */
    void look() {
        if (cutOff.filter(Deadline::hasPassed).isPresent()) {
            session.disconnect();
        }
        unlessRefused(() -> {
            if (end.hasPassed()) {
                throw new Refusal(
                        "too_long",
                        Closing.TOO_MUCH,
                        "the stream lasted longer than the " + limits.socketSeconds()
                                + " seconds that --socket-seconds allows");
            }
            if (nextSound.hasPassed()) {
                throw new Refusal("silent", Closing.GOING_AWAY, "no sound came for as long as --idle-seconds allows");
            }
        });
    }

    /** Hears sound. */
    void binary(ByteBuffer bytes) {
        nextSound = Deadline.in(limits.idleSeconds());
        unlessRefused(() -> hear(decoder.decode(bytes)));
    }

    /** Ends, if the message says so. */
    void text(String message) {
        unlessRefused(() -> end(message));
    }

    private void unlessRefused(Runnable work) {
        if (cutOff.isPresent()) {
            return;
        }
        try {
            work.run();
        } catch (Refusal e) {
            metrics.refused(e.label());
            close(e.closing(), String.valueOf(e.getMessage()));
        }
    }

    private void hear(float[] samples) {
        double elapsed = (System.nanoTime() - opened) / 1e9;
        if (hearing.seconds() + query.seconds(samples.length) > HEAD_START_SECONDS + MAX_SPEED * elapsed) {
            throw new Refusal(
                    "too_fast",
                    Closing.TOO_MUCH,
                    "sound came more than " + MAX_SPEED + " times as fast as it is spoken");
        }
        metrics.heard(query.seconds(samples.length));
        try {
            hearing.push(samples);
        } catch (IllegalArgumentException e) {
            throw new Refusal(BAD_SOUND, Closing.NO_SOUND, String.valueOf(e.getMessage()));
        }
    }

    private void end(String message) {
        if (!isEnd(message)) {
            throw new Refusal(
                    "bad_text",
                    Closing.NOT_UNDERSTOOD,
                    "the text is not {\"type\":\"end\"}, the only one that is understood");
        }
        if (decoder.isWithinSample()) {
            throw new Refusal(BAD_SOUND, Closing.NO_SOUND, "the sound ends within a sample");
        }
        if (!(hearing.seconds() >= EmotionRecognizer.MIN_SECONDS)) {
            throw new Refusal(
                    BAD_SOUND,
                    Closing.NO_SOUND,
                    "sound of " + hearing.seconds() + " seconds, expected at least " + EmotionRecognizer.MIN_SECONDS);
        }
        hearing.finish();
        close(Closing.HEARD, "all was heard");
    }

    private static boolean isEnd(String message) {
        try {
            return END.equals(JsonMapper.shared().readTree(message));
        } catch (JacksonException e) {
            return false;
        }
    }

    private void send(StreamMessage message) {
        String text = Json.line(message);
        if (cutOff.isPresent()) {
            return;
        }
        if (unread.addAndGet(text.length()) > MAX_UNREAD) {
            cutOff = Optional.of(Deadline.in(0));
            metrics.refused("unread");
            session.disconnect();
            return;
        }
        session.sendText(
                text,
                Callback.from(() -> unread.addAndGet(-text.length()), failure -> unread.addAndGet(-text.length())));
    }

    /**
     * Closes with a reason that the client reads. Before it come the answers that are under way: on a slow line they have as
     * long as a client may be silent. Only then it is time to answer the close.
     */
    void close(Closing closing, String sentence) {
        cutOff = Optional.of(Deadline.in(limits.idleSeconds()));
        Callback left = Callback.from(() -> cutOff = Optional.of(Deadline.in(CLOSING_SECONDS)), failure -> {});
        close(session, closing, sentence, left);
    }

    /** The same for a socket that never became a stream. */
    static void close(Session session, Closing closing, String sentence, Callback left) {
        byte[] bytes = sentence.getBytes(StandardCharsets.UTF_8);
        String reason = bytes.length <= MAX_REASON_BYTES
                ? sentence
                : new String(bytes, 0, MAX_REASON_BYTES - 3, StandardCharsets.US_ASCII) + "...";
        session.close(closing.status(), reason, left);
    }
}
