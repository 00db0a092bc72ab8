package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.web.Stream.Closed;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopTest {
    private static final byte[] WAV = Running.wav(1, 16_000, 16_000);

    private static Limits limits(double drainSeconds) {
        return new Limits(1 << 20, 60, 1, 4, 4, 30, 10, 10, 8192, drainSeconds);
    }

    private static void awaitQueue(Running service) {
        while (service.metric("intona_queue") == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatWasAcceptedIsAnsweredAndNothingElse() throws InterruptedException {
        Running service = Running.slow(limits(20));
        Stream stream = Stream.open(service, "");
        CompletableFuture<HttpResponse<String>> first = service.keepBusy();
        CompletableFuture<HttpResponse<String>> second = service.keepBusy();
        awaitQueue(service);
        assertThat(service.get("readyz").statusCode()).isEqualTo(200);
        Thread stopping = new Thread(service::close);
        stopping.start();
        assertThat(stream.closed()).isEqualTo(new Closed(1001, "the service is stopping"));
        assertThat(service.get("readyz").statusCode()).isEqualTo(503);
        assertThat(service.get("healthz").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = service.post("v1/recognize", WAV);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("the service is stopping");
        assertThat(Stream.refused(Stream.builder(), Stream.uri(service, "")).statusCode())
                .isEqualTo(503);
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
        stopping.join();
        assertThat(stopping.isAlive()).isFalse();
    }

    @Test
    void stoppingDoesNotWaitForEver() throws IOException {
        Running service = Running.slow(limits(0.3));
        try (Socket socket = new Socket(
                service.server.address().getHost(), service.server.address().getPort())) {
            socket.getOutputStream()
                    .write("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nRIFF"
                            .getBytes(StandardCharsets.US_ASCII));
            while (service.metric("intona_places") == 0) {
                Thread.onSpinWait();
            }
            long begun = System.nanoTime();
            service.close();
            assertThat((System.nanoTime() - begun) / 1e9).isBetween(0.3, 8.0);
        }
    }
}
