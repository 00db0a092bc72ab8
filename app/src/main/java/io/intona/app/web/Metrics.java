package io.intona.app.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** What an operator watches, in the text format of Prometheus. */
final class Metrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter audioSeconds = Counter.builder("intona.audio.seconds")
            .description("Sound that was heard")
            .register(registry);

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
    }

    /** A number that is looked up whenever somebody asks. */
    void gauge(String name, String description, Supplier<Number> number) {
        Gauge.builder(name, number).description(description).register(registry);
    }

    /** A request was answered. */
    void answered(String route, int status, double milliseconds) {
        Timer.builder("intona.request")
                .description("Time from a request to its answer")
                .tag("route", route)
                .tag("status", String.valueOf(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(Math.round(1e6 * milliseconds)));
    }

    /** A recording or a piece of one was heard. */
    void heard(double seconds) {
        audioSeconds.increment(seconds);
    }

    /** A request or a socket was refused. */
    void refused(String reason) {
        Counter.builder("intona.rejections")
                .description("What was refused")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
