package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.app.json.Json;
import io.intona.kernel.Kernels;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The web service: routes, limits, and how it starts and stops. */
public final class WebServer implements AutoCloseable {
    /** Requests whose bodies may be arriving, besides those that wait for a worker or have one. */
    private static final int UPLOADS = 64;

    /** Threads for what takes no place: health, metrics, the page, streams. */
    private static final int OTHER_THREADS = 32;

    /** Connections besides those of streams. */
    static final int CONNECTIONS = 1024;

    /** Longest silence of a client, in milliseconds, while there are so many connections that others wait for theirs. */
    private static final int FULL_IDLE_MS = 1000;

    /** Part of the memory that bodies may hold. */
    private static final int BODIES_SHARE = 8;

    /** What is read at once: a recording of some seconds in a few pieces. */
    private static final int INPUT_BYTES = 1 << 16;

    /** Largest message of a stream: a second and a half of floats at 44.1 kHz. */
    private static final int MAX_MESSAGE_BYTES = 1 << 18;

    private static final int MAX_TEXT_BYTES = 1024;

    /** How much later than ours Jetty's timer ends silent streams, in seconds: it says less, and counts nothing. */
    private static final double SPARE_IDLE_SECONDS = 5;

    private static final String STREAM = "/v1/stream";

    private final Settings settings;
    private final Metrics metrics = new Metrics();
    private final Watch watch = new Watch();
    private final Workers workers;
    private final Places places;
    private final StreamRoute streams;
    private final Javalin javalin;

    private WebServer(EmotionRecognizer recognizer, Kernels kernels, Settings settings) {
        Limits limits = settings.limits();
        this.settings = settings;
        this.workers = new Workers(limits.workers(), limits.queue());
        this.places = new Places(
                limits.workers() + limits.queue() + UPLOADS,
                Math.max(2 * limits.bodyBytes(), Runtime.getRuntime().maxMemory() / BODIES_SHARE));
        this.streams = new StreamRoute(recognizer, settings, metrics, watch);
        RecognizeRoute recognize =
                new RecognizeRoute(new Hearing(recognizer, kernels, settings), workers, places, limits, metrics);
        String model = Json.line(ModelAnswer.of(recognizer, kernels, limits));
        this.javalin = Javalin.create(config -> {
            configure(config);
            routes(config, recognize, model);
        });
        metrics.gauge("intona.sockets", "Live streams that are open", streams::count);
        metrics.gauge("intona.places", "Requests that are arriving, waiting or heard", places::taken);
        metrics.gauge("intona.queue", "Recordings that wait for a worker", workers::waiting);
    }

    /**
     * Starts a service.
     *
     * @throws IOException if the address cannot be had
     */
    public static WebServer start(EmotionRecognizer recognizer, Kernels kernels, Settings settings) throws IOException {
        WebServer server = new WebServer(recognizer, kernels, settings);
        try {
            server.javalin.start();
        } catch (JavalinException e) {
            server.end();
            throw new IOException(
                    settings.host() + ":" + settings.port()
                            + " cannot be listened on, is another program using it, or is it not this machine's?",
                    e);
        }
        return server;
    }

    private void configure(JavalinConfig config) {
        Limits limits = settings.limits();
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.threadPool =
                threads(limits.workers() + limits.queue() + UPLOADS + Leftover.MOST_CLIENTS + OTHER_THREADS);
        config.jetty.addConnector(this::connector);
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
            factory.setMaxTextMessageSize(MAX_TEXT_BYTES);
            factory.setIdleTimeout(duration(limits.idleSeconds() + SPARE_IDLE_SECONDS));
        });
        config.jetty.modifyServletContextHandler(handler -> withoutSessions(handler.getSessionHandler()));
        config.requestLogger.http(
                (context, milliseconds) -> metrics.answered(route(context), context.statusCode(), milliseconds));
        config.requestLogger.ws(upgrades -> upgrades.onUpgrade((context, milliseconds) ->
                metrics.answered(context.path().equals(STREAM) ? STREAM : "none", context.statusCode(), milliseconds)));
        new Problems(metrics).configure(config);
    }

    /** After a flood all threads that are of no more use end together, with the buffers that the JDK keeps for each. */
    private static QueuedThreadPool threads(int most) {
        QueuedThreadPool threads = new QueuedThreadPool(most, 4, 10_000);
        threads.setMaxEvictCount(most);
        return threads;
    }

    /** Javalin asks for a session of every socket; none is kept, and no cookie is set. */
    private static void withoutSessions(SessionHandler sessions) {
        sessions.setUsingCookies(false);
        NullSessionCache none = new NullSessionCache(sessions);
        none.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(none);
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(1e9 * seconds));
    }

    private Connector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(settings.limits().headerBytes());
        http.setUriCompliance(UriCompliance.DEFAULT);
        HttpConnectionFactory connections = new HttpConnectionFactory(http);
        connections.setInputBufferSize(INPUT_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, connections);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(CONNECTIONS);
        connector.setIdleTimeout(duration(settings.limits().idleSeconds()).toMillis());
        NetworkConnectionLimit most =
                new NetworkConnectionLimit(CONNECTIONS + settings.limits().sockets(), connector);
        most.setEndPointIdleTimeout(FULL_IDLE_MS);
        server.addBean(most);
        watch.often(new Overdue(connector, settings.limits().requestSeconds(), metrics)::close);
        metrics.gauge(
                "intona.connections",
                "Connections that are open, also those of streams and those that do nothing",
                () -> connector.getConnectedEndPoints().size());
        return connector;
    }

    private void routes(JavalinConfig config, RecognizeRoute recognize, String model) {
        Access access = new Access(settings);
        config.routes.before(context -> {
            Headers.ALL.forEach(context::header);
            access.checkSite(context);
        });
        config.routes.post("/v1/recognize", access.guarded(recognize));
        get(
                config,
                "/v1/model",
                access.guarded(
                        context -> context.contentType("application/json").result(model)));
        get(
                config,
                "/metrics",
                access.guarded(
                        context -> context.contentType(Metrics.CONTENT_TYPE).result(metrics.text())));
        get(config, "/healthz", context -> context.contentType("text/plain").result("alive\n"));
        get(config, "/readyz", context -> {
            if (places.isClosed()) {
                throw new Problem(Reason.STOPPING, "the service is stopping");
            }
            context.contentType("text/plain").result("ready\n");
        });
        get(
                config,
                "/openapi.json",
                context -> context.contentType("application/json")
                        .result(Objects.requireNonNull(WebServer.class.getResourceAsStream("openapi.json"))));
        get(config, STREAM, context -> {
            throw new Problem(Reason.NO_SOCKET, "this is a WebSocket, expected the header Upgrade: websocket");
        });
        Page.files().forEach((path, file) -> get(config, path, file::answer));
        config.routes.wsBeforeUpgrade(STREAM, context -> {
            Headers.ALL.forEach(context::header);
            access.checkSite(context);
            access.checkToken(context);
            streams.checkUpgrade(context);
        });
        config.routes.ws(STREAM, streams::configure);
        config.routes.wsException(Exception.class, (e, context) -> streams.failed(e, context.sessionId()));
    }

    /** HEAD is answered as GET is, without the body; Javalin alone would say 200 whatever the handler would. */
    private static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
    }

    /** The route that answered, of the few there are. */
    private static String route(Context context) {
        var endpoint = context.endpoints().matchedHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }

    /** What can be asked, such as {@code GET /v1/model}; HEAD goes without saying. */
    Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod() && !endpoint.method.equals(HandlerType.HEAD))
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toSet());
    }

    /** Where the service is. */
    public URI address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("http://" + host + ":" + javalin.port() + "/");
    }

    /** Whether others than this machine can reach the service. */
    public boolean isPublic() {
        return !Access.isLocal(settings.host());
    }

    /**
     * Stops: takes nothing new, closes the streams, answers what was accepted, as far as there is time, and ends.
     */
    @Override
    public void close() {
        Deadline end = Deadline.in(settings.limits().drainSeconds());
        places.close();
        streams.stop();
        try {
            places.drain(end);
            streams.drain(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
        end();
    }

    private void end() {
        watch.close();
        workers.close();
        metrics.close();
    }
}
