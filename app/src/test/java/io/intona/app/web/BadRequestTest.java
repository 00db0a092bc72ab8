package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whoever asks wrongly is told so in one sentence. */
class BadRequestTest {
    private static final byte[] WAV = Running.wav(1, 16_000, 16_000);

    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Arguments row(String query, String header, byte[] body, int status, String detail) {
        return Arguments.of(query, header, BodyPublishers.ofByteArray(body), status, detail);
    }

    private static Arguments chunked(byte[] body, int status, String detail) {
        return Arguments.of("", "", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), status, detail);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] part(String name, byte[] content) {
        return joined(
                text("--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"a\"\r\n\r\n"),
                content,
                text("\r\n"));
    }

    /** Much silence in few bytes. */
    private static byte[] resource(String name) {
        try (InputStream file = BadRequestTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> rows() {
        String form = "Content-Type: multipart/form-data; boundary=b";
        byte[] large = new byte[(1 << 20) + 1];
        return Stream.of(
                // recordings
                row("", "", new byte[0], 422, "byte 0: an empty file, expected FLAC, MP3, Ogg Vorbis or WAV"),
                row("", "", text("hello, world"), 422, "byte 0: 68 65 6C 6C 6F 2C 20 77 \"hello, w\", expected"),
                row("", "Content-Type: application/json", text("{}"), 422, "byte 0: 7B 7D \"{}\", expected"),
                row("", "Content-Type: audio/wav", Arrays.copyOf(WAV, 30), 422, "byte "),
                row("", "", Arrays.copyOf(WAV, 44 + 4 * 4_700), 422, "byte "),
                row(
                        "",
                        "",
                        Running.wav(1, 4_700, 16_000),
                        422,
                        "recording of 4700 samples at 16000 Hz, expected at least 0.3 seconds"),
                row(
                        "",
                        "",
                        Running.wav(1, 180_000, 8_000),
                        422,
                        "more than 160000 samples at 8000 Hz, expected at most 20.0 seconds of sound, as --max-seconds says"),
                row("", "", Running.wav(1, 3_000, 4_000), 422, "resampling from 4000 Hz, expected 8000 to 192000"),
                row("", "", resource("hour-of-silence.flac"), 422, "expected at most 20.0 seconds of sound"),
                row("", "", resource("minutes-of-silence.ogg"), 422, "expected at most 20.0 seconds of sound"),
                row(
                        "",
                        "",
                        resource("high-rate-silence.flac"),
                        422,
                        "more than 960000 samples at 192000 Hz, expected at most 960000, as --max-seconds says"),
                row("", "", large, 413, "the body is larger than the 1048576 bytes that --max-megabytes allows"),
                chunked(large, 413, "the body is larger than the 1048576 bytes that --max-megabytes allows"),
                chunked(text("RIFF"), 422, "byte 4: end of file, expected"),
                row("", "Content-Encoding: gzip", WAV, 415, "the body has the Content-Encoding 'gzip', expected none"),
                // queries
                row("?timeline=yes", "", WAV, 400, "timeline is 'yes', expected true or false"),
                row("?timeline", "", WAV, 400, "timeline is '', expected true or false"),
                row("?attention=1", "", WAV, 400, "attention is '1', expected true or false"),
                row("?features=TRUE", "", WAV, 400, "features is 'TRUE', expected true or false"),
                row("?features=true&features=true", "", WAV, 400, "features is 'true, true', expected true or false"),
                row(
                        "?time=true",
                        "",
                        WAV,
                        400,
                        "the parameter 'time' is unknown, expected timeline, attention or features"),
                // forms
                row(
                        "",
                        "Content-Type: multipart/mixed; boundary=b",
                        WAV,
                        415,
                        "expected a recording, or multipart/form"),
                row("", "Content-Type: multipart/form-data", WAV, 415, "expected a recording, or multipart/form-data"),
                row("", "Content-Type: multipart/form-data; boundary=", WAV, 415, "expected a recording, or multipart"),
                row("", form, WAV, 400, "the form cannot be read ("),
                row("", form, new byte[0], 400, "the form cannot be read ("),
                row("", form, part("file", WAV), 400, "the form cannot be read ("),
                row("", form, text("--b--\r\n"), 400, "the form has 0 parts of the name 'file', expected one"),
                row(
                        "",
                        form,
                        joined(part("sound", WAV), text("--b--\r\n")),
                        400,
                        "the form has 0 parts of the name 'file', expected one"),
                row(
                        "",
                        form,
                        joined(part("file", WAV), part("file", WAV), text("--b--\r\n")),
                        400,
                        "the form has 2 parts of the name 'file', expected one"),
                row("", form, joined(part("file", new byte[0]), text("--b--\r\n")), 422, "byte 0: an empty file"),
                row(
                        "",
                        form,
                        joined(text("--b\r\nX: " + "y".repeat(9_000) + "\r\n\r\n"), WAV, text("\r\n--b--\r\n")),
                        400,
                        "the form cannot be read ("),
                row(
                        "",
                        form,
                        joined(text("--b\r\n\r\n\r\n".repeat(101)), text("--b--\r\n")),
                        400,
                        "the form cannot be read ("),
                // headers
                row(
                        "",
                        "X-Long: " + "y".repeat(9_000),
                        new byte[0],
                        431,
                        "the header of the request is larger than --header-bytes allows"),
                row("", "Origin: http://example.org", WAV, 403, "the request comes from a page of another site"),
                row("", "Origin: null", WAV, 403, "the request comes from a page of another site"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isToldInOneSentence(String query, String header, BodyPublisher body, int status, String detail) {
        HttpRequest.Builder request = service.request("v1/recognize" + query).POST(body);
        if (!header.isEmpty()) {
            request.header(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
        }
        HttpResponse<String> answer = Running.send(request.build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonMapper.shared().readTree(answer.body()).get("detail").asString())
                .contains(detail)
                .doesNotContain("io.intona", "Exception", "\n");
    }

    /** The connection is not reset under the answer. */
    @ParameterizedTest
    @CsvSource({"/v1/recognize, 413", "/v1/recognize?time=true, 400", "/v1/none, 404", "/readyz, 405"})
    void whoSendsAllBeforeReadingIsToldToo(String path, int status) throws IOException {
        String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Length: 20000000\r\n\r\n" + "y".repeat(20_000_000);
        RawAnswer answer = RawAnswer.to(service.server.address(), request);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).endsWith("}");
    }

    @Test
    void whoIsRefusedAndStaysSilentIsNotWaitedForLong() throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = new Socket(
                service.server.address().getHost(), service.server.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(text("POST /v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nRIFF"));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 404 ");
        }
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(4);
    }

    @Test
    void aRecordingAtTheLimitIsHeard() {
        assertThat(service.post("v1/recognize", Running.wav(1, 160_000, 8_000)).statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("nonsense\r\n\r\n", 400),
                Arguments.of("GET / HTTP/1.1\r\n\r\n", 400),
                Arguments.of("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 400),
                Arguments.of("GET /\r\n\r\n", 400),
                Arguments.of("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
                Arguments.of("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
                Arguments.of("GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
                Arguments.of("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", 403),
                Arguments.of("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Key: x\r\n\r\n", 426),
                Arguments.of(
                        "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\n\r\n",
                        400),
                Arguments.of(
                        "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        426),
                Arguments.of("GETT / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
                Arguments.of("GETT" + RawStream.handshake("").substring(3), 400),
                Arguments.of("GET /v1/none HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Key: x\r\n\r\n", 404),
                Arguments.of(
                        "POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000000\r\n\r\n", 413),
                Arguments.of("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
                Arguments.of(
                        "POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                        400));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void whatIsHardlyHttpIsAProblemToo(String request, int status) throws IOException {
        RawAnswer answer = RawAnswer.to(service.server.address(), request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text().toLowerCase(Locale.ROOT))
                .contains("content-type: application/problem+json")
                .doesNotContain("server:", "jetty", "javalin", "exception", "<html");
        String body = answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4);
        assertThat(JsonMapper.shared().readTree(body).get("status").asInt()).isEqualTo(status);
    }

    @Test
    void afterAllThatTheServiceIsWell() {
        assertThat(service.post("v1/recognize", WAV).statusCode()).isEqualTo(200);
    }
}
