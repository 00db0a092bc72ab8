package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.TestClips;
import io.intona.app.web.Stream.Closed;
import io.intona.model.EmotionModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that go wrong are closed with a sentence. */
class BadStreamTest {
    private static final byte[] SECOND =
            Stream.s16(TestClips.clip(1, 16_000, 16_000).samples());

    private static final byte[] END = "{\"type\":\"end\"}".getBytes(StandardCharsets.US_ASCII);

    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Arguments row(String what, String query, int status, String reason, Consumer<Stream> work) {
        return Arguments.of(what, query, status, reason, work);
    }

    static java.util.stream.Stream<Arguments> rows() {
        String understood = "the text is not {\"type\":\"end\"}, the only one that is understood";
        return java.util.stream.Stream.of(
                row("garbage", "", 4003, understood, stream -> stream.send("hello")),
                row("no text", "", 4003, understood, stream -> stream.send("")),
                row("half of it", "", 4003, understood, stream -> stream.send("{\"type\":\"end\"")),
                row("another type", "", 4003, understood, stream -> stream.send("{\"type\":\"begin\"}")),
                row("more than it", "", 4003, understood, stream -> stream.send("{\"type\":\"end\",\"now\":true}")),
                row("too long a text", "", 1009, "", stream -> stream.send(" ".repeat(2_000))),
                row("too long a message", "", 1009, "", stream -> stream.send(new byte[300_000])),
                row("nothing", "", 4007, "sound of 0.0 seconds, expected at least 0.3", Stream::end),
                row("hardly anything", "?sample_rate_hz=16000", 4007, "sound of 0.25 seconds", stream -> {
                    stream.send(Arrays.copyOf(SECOND, 8_000));
                    stream.end();
                }),
                row("a cut sample", "", 4007, "the sound ends within a sample", stream -> {
                    stream.send(Arrays.copyOf(SECOND, 30_001));
                    stream.end();
                }),
                row(
                        "no number",
                        "?encoding=f32le",
                        4007,
                        "sample 1 of the chunk is NaN, expected a number from",
                        stream -> stream.send(Stream.f32(new float[] {0, Float.NaN, 0}))),
                row(
                        "an absurd number",
                        "?encoding=f32le",
                        4007,
                        "sample 0 of the chunk is ",
                        stream -> stream.send(Stream.f32(new float[] {1e13f}))),
                row(
                        "too fast",
                        "?sample_rate_hz=16000",
                        4008,
                        "sound came more than 2.0 times as fast as it is spoken",
                        stream -> {
                            for (int i = 0; i < 60; i++) {
                                stream.send(SECOND);
                            }
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isClosedWithASentence(String what, String query, int status, String reason, Consumer<Stream> work) {
        Stream stream = Stream.open(service, query);
        try {
            work.accept(stream);
        } catch (RuntimeException e) {
            // closed before all was sent
        }
        Closed closed = stream.closed();
        assertThat(closed.status()).as(closed.reason()).isEqualTo(status);
        assertThat(closed.reason()).startsWith(reason).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "?sample_rate_hz=7999, 'sample_rate_hz is ''7999'', expected a whole number from 8000 to 192000'",
        "?sample_rate_hz=192001, expected a whole number from 8000 to 192000",
        "?sample_rate_hz=x, expected a whole number from 8000 to 192000",
        "?sample_rate_hz=16000.0, expected a whole number from 8000 to 192000",
        "?sample_rate_hz=99999999999, expected a whole number from 8000 to 192000",
        "?sample_rate_hz=16000&sample_rate_hz=16000, expected a whole number from 8000 to 192000",
        "?sample_rate_hz, expected a whole number from 8000 to 192000",
        "?every_ms=49, 'every_ms is ''49'', expected a whole number from 50 to 10000'",
        "?every_ms=10001, expected a whole number from 50 to 10000",
        "?every_ms=-1, expected a whole number from 50 to 10000",
        "?encoding=mp3, 'encoding is ''mp3'', expected s16le or f32le'",
        "?rate=16000, 'the parameter ''rate'' is unknown, expected sample_rate_hz, every_ms or encoding'"
    })
    void aQueryThatIsNotUnderstoodIsRefusedBefore(String query, String detail) throws IOException {
        assertThat(Stream.refused(Stream.builder(), Stream.uri(service, query)).statusCode())
                .isEqualTo(400);
        RawAnswer answer = RawAnswer.to(
                service.server.address(),
                "GET /v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        assertThat(answer.text()).contains(detail);
        Contract.assertKept(
                "GET",
                "/v1/stream",
                answer.status(),
                "application/problem+json",
                answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4));
    }

    @Test
    void thereAreSoManyStreamsAndNoMore() throws InterruptedException {
        Stream[] streams = new Stream[4];
        for (int i = 0; i < 4; i++) {
            streams[i] = Stream.open(service, "");
        }
        assertThat(service.metric("intona_sockets")).isEqualTo(4);
        assertThat(Stream.refused(Stream.builder(), Stream.uri(service, "")).statusCode())
                .isEqualTo(429);
        for (Stream stream : streams) {
            stream.abort();
        }
        service.await("intona_sockets", number -> number == 0);
        Stream.open(service, "").abort();
    }

    private static Running ending(double socketSeconds, double idleSeconds) {
        Limits limits = new Limits(1 << 20, 20, 1, 1, 4, 10, socketSeconds, idleSeconds, 8192, 5);
        return new Running(Running.settings(limits), Running.STREAMING);
    }

    /** What comes until the service ends the connection, while the same bytes are sent again and again. */
    private static String until(RawStream stream, byte[] bytes) throws InterruptedException {
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 300; i++) {
                    stream.socket.getOutputStream().write(bytes);
                    Thread.sleep(50);
                }
            } catch (IOException | InterruptedException e) {
                // ended
            }
        });
        writer.start();
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        try {
            stream.socket.getInputStream().transferTo(got);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the service does not end the connection", e);
        } catch (IOException e) {
            // reset, as the client goes on sending
        }
        writer.interrupt();
        writer.join();
        return got.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void whoDoesNotAnswerTheOrdinaryCloseIsCutOff() throws IOException, InterruptedException {
        try (Running service = ending(20, 10);
                RawStream stream = new RawStream(service, "?sample_rate_hz=16000")) {
            stream.send(RawStream.BINARY, true, SECOND);
            stream.send(RawStream.TEXT, true, END);
            long begun = System.nanoTime();
            byte[] got = stream.socket.getInputStream().readAllBytes();
            assertThat(new String(got, StandardCharsets.ISO_8859_1)).endsWith("all was heard");
            service.await("intona_sockets", number -> number == 0);
            assertThat((System.nanoTime() - begun) / 1e9).isLessThan(8.0);
        }
    }

    /** As a browser does that records: its connection must not be reset before it has read why the stream is closed. */
    @Test
    void whoIsStillSendingCanReadWhyItIsClosed() throws IOException, InterruptedException {
        try (Running service = ending(1, 10);
                RawStream stream = new RawStream(service, "")) {
            Deadline sending = Deadline.in(2);
            while (!sending.hasPassed()) {
                stream.send(RawStream.BINARY, true, new byte[2]);
                Thread.sleep(10);
            }
            stream.send(RawStream.CLOSE, true, new byte[0]);
            byte[] got = stream.socket.getInputStream().readAllBytes();
            assertThat(new String(got, StandardCharsets.ISO_8859_1))
                    .endsWith("the stream lasted longer than the 1.0 seconds that --socket-seconds allows");
        }
    }

    /** What is sent, the limits in time, and the status and reason with which the stream is closed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "pings alone, 9, 20, 0.7, 4001, no sound came for as long as --idle-seconds allows",
        "a message without end, 0, 20, 0.7, 4001, no sound came for as long as --idle-seconds allows",
        "pings for too long, 9, 1, 10, 4008, the stream lasted longer than the 1.0 seconds that --socket-seconds allows",
        "a long message, 0, 1, 10, 4008, the stream lasted longer than the 1.0 seconds that --socket-seconds allows"
    })
    void whoSendsOtherThingsThanSoundKeepsNoPlace(
            String what, int opcode, double socketSeconds, double idleSeconds, int status, String reason)
            throws IOException, InterruptedException {
        try (Running service = ending(socketSeconds, idleSeconds);
                RawStream stream = new RawStream(service, "")) {
            stream.send(RawStream.BINARY, opcode == RawStream.PING, new byte[2]);
            long begun = System.nanoTime();
            byte[] more = RawStream.frame(opcode, opcode == RawStream.PING, new byte[2]);
            assertThat(until(stream, more)).contains((char) (status >> 8) + "" + (char) (status & 255) + reason);
            assertThat((System.nanoTime() - begun) / 1e9).isBetween(0.7, 8.0);
            service.await("intona_sockets", number -> number == 0);
        }
    }

    @Test
    void aStreamThatIsSilentIsClosed() {
        try (Running service = ending(20, 0.7)) {
            assertThat(Stream.open(service, "").closed())
                    .isEqualTo(new Closed(4001, "no sound came for as long as --idle-seconds allows"));
            assertThat(service.metric("intona_rejections_total{reason=\"silent\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aStreamThatLastsTooLongIsClosed() throws InterruptedException {
        try (Running service = ending(1, 0.7)) {
            Stream stream = Stream.open(service, "");
            try {
                for (int i = 0; i < 100; i++) {
                    stream.send(new byte[2]);
                    Thread.sleep(50);
                }
            } catch (RuntimeException e) {
                // closed
            }
            assertThat(stream.closed())
                    .isEqualTo(new Closed(
                            4008, "the stream lasted longer than the 1.0 seconds that --socket-seconds allows"));
        }
    }

    /** Labels so long that a few answers fill all buffers on the way. */
    static EmotionModel talkative() {
        EmotionModel model = Running.model(Running.STREAMING);
        List<String> labels = IntStream.range(0, 8)
                .mapToObj(label -> label + "x".repeat(8_000))
                .toList();
        return new EmotionModel(model.parameters(), model.standardizer(), model.features(), labels, model.provenance());
    }

    @Test
    void aStreamThatNeverReadsIsCutOff() throws IOException, InterruptedException {
        try (Running service = new Running(Running.settings(Running.LIMITS), talkative());
                RawStream stream = new RawStream(service, "?sample_rate_hz=8000&every_ms=50")) {
            try {
                for (int i = 0; i < 28; i++) {
                    stream.send(RawStream.BINARY, true, new byte[16_000]);
                }
            } catch (IOException e) {
                // cut off
            }
            service.await("intona_rejections_total{reason=\"unread\"}", number -> number > 0);
            service.await("intona_sockets", number -> number == 0);
        }
    }

    private static Running talking(double idleSeconds) {
        Limits limits = new Limits(1 << 20, 20, 1, 1, 20, 10, 60, idleSeconds, 8192, 5);
        return new Running(Running.settings(limits), talkative());
    }

    /**
     * Streams that have ended and are not read. Their answers are some, and more and more: at first all are in the system's
     * buffers, then some wait in the service, at last there are more than it lets wait.
     */
    private static List<RawStream> unreadStreams(Running service) throws IOException {
        List<RawStream> streams = new ArrayList<>();
        for (int answers = 6; answers <= 60; answers += 3) {
            RawStream stream = new RawStream(service, "?sample_rate_hz=8000&every_ms=50");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(RawStream.frame(RawStream.BINARY, true, new byte[answers * 800]));
            all.writeBytes(RawStream.frame(RawStream.TEXT, true, END));
            stream.socket.getOutputStream().write(all.toByteArray());
            streams.add(stream);
        }
        return streams;
    }

    private static void close(List<RawStream> streams) throws IOException {
        for (RawStream stream : streams) {
            stream.close();
        }
    }

    private static boolean isWhole(RawStream stream) {
        try {
            String got = new String(stream.socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return got.contains("\"type\":\"final\"") && got.endsWith("all was heard");
        } catch (IOException e) {
            return false; // cut off
        }
    }

    @Test
    void whoReadsLateGetsAllAnswersUnlessTheyWereTooMany() throws Exception {
        try (Running service = talking(30)) {
            List<RawStream> streams = unreadStreams(service);
            Thread.sleep(Math.round(1e3 * StreamSocket.CLOSING_SECONDS) + 1000);
            long whole = streams.stream().filter(BadStreamTest::isWhole).count();
            double tooMany = service.metric("intona_rejections_total{reason=\"unread\"}");
            assertThat(tooMany).as("they do not fit into the system's buffers").isPositive();
            assertThat(whole).isPositive().isEqualTo(streams.size() - (long) tooMany);
            close(streams);
        }
    }

    /** Which keeps the connection from being idle. */
    @Test
    void whoSendsOnAndReadsNothingIsCutOff() throws Exception {
        try (Running service = talking(1)) {
            List<RawStream> streams = unreadStreams(service);
            AtomicBoolean over = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                while (!over.get()) {
                    for (RawStream stream : streams) {
                        try {
                            stream.send(RawStream.BINARY, true, new byte[2]);
                            Thread.sleep(10);
                        } catch (IOException | InterruptedException e) {
                            // cut off
                        }
                    }
                }
            });
            writer.start();
            try {
                service.await("intona_sockets", number -> number == 0);
            } finally {
                over.set(true);
                writer.join();
                close(streams);
            }
        }
    }
}
