package io.intona.app.web;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client's side of a live stream. */
final class Stream implements WebSocket.Listener {
    final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final boolean reading;
    private WebSocket socket;

    /** How a stream ended. */
    record Closed(int status, String reason) {}

    private Stream(boolean reading) {
        this.reading = reading;
    }

    static Stream open(Running service, String query) {
        return open(service, query, true);
    }

    /** A stream, which does not read unless told so. */
    static Stream open(Running service, String query, boolean reading) {
        Stream stream = new Stream(reading);
        stream.socket = builder().buildAsync(uri(service, query), stream).join();
        return stream;
    }

    static WebSocket.Builder builder() {
        return Running.CLIENT.newWebSocketBuilder();
    }

    static URI uri(Running service, String query) {
        return URI.create(service.uri("v1/stream" + query).toString().replaceFirst("http", "ws"));
    }

    /** The answer to a handshake that must fail. */
    static HttpResponse<?> refused(WebSocket.Builder builder, URI uri) {
        try {
            builder.buildAsync(uri, new Stream(true)).join().abort();
            throw new AssertionError("the stream was opened");
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse();
        }
    }

    void send(byte[] bytes) {
        send(ByteBuffer.wrap(bytes));
    }

    void send(ByteBuffer bytes) {
        socket.sendBinary(bytes, true).join();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void end() {
        send("{\"type\":\"end\"}");
    }

    Closed closed() {
        return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    void abort() {
        socket.abort();
    }

    static byte[] s16(float[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putShort((short) Math.round(32_767 * sample));
        }
        return bytes.array();
    }

    static byte[] f32(float[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putFloat(sample);
        }
        return bytes.array();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (reading) {
            webSocket.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(JsonMapper.shared().readTree(part.toString()));
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(new Closed(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(new Closed(-1, String.valueOf(error)));
    }
}
