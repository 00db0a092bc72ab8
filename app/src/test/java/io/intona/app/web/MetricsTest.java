package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void anOperatorSeesWhatHappened() throws InterruptedException {
        try (Running service = Running.start()) {
            byte[] wav = Running.wav(1, 16_000, 16_000);
            for (int i = 0; i < 3; i++) {
                service.post("v1/recognize", wav);
            }
            service.post("v1/recognize", new byte[10]);
            service.get("no/such/1");
            service.get("no/such/2");
            service.get("v1/recognize");
            service.get("");
            Stream stream = Stream.open(service, "?sample_rate_hz=16000");
            stream.send(new byte[2 * 8_000]);
            service.await("intona_audio_seconds_total", number -> number >= 3.5);
            assertThat(service.metric("intona_audio_seconds_total")).isEqualTo(3.5);
            assertThat(service.metric("intona_sockets")).isEqualTo(1);
            stream.abort();
            assertThat(service.metric("intona_queue")).isZero();
            assertThat(requests(service, "/v1/recognize", 200)).isEqualTo(3);
            assertThat(requests(service, "/v1/recognize", 422)).isEqualTo(1);
            assertThat(requests(service, "/v1/stream", 101)).isEqualTo(1);
            assertThat(Stream.refused(Stream.builder(), Stream.uri(service, "?encoding=mp3"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(requests(service, "/v1/stream", 400)).isEqualTo(1);
            assertThat(requests(service, "/", 200)).isEqualTo(1);
            assertThat(requests(service, "none", 404)).isEqualTo(2);
            assertThat(requests(service, "none", 405)).isEqualTo(1);
            assertThat(service.metric("intona_rejections_total{reason=\"bad_recording\"}"))
                    .isEqualTo(1);
            assertThat(service.metric(
                            "intona_request_seconds_bucket{route=\"/v1/recognize\",status=\"200\",le=\"10.0\"}"))
                    .isEqualTo(3);
            assertThat(service.metric("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"}")
                            + service.metric("jvm_memory_used_bytes{area=\"heap\",id=\"G1 Old Gen\"}"))
                    .isPositive();
        }
    }

    @Test
    void connectionsThatDoNothingAreCountedToo() throws IOException {
        try (Running service = Running.start()) {
            assertThat(service.metric("intona_connections")).as("our own").isEqualTo(1);
            URI address = service.server.address();
            try (Socket one = new Socket(address.getHost(), address.getPort());
                    Socket other = new Socket(address.getHost(), address.getPort())) {
                assertThat(one.isConnected() && other.isConnected()).isTrue();
                service.await("intona_connections", number -> number == 3);
            }
            service.await("intona_connections", number -> number == 1);
        }
    }

    @Test
    void theDocumentNamesThemAll() throws IOException {
        String document = Files.readString(Path.of(System.getProperty("intona.root"), "docs", "serve.md"));
        Set<String> named = Pattern.compile("`(intona_[a-z_]+)`")
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        try (Running service = Running.start()) {
            service.get("v1/recognize");
            assertThat(service.get("metrics")
                            .body()
                            .lines()
                            .filter(line -> line.startsWith("# TYPE intona_"))
                            .map(line -> line.split(" ")[2].replaceFirst("_max$", ""))
                            .collect(Collectors.toSet()))
                    .isEqualTo(named);
        }
    }

    private static double requests(Running service, String route, int status) {
        return service.metric("intona_request_seconds_count{route=\"" + route + "\",status=\"" + status + "\"}");
    }

    @Test
    void strangersCannotMakeUpSeries() {
        try (Running service = Running.start()) {
            Set<String> before = series(service);
            for (int i = 0; i < 50; i++) {
                String path = "no/such/" + i + "?x=" + i;
                service.get(path);
                Running.send(
                        service.request(path).header("Sec-WebSocket-Key", "x").build());
                Running.send(service.request(path)
                        .header("Sec-WebSocket-Key", "x")
                        .header("Sec-WebSocket-Version", "13")
                        .build());
            }
            Set<String> more = series(service);
            more.removeAll(before);
            more.removeIf(line -> line.contains("\"none\""));
            more.removeIf(line -> line.contains("not_found"));
            more.removeIf(line -> line.contains("\"/metrics\""));
            assertThat(more).isEmpty();
            assertThat(requests(service, "none", 404)).isEqualTo(150);
        }
    }

    private static Set<String> series(Running service) {
        return service.get("metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }
}
