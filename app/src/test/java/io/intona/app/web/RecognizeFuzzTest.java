package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.TestClips;
import io.intona.fuzz.Fuzzing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged requests and streams: each has an answer that {@code openapi.json} promises, and the service stays well. */
@Timeout(value = 2, unit = TimeUnit.HOURS) // with as many inputs as the profile fuzz has
class RecognizeFuzzTest {
    private static final byte[] WAV = Running.wav(1, 6_000, 16_000);

    /** There are five kinds, together as many as of one format of files. */
    private static final int KINDS = 5;

    /** What the heap may have gained, in bytes: classes and compiled patterns, but nothing for each message. */
    private static final long MOST_GAIN = 32 << 20;

    private static Running service;
    private static long usedBefore;

    @BeforeAll
    static void start() {
        service = Running.start();
        service.post("v1/recognize", WAV);
        usedBefore = used();
    }

    @AfterAll
    static void theServiceIsStillWell() {
        try (Running running = service) {
            assertThat(running.post("v1/recognize", WAV).statusCode()).isEqualTo(200);
            running.await("intona_sockets", number -> number == 0);
            running.await("intona_places", number -> number == 0);
            assertThat(running.metric("intona_rejections_total{reason=\"mistake\"}"))
                    .isZero();
            assertThat(used() - usedBefore).isLessThan(MOST_GAIN);
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
        Fuzzing.Tally tally = new Fuzzing(5, List.of(WAV), 64 << 20)
                .slower(KINDS)
                .run(body -> body, Refused.class, body -> check(service.post("v1/recognize", body)));
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }

    @Test
    void aDamagedFormIsAnswered() throws IOException {
        byte[] form = RecognizeTest.form("abc123", "file", Running.wav(2, 5_000, 16_000));
        Fuzzing.Tally tally = new Fuzzing(6, List.of(form), 64 << 20)
                .slower(KINDS)
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
        new Fuzzing(7, List.of(request), 64 << 20).slower(KINDS).run(bytes -> bytes, Refused.class, bytes -> {
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
                .slower(KINDS)
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
                        assertThat(closed.status()).as(closed.reason()).isEqualTo(4007);
                        throw new Refused(closed.reason());
                    }
                });
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }

    /** All bytes of a client of a stream, from the handshake to its end. */
    @Test
    void aDamagedFrameIsAnsweredOrItsConnectionClosed() {
        byte[] sound = Stream.s16(TestClips.clip(4, 6_000, 8_000).samples());
        ByteArrayOutputStream client = new ByteArrayOutputStream();
        client.writeBytes(RawStream.handshake("?sample_rate_hz=8000").getBytes(StandardCharsets.US_ASCII));
        client.writeBytes(RawStream.frame(RawStream.BINARY, false, Arrays.copyOf(sound, 100)));
        client.writeBytes(RawStream.frame(RawStream.PING, true, new byte[] {1, 2, 3}));
        client.writeBytes(RawStream.frame(RawStream.CONTINUATION, true, Arrays.copyOfRange(sound, 100, 500)));
        client.writeBytes(RawStream.frame(RawStream.BINARY, true, Arrays.copyOfRange(sound, 500, sound.length)));
        client.writeBytes(RawStream.frame(RawStream.TEXT, true, "{\"type\":\"end\"}".getBytes(StandardCharsets.UTF_8)));
        Fuzzing.Tally tally = new Fuzzing(9, List.of(client.toByteArray()), 64 << 20)
                .slower(KINDS)
                .run(bytes -> bytes, Refused.class, bytes -> {
                    RawAnswer answer;
                    try {
                        answer = RawAnswer.to(service.server.address(), bytes);
                    } catch (SocketException e) {
                        throw new Refused("closed while it was sending: " + e.getMessage());
                    }
                    assertThat(answer.text()).doesNotContain("io.intona", "org.eclipse", "Exception");
                    assertThat(answer.status()).isLessThan(500);
                    if (!answer.text().contains("all was heard")) {
                        throw new Refused("not heard");
                    }
                });
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
    }
}
