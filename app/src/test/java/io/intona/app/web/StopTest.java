package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.web.Stream.Closed;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopTest {
    private static final byte[] WAV = Running.wav(1, 16_000, 16_000);

    private static Limits limits(double drainSeconds) {
        return new Limits(1 << 20, 60, 1, 4, 4, 30, 10, 10, 8192, drainSeconds);
    }

    private static void awaitQueue(Running service) {
        service.await("intona_queue", number -> number > 0);
    }

    @Test
    void whatWasAcceptedIsAnsweredAndNothingElse() throws IOException, InterruptedException {
        Running service = Running.slow(limits(20));
        Stream stream = Stream.open(service, "");
        CompletableFuture<HttpResponse<String>> first = service.keepBusy();
        CompletableFuture<HttpResponse<String>> second = service.keepBusy();
        awaitQueue(service);
        assertThat(service.get("readyz").statusCode()).isEqualTo(200);
        Thread stopping = new Thread(service::close);
        stopping.start();
        assertThat(stream.closed()).isEqualTo(new Closed(4001, "the service is stopping"));
        assertThat(service.get("readyz").statusCode()).isEqualTo(503);
        assertThat(Running.CLIENT
                        .send(service.head("readyz"), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(503);
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

    /** Labels so long that some answers fill all buffers on the way, but short enough that one does not flush itself. */
    private static EmotionModel wordy() {
        EmotionModel model = Running.model(Running.STREAMING);
        List<String> labels =
                IntStream.range(0, 8).mapToObj(label -> label + "x".repeat(400)).toList();
        return new EmotionModel(model.parameters(), model.standardizer(), model.features(), labels, model.provenance());
    }

    /** Asks again and again without reading, until an answer is stuck on its way; returns how often. */
    private static int fill(Running service, Socket socket) throws IOException, InterruptedException {
        byte[] request = "POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                .formatted(WAV.length)
                .getBytes(StandardCharsets.US_ASCII);
        for (int asked = 1; asked <= 2_000; asked++) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().write(WAV);
            long deadline = System.nanoTime() + 5_000_000_000L;
            while (service.metric("intona_audio_seconds_total") < asked) {
                assertThat(System.nanoTime())
                        .as("the one before is stuck, but has no place")
                        .isLessThan(deadline);
            }
            long soon = System.nanoTime() + 500_000_000L;
            while (service.metric("intona_places") > 0) {
                if (System.nanoTime() > soon) {
                    return asked;
                }
            }
        }
        throw new AssertionError("nothing is stuck");
    }

    @Test
    void anAnswerThatIsNotReadYetIsNotCut() throws IOException, InterruptedException {
        Running service = new Running(Running.settings(limits(20)), wordy());
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(
                    service.server.address().getHost(), service.server.address().getPort()));
            int asked = fill(service, socket);
            Thread stopping = new Thread(service::close);
            stopping.start();
            Deadline deadline = Deadline.in(20);
            while (service.get("readyz").statusCode() != 503) {
                assertThat(deadline.hasPassed()).isFalse();
            }
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.split("HTTP/1.1 200 ", -1).length - 1).isEqualTo(asked);
            assertThat(answers.substring(answers.length() - 20)).endsWith("}");
            stopping.join();
        }
    }

    @Test
    void stoppingDoesNotWaitForEver() throws IOException {
        Running service = Running.slow(limits(0.3));
        try (Socket socket = new Socket(
                service.server.address().getHost(), service.server.address().getPort())) {
            socket.getOutputStream()
                    .write("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nRIFF"
                            .getBytes(StandardCharsets.US_ASCII));
            service.await("intona_places", number -> number > 0);
            long begun = System.nanoTime();
            service.close();
            assertThat((System.nanoTime() - begun) / 1e9).isBetween(0.3, 8.0);
        }
    }
}
