package io.intona.app.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whatever goes wrong as a problem, whoever noticed: a route, Javalin or Jetty. */
final class Problems extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** What each reason adds to the header. */
    private static final Map<Integer, Map.Entry<String, String>> FIELDS = Map.of(
            401, Map.entry("WWW-Authenticate", "Bearer"),
            426, Map.entry("Upgrade", "websocket"),
            429, Map.entry("Retry-After", "1"),
            503, Map.entry("Retry-After", "1"));

    private final Metrics metrics;
    private final Leftover leftover = new Leftover();

    Problems(Metrics metrics) {
        this.metrics = metrics;
    }

    void configure(JavalinConfig config) {
        config.routes.exception(Problem.class, (problem, context) -> answer(context, problem));
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            String methods = e.getDetails().get("availableMethods");
            if (methods != null) {
                context.header("Allow", methods);
            }
            answer(context, problem(e.getStatus()));
        });
        config.routes.exception(Exception.class, (e, context) -> {
            if (e instanceof HttpException ofJetty) { // such as of a handshake
                answer(context, problem(ofJetty.getCode()));
                return;
            }
            LOG.error("a mistake in the program, please report it", e);
            answer(context, problem(500));
        });
        config.requestLogger.http((context, milliseconds) -> { // after the one that measures
            if (context.statusCode() >= 400) {
                RecognizeRoute.release(context);
                leftover.drop(context.req());
            }
        });
        config.router.javaLangErrorHandler((response, error) -> {
            LOG.error("the program ran into trouble", error);
            response.setStatus(500);
            write(response, problem(500));
        });
        config.jetty.modifyServer(server -> server.setErrorHandler(this));
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(this));
    }

    private void answer(Context context, Problem problem) {
        metrics.refused(problem.reason().label());
        Map.Entry<String, String> field = FIELDS.get(problem.status());
        if (field != null) {
            context.header(field.getKey(), field.getValue());
        }
        context.status(problem.status()).contentType(Problem.CONTENT_TYPE);
        write(context.res(), problem);
    }

    private static void write(HttpServletResponse response, Problem problem) {
        byte[] body = problem.json().getBytes(StandardCharsets.UTF_8);
        response.setContentType(Problem.CONTENT_TYPE);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
    }

    private static Problem problem(int status) {
        return new Problem(
                Reason.of(status),
                switch (status) {
                    case 404 -> "there is nothing here; /openapi.json lists what there is";
                    case 405 -> "this cannot be done here; the header Allow lists what can";
                    case 431 -> "the header of the request is larger than --header-bytes allows";
                    case 500 -> "a mistake in the service; its log says more";
                    default -> "the request is not understood";
                });
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = problem(response.getStatus());
        metrics.refused(problem.reason().label());
        HttpFields.Mutable fields = response.getHeaders();
        Headers.ALL.forEach(fields::put);
        fields.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.setStatus(problem.status());
        Content.Sink.write(response, true, problem.json(), callback);
        return true;
    }
}
