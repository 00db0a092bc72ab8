package io.intona.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    /** Numbers that Java 17's own conversion prints with more digits than they need. */
    @ParameterizedTest
    @CsvSource({"1.1754944E-38", "8.41E21", "0.002", "3.3554432E7"})
    void floatsHaveTheFewestDigitsThatReadBackTheSame(String fewest) {
        float value = Float.parseFloat(fewest);
        assertThat(Json.line(Map.of("p", value))).isEqualTo("{\"p\":" + fewest + "}");
    }
}
