package io.intona.lab.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What others have published, as it stands in the resource {@code published.json}: the numbers of Krasnoproshin and
 * Vashkevich 2026, doi 10.37661/1816-0301-2026-23-1-69-87, tables 1 to 4 and the tests of section 4.
 *
 * @param source of the numbers
 * @param models of tables 1 to 3
 * @param tests the paper's comparisons
 * @param literature table 4: other methods on the same recordings
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Published(
        String source,
        @JsonProperty("tables_1_to_3") List<Model> models,
        @JsonProperty("paired_t_tests") List<Test> tests,
        @JsonProperty("table_4") List<Method> literature) {
    private static final String RESOURCE = "published.json";

    /** A row of tables 1 to 3; the deviation has divisor n. */
    record Model(
            String model,
            int parameters,
            @JsonProperty("uar_mean") double mean,
            @JsonProperty("uar_sd") double deviation,
            @JsonProperty("uar_max") double maximum) {}

    /** A comparison of two models; p as it is printed, such as {@code <0.02}. */
    record Test(String a, String b, String p) {}

    /** A row of table 4; parameters, mean and deviation are null where they were not published. */
    record Method(
            String model,
            Integer parameters,
            double uar,
            @JsonProperty("uar_mean") Double mean,
            @JsonProperty("uar_sd") Double deviation,
            String cite) {}

    Published {
        models = List.copyOf(models);
        tests = List.copyOf(tests);
        literature = List.copyOf(literature);
    }

    /** The numbers that come with the program. */
    static Published read() {
        try (InputStream in = Published.class.getResourceAsStream(RESOURCE)) {
            return JsonMapper.builder().build().readValue(in, Published.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What must be said where the paper's figures stand beside ours: nothing if ours have its authors' protocol. */
    static List<String> caveat(Conditions conditions) {
        return conditions.protocol().name().equals("published")
                ? List.of()
                : List.of(
                        "The paper's figures were made under its authors' own protocol, in whose later code test speakers"
                                + " take part in normalisation and tuning; ours have no test speaker in either.");
    }

    Optional<Model> model(String name) {
        return models.stream().filter(each -> each.model().equals(name)).findFirst();
    }
}
