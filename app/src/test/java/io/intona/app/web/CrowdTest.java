package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Clients that are too many, or too slow. */
class CrowdTest {
    private static final byte[] WAV = Running.wav(1, 16_000, 16_000);

    private static Limits limits(int workers, int queue, double requestSeconds, double idleSeconds) {
        return new Limits(1 << 20, 60, workers, queue, 4, requestSeconds, 10, idleSeconds, 8192, 5);
    }

    @Test
    void whatTheQueueCannotHoldIsRefusedAtOnce() {
        try (Running service = Running.slow(limits(1, 2, 30, 10))) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(service.keepBusy());
            }
            List<HttpResponse<String>> refused = answers.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.statusCode() != 200)
                    .toList();
            assertThat(refused).hasSize(5).allSatisfy(answer -> {
                Contract.assertKept(answer.request(), answer);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            });
            assertThat(service.metric("intona_rejections_total{reason=\"queue_full\"}"))
                    .isEqualTo(5);
            assertThat(service.metric("intona_audio_seconds_total")).isEqualTo(45);
            assertThat(service.post("v1/recognize", WAV).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoWouldFindTheQueueFullNeedNotSendTheirRecording() throws IOException, InterruptedException {
        try (Running service = Running.slow(limits(1, 1, 30, 10))) {
            List<CompletableFuture<HttpResponse<String>>> busy = new ArrayList<>(List.of(service.keepBusy()));
            service.await("intona_places", number -> number > 0);
            Deadline deadline = Deadline.in(20);
            while (service.metric("intona_queue") == 0) {
                assertThat(deadline.hasPassed()).isFalse();
                busy.add(service.keepBusy());
            }
            assertThat(trickle(service, 0, 0))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("as many recordings are waiting as --queue allows");
            busy.forEach(CompletableFuture::join);
        }
    }

    @Test
    void whatIsNotHeardInTimeIsTold() {
        try (Running service = Running.slow(limits(1, 4, 0.1, 10))) {
            CompletableFuture<HttpResponse<String>> busy = service.keepBusy();
            CompletableFuture<HttpResponse<String>> behind = service.keepBusy();
            service.await("intona_queue", number -> number > 0);
            HttpResponse<String> waited = service.post("v1/recognize", WAV);
            HttpResponse<String> took = busy.join();
            for (HttpResponse<String> answer : List.of(waited, took, behind.join())) {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("could not be heard in the time that --request-seconds allows");
            }
        }
    }

    /** Sends the beginning of a body, then byte after byte, and returns what comes back. */
    private static String trickle(Running service, int bytes, int pauseMs) throws IOException, InterruptedException {
        try (Socket socket = new Socket(
                service.server.address().getHost(), service.server.address().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nRIFF"
                    .getBytes(StandardCharsets.US_ASCII));
            try {
                for (int i = 0; i < bytes; i++) {
                    Thread.sleep(pauseMs);
                    out.write(0);
                }
            } catch (SocketException e) {
                // the service has closed already; what it said is still there
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anUploadThatTricklesIsEnded() throws IOException, InterruptedException {
        try (Running service = Running.slow(limits(1, 1, 0.5, 10))) {
            assertThat(trickle(service, 8, 100))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json")
                    .contains("bytes in the time that --request-seconds allows");
        }
    }

    @Test
    void anUploadThatStopsIsEnded() throws IOException, InterruptedException {
        try (Running service = Running.slow(limits(1, 1, 30, 0.5))) {
            assertThat(trickle(service, 0, 0))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("nothing of the body came for as long as --idle-seconds allows, or for a second while");
            assertThat(service.get("readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoIsRefusedReadsWhyThoughOthersStillSend() throws Exception {
        String header = "POST /v1/recognize?timeline=x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n";
        try (Running service = Running.slow(limits(1, 1, 30, 30))) {
            List<Socket> others = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Socket other = new Socket(
                        service.server.address().getHost(),
                        service.server.address().getPort());
                other.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
                others.add(other);
            }
            for (Socket other : others) {
                assertThat(other.getInputStream().read()).isEqualTo('H');
                other.getOutputStream().write(0);
            }
            RawAnswer answer = RawAnswer.to(service.server.address(), header + "x".repeat(20_000_000));
            assertThat(answer.status()).isEqualTo(400);
            String answers = "{route=\"/v1/recognize\",status=\"400\"}";
            service.await("intona_request_seconds_count" + answers, number -> number >= 41);
            assertThat(service.metric("intona_request_seconds_sum" + answers)).isLessThan(8); // not what came after
            for (Socket other : others) {
                other.close();
            }
        }
    }

    @Test
    void whoIsRefusedKeepsNoPlaceWhileTheRestStillComes() throws Exception {
        try (Running service = Running.slow(limits(1, 1, 30, 30));
                Socket socket = new Socket(
                        service.server.address().getHost(),
                        service.server.address().getPort())) {
            socket.getOutputStream()
                    .write("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            for (int i = 0; i < 10; i++) {
                socket.getOutputStream().write(0);
                Thread.sleep(100);
            }
            assertThat(service.metric("intona_rejections_total{reason=\"too_large\"}"))
                    .isEqualTo(1);
            assertThat(service.metric("intona_places")).isZero();
        }
    }

    /** Until the service ends the connection, in seconds, while its other side does something again and again. */
    private static double lasts(Running service, byte[] beginning, SlowWork work) throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(
                    service.server.address().getHost(), service.server.address().getPort()));
            long begun = System.nanoTime();
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(beginning);
                } catch (IOException e) {
                    // ended
                }
            });
            writer.start();
            double seconds = 0;
            try {
                while (seconds < 20 && work.goesOn(socket)) {
                    Thread.sleep(100);
                    seconds = (System.nanoTime() - begun) / 1e9;
                }
            } catch (SocketException e) {
                // ended
            }
            return seconds;
        }
    }

    /** What a slow client does again and again; returns false when its connection has ended. */
    private interface SlowWork {
        boolean goesOn(Socket socket) throws IOException;
    }

    @Test
    void aHeaderThatComesByteByByteIsEnded() throws Exception {
        try (Running service = Running.slow(limits(1, 1, 0.5, 30))) {
            byte[] beginning = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII);
            double seconds = lasts(service, beginning, socket -> {
                socket.getOutputStream().write('x');
                return true;
            });
            assertThat(seconds).isBetween(0.5 + Overdue.GRACE_SECONDS, 12.0);
            assertThat(service.metric("intona_rejections_total{reason=\"overdue\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void answersThatAreReadByteByByteAreEndedAndTheirPlacesFree() throws Exception {
        try (Running service = new Running(Running.settings(limits(1, 1, 0.5, 30)), BadStreamTest.talkative())) {
            ByteArrayOutputStream requests = new ByteArrayOutputStream();
            for (int i = 0; i < 400; i++) {
                requests.writeBytes(
                        ("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + WAV.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                requests.writeBytes(WAV);
            }
            AtomicReference<Deadline> free = new AtomicReference<>(Deadline.in(4)); // for good, by then
            double seconds = lasts(service, requests.toByteArray(), socket -> {
                if (service.metric("intona_places") > 0) {
                    free.set(Deadline.in(2));
                }
                return socket.getInputStream().read() >= 0 && !free.get().hasPassed();
            });
            assertThat(seconds).isBetween(0.5 + Overdue.GRACE_SECONDS, 16.0);
            assertThat(service.post("v1/recognize", WAV).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void connectionsThatDoNothingMakeWayForNewOnes() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (Running service = Running.slow(limits(1, 1, 30, 30))) {
            for (int i = 0; i < WebServer.CONNECTIONS + 100; i++) {
                idle.add(new Socket(
                        service.server.address().getHost(),
                        service.server.address().getPort()));
            }
            long begun = System.nanoTime();
            assertThat(service.get("readyz").statusCode()).isEqualTo(200);
            assertThat((System.nanoTime() - begun) / 1e9).isLessThan(8);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void aClientThatNeverReadsIsCutOff() throws IOException {
        try (Running service = Running.slow(limits(1, 1, 30, 0.5));
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(
                    service.server.address().getHost(), service.server.address().getPort()));
            byte[] requests = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .repeat(1000)
                    .getBytes(StandardCharsets.US_ASCII);
            OutputStream out = socket.getOutputStream();
            Thread writer = new Thread(() -> {
                try {
                    out.write(requests);
                } catch (IOException e) {
                    // cut off
                }
            });
            writer.start();
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (System.nanoTime() < deadline
                    && service.metric("intona_request_seconds_count{route=\"/openapi.json\",status=\"200\"}") == 0) {
                Thread.onSpinWait();
            }
            try {
                Thread.sleep(1500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(5_000);
            long got = 0;
            try {
                byte[] block = new byte[1 << 16];
                int count;
                while ((count = in.read(block)) >= 0) {
                    got += count;
                }
            } catch (SocketException e) {
                // reset
            }
            assertThat(got).isLessThan(1000L * 15_000);
        }
    }
}
