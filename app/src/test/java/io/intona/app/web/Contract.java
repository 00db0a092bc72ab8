package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code openapi.json} promises; every answer that a test receives is held against it. */
final class Contract {
    static final JsonNode OPENAPI = read();

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Contract() {}

    private static JsonNode read() {
        try (InputStream file = Contract.class.getResourceAsStream("openapi.json")) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertKept(HttpRequest request, HttpResponse<String> answer) {
        assertKept(
                request.method(),
                request.uri().getPath(),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""),
                answer.body());
        assertThat(answer.headers().map()).containsKeys("content-security-policy", "cache-control");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
    }

    static void assertKept(String method, String path, int status, String type, String body) {
        String answered = method + " " + path + " " + status + " " + type + "\n" + body;
        JsonNode operations = OPENAPI.get("paths").get(path);
        JsonNode operation = operations == null ? null : operations.get(method.toLowerCase(Locale.ROOT));
        if (operation == null) {
            assertThat(status).as(answered).isEqualTo(operations == null ? 404 : 405);
            assertThat(type).isEqualTo(Problem.CONTENT_TYPE);
            assertValid("#/components/schemas/Problem", body);
            return;
        }
        JsonNode response = operation.get("responses").get(String.valueOf(status));
        assertThat(response).as(answered).isNotNull();
        String reference = response.has("$ref") ? response.get("$ref").asString() : "";
        JsonNode described = reference.isEmpty() ? response : OPENAPI.at(reference.substring(1));
        if (!described.has("content")) {
            assertThat(body).isEmpty();
            return;
        }
        assertThat(described.get("content").has(type)).as(answered).isTrue();
        if (type.endsWith("json")) {
            assertValid(described.get("content").get(type).get("schema"), body);
        }
        if (type.equals(Problem.CONTENT_TYPE)) {
            assertThat(JsonMapper.shared().readTree(body).get("status").asInt()).isEqualTo(status);
        }
    }

    /** A message of a stream. */
    static void assertMessage(String message) {
        assertValid(OPENAPI.at("/paths/~1v1~1stream/get/responses/101/content/application~1json/schema"), message);
    }

    private static void assertValid(String reference, String json) {
        assertValid(JsonMapper.shared().valueToTree(Map.of("$ref", reference)), json);
    }

    private static void assertValid(JsonNode schema, String json) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", OPENAPI.get("components"));
        assertThat(SCHEMAS.getSchema(whole.toString()).validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
    }
}
