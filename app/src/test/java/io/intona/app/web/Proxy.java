package io.intona.app.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A reverse proxy before a service, which sometimes answers itself, or not at all. Knows no sockets. */
final class Proxy implements AutoCloseable {
    /** Instead of a status: the connection breaks. */
    static final int BREAK = 0;

    private final Running behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Integer> ownAnswers = new ConcurrentLinkedQueue<>();
    private volatile int retryAfterSeconds = 1;
    private final Queue<Long> askedAtNanos = new ConcurrentLinkedQueue<>();

    Proxy(Running behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** How the next recordings are answered, instead of by the service. */
    void answers(Integer... statuses) {
        ownAnswers.clear();
        ownAnswers.addAll(Arrays.asList(statuses));
    }

    /** When those whom it answers itself may ask again. */
    void retryAfter(int seconds) {
        retryAfterSeconds = seconds;
    }

    /** When recordings came, by {@link System#nanoTime}. */
    Queue<Long> askedAtNanos() {
        return askedAtNanos;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Integer status = null;
            if (exchange.getRequestMethod().equals("POST")) {
                askedAtNanos.add(System.nanoTime());
                status = ownAnswers.poll();
            }
            if (status == null) {
                forward(exchange, body);
            } else if (status != BREAK) {
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfterSeconds));
                answer(exchange, status, "text/html", "<h1>nothing here</h1>".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = behind.request(
                        exchange.getRequestURI().toString().substring(1))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> answer = Running.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer(
                    exchange,
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse("text/plain"),
                    answer.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
