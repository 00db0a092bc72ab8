package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.TimelineOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what of a service with a token, behind a proxy. */
class AccessTest {
    private static final String TOKEN = "correct-horse-battery";

    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.guarded(TOKEN, "Voice.example.org");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "healthz", "readyz", "openapi.json"})
    void whatTellsNothingNeedsNoToken(String path) {
        assertThat(service.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "v1/model, , 401",
        "metrics, , 401",
        "v1/model, Bearer correct-horse-battery, 200",
        "v1/model, bearer correct-horse-battery, 200",
        "metrics, Bearer correct-horse-battery, 200",
        "v1/model, Bearer correct-horse-batterz, 401",
        "v1/model, Bearer correct-horse-batter, 401",
        "v1/model, Bearer correct-horse-battery-staple, 401",
        "v1/model, Bearer, 401",
        "v1/model, correct-horse-battery, 401",
        "v1/model, Basic correct-horse-battery, 401"
    })
    void theRestNeedsTheToken(String path, String header, int status) {
        HttpRequest.Builder request = service.request(path);
        if (header != null) {
            request.header("Authorization", header);
        }
        HttpResponse<String> answer = Running.send(request.build());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
        assertThat(answer.body()).doesNotContain(TOKEN);
    }

    @Test
    void recordingsNeedTheTokenBeforeTheyAreRead() {
        assertThat(service.post("v1/recognize", new byte[100]).statusCode()).isEqualTo(401);
    }

    private static String protocol(String token) {
        return "bearer."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aStreamTakesTheTokenAsProtocolOrHeader() {
        var browser = Stream.builder()
                .subprotocols("intona", protocol(TOKEN))
                .buildAsync(Stream.uri(service, ""), new java.net.http.WebSocket.Listener() {})
                .join();
        assertThat(browser.getSubprotocol()).isEqualTo("intona");
        browser.abort();
        Stream.builder()
                .header("Authorization", "Bearer " + TOKEN)
                .buildAsync(Stream.uri(service, ""), new java.net.http.WebSocket.Listener() {})
                .join()
                .abort();
    }

    @Test
    void aStreamWithoutItIsRefused() {
        assertThat(Stream.refused(Stream.builder(), Stream.uri(service, "")).statusCode())
                .isEqualTo(401);
        for (String protocol : new String[] {protocol("correct-horse-batterz"), "bearer.", "bearer.!", "bearer"}) {
            assertThat(Stream.refused(Stream.builder().subprotocols("intona", protocol), Stream.uri(service, ""))
                            .statusCode())
                    .as(protocol)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, , 200",
        "LOCALHOST:9, , 200",
        "127.0.0.1:8080, , 200",
        "[::1]:8080, , 200",
        "voice.example.org, , 200",
        "voice.example.org:443, https://voice.example.org, 200",
        "127.0.0.1:8080, https://voice.example.org, 200",
        "localhost:8080, http://localhost:8080, 200",
        "example.org, , 403",
        "127.0.0.1.example.org, , 403",
        "localhost.example.org, , 403",
        "localhost:8080, http://localhost:9090, 403",
        "localhost:8080, http://example.org, 403",
        "localhost, https://xvoice.example.org, 403",
        "localhost, https://voice.example.org.evil.org, 403",
        "localhost, null, 403",
        "localhost, ://, 403"
    })
    void hostAndOriginMustBeItsOwn(String host, String origin, int status) throws IOException {
        for (String path : new String[] {"/", "/healthz"}) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"
                    + (origin == null ? "" : "Origin: " + origin + "\r\n") + "Connection: close\r\n\r\n";
            assertThat(RawAnswer.to(service.server.address(), request).status()).isEqualTo(status);
        }
        String stream = "GET /v1/stream HTTP/1.1\r\nHost: " + host + "\r\n"
                + (origin == null ? "" : "Origin: " + origin + "\r\n") + "Authorization: Bearer " + TOKEN
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        assertThat(RawAnswer.to(service.server.address(), stream).status()).isEqualTo(status == 200 ? 101 : 403);
    }

    @Test
    void whereOthersReachItAnyHostIsAllowedButNoForeignPage() throws IOException {
        Settings settings =
                new Settings("0.0.0.0", 0, Optional.empty(), Set.of(), Running.LIMITS, TimelineOptions.DEFAULT);
        try (Running open = new Running(settings, Running.STREAMING)) {
            assertThat(open.server.isPublic()).isTrue();
            assertThat(service.server.isPublic()).isFalse();
            String request = "GET /healthz HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n";
            assertThat(RawAnswer.to(open.server.address(), request + "\r\n").status())
                    .isEqualTo(200);
            assertThat(RawAnswer.to(open.server.address(), request + "Origin: http://evil.org\r\n\r\n")
                            .status())
                    .isEqualTo(403);
        }
    }
}
