package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.TestClips;
import io.intona.fuzz.Fuzzing;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Damaged requests and streams: each has an answer that {@code openapi.json} promises, and the service stays well. */
class RecognizeFuzzTest {
    private static final int SLOWER = 10;

    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** An answer that says no. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    private static void check(HttpResponse<String> answer) throws Refused {
        if (answer.statusCode() >= 500) {
            throw new AssertionError(answer.body());
        }
        if (answer.statusCode() != 200) {
            throw new Refused(answer.body());
        }
    }

    @Test
    void aDamagedBodyIsAnswered() {
        byte[] wav = Running.wav(1, 6_000, 16_000);
        Fuzzing.Tally tally = new Fuzzing(5, List.of(wav), 64 << 20)
                .slower(SLOWER)
                .run(body -> body, Refused.class, body -> check(service.post("v1/recognize", body)));
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }

    @Test
    void aDamagedFormIsAnswered() throws IOException {
        byte[] form = RecognizeTest.form("abc123", "file", Running.wav(2, 5_000, 16_000));
        Fuzzing.Tally tally = new Fuzzing(6, List.of(form), 64 << 20)
                .slower(SLOWER)
                .run(
                        body -> body,
                        Refused.class,
                        body -> check(Running.send(service.request("v1/recognize")
                                .header("Content-Type", "multipart/form-data; boundary=abc123")
                                .POST(BodyPublishers.ofByteArray(body))
                                .build())));
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }

    @Test
    void aDamagedRequestIsAnsweredOrItsConnectionClosed() {
        byte[] request = ("POST /v1/recognize?timeline=true HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\n"
                        + "Content-Length: 4\r\nConnection: close\r\n\r\nRIFF")
                .getBytes(StandardCharsets.US_ASCII);
        new Fuzzing(7, List.of(request), 64 << 20).slower(SLOWER).run(bytes -> bytes, Refused.class, bytes -> {
            RawAnswer answer = RawAnswer.to(service.server.address(), new String(bytes, StandardCharsets.ISO_8859_1));
            assertThat(answer.text()).doesNotContain("io.intona", "org.eclipse", "Exception");
            assertThat(answer.status()).isLessThan(500);
        });
    }

    /** Sound, cut and damaged, as messages of a stream; then it ends. */
    @Test
    void aDamagedStreamIsToldSomethingOrClosed() {
        byte[] sound = Stream.f32(TestClips.clip(3, 6_000, 16_000).samples());
        Fuzzing.Tally tally = new Fuzzing(8, List.of(sound), 64 << 20)
                .slower(SLOWER)
                .run(bytes -> bytes, Refused.class, bytes -> {
                    Stream stream = Stream.open(service, "?encoding=f32le&sample_rate_hz=16000");
                    try {
                        int half = bytes.length / 2;
                        stream.send(ByteBuffer.wrap(bytes, 0, half));
                        stream.send(ByteBuffer.wrap(bytes, half, bytes.length - half));
                        stream.end();
                    } catch (RuntimeException e) {
                        // closed before all was sent
                    }
                    Stream.Closed closed = stream.closed();
                    stream.messages.forEach(message -> Contract.assertMessage(message.toString()));
                    if (closed.status() != 1000) {
                        assertThat(closed.status())
                                .as(closed.reason())
                                .isIn(1007, -1); // −1: closed while it was sending
                        throw new Refused(closed.reason());
                    }
                });
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }

    @Test
    void afterAllThatTheServiceIsWell() {
        assertThat(service.post("v1/recognize", Running.wav(1, 6_000, 16_000)).statusCode())
                .isEqualTo(200);
    }
}
