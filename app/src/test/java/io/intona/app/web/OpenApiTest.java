package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description names all routes, and nothing that is not there; its schemas are held against answers everywhere. */
class OpenApiTest {
    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteIsThere() {
        Set<String> described = new TreeSet<>();
        Contract.OPENAPI
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        try (Running service = Running.start()) {
            Set<String> there = new TreeSet<>(service.server.routes());
            there.removeIf(route -> route.matches("GET /.*\\.[a-z]+") && !route.endsWith("openapi.json")); // the page's
            assertThat(described).isEqualTo(there);
        }
    }

    @Test
    void itIsServedAsItIs() {
        try (Running service = Running.start()) {
            assertThat(JsonMapper.shared().readTree(service.get("openapi.json").body()))
                    .isEqualTo(Contract.OPENAPI);
        }
    }

    @Test
    void everyStatusOfAProblemIsDescribedSomewhere() {
        Set<Integer> described = new TreeSet<>();
        for (JsonNode path : Contract.OPENAPI.get("paths")) {
            for (JsonNode operation : path) {
                operation.get("responses").propertyNames().forEach(status -> described.add(Integer.parseInt(status)));
            }
        }
        for (Reason reason : Reason.values()) {
            if (reason != Reason.NOT_FOUND && reason != Reason.NOT_ALLOWED) {
                assertThat(described).contains(reason.status());
            }
        }
    }
}
