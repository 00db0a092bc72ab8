package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagesTest {
    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theModelIsDescribed() {
        JsonNode model = JsonMapper.shared().readTree(service.get("v1/model").body());
        assertThat(model.get("name").asString()).isEqualTo("LSTM-h8-v2");
        assertThat(model.get("labels").size()).isEqualTo(8);
        assertThat(model.get("streams").asBoolean()).isTrue();
        assertThat(model.get("features").get("top_db").asString()).isEqualTo("off");
        assertThat(model.get("provenance").get("seed").asString()).isEqualTo("17");
    }

    @Test
    void healthIsTold() {
        assertThat(service.get("healthz").statusCode()).isEqualTo(200);
        assertThat(service.get("readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageIsKeptByItsTag() {
        HttpResponse<String> page = service.get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        String tag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                Running.send(service.request("").header("If-None-Match", tag).build());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void headIsAnsweredAsGetIsWithoutTheBody() throws IOException, InterruptedException {
        try (Running guarded = Running.guarded("correct-horse-battery")) {
            for (Running each : List.of(service, guarded)) {
                for (String path : List.of("", "healthz", "openapi.json", "v1/model", "metrics", "v1/stream")) {
                    HttpResponse<String> got = each.get(path);
                    HttpResponse<String> head =
                            Running.CLIENT.send(each.head(path), HttpResponse.BodyHandlers.ofString());
                    assertThat(head.statusCode()).as(path).isEqualTo(got.statusCode());
                    assertThat(head.headers().firstValue("Content-Type"))
                            .isEqualTo(got.headers().firstValue("Content-Type"));
                    assertThat(head.headers().firstValue("ETag"))
                            .isEqualTo(got.headers().firstValue("ETag"));
                    assertThat(head.body()).isEmpty();
                }
            }
            assertThat(guarded.get("metrics").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whatIsNotThereIsAProblem() {
        HttpResponse<String> missing = service.get("no/such");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(missing.headers().firstValue("Server")).isEmpty();
        assertThat(missing.headers().firstValue("Content-Security-Policy")).isPresent();
        HttpResponse<String> wrong = service.get("v1/recognize");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    }
}
