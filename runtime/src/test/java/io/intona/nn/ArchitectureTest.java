package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    @ParameterizedTest
    @CsvSource({
        "LSTM-h64-v1, 26312",
        "LSTM-h64-v2, 26376",
        "LSTM-h64-v4, 26504",
        "LSTM-h64-v8, 26760",
        "LSTM-h64-v16, 27272",
        "LSTM-h64-v32, 28296",
        "LSTM-h64-v64, 30344",
        "LSTM-h96-v1, 51752",
        "LSTM-h96-v2, 51848",
        "LSTM-h96-v4, 52040",
        "LSTM-h96-v8, 52424",
        "LSTM-h96-v16, 53192",
        "LSTM-h96-v32, 54728",
        "LSTM-h96-v64, 57800",
        "LSTM-h128-v1, 85384",
        "LSTM-h128-v2, 85512",
        "LSTM-h128-v4, 85768",
        "LSTM-h128-v8, 86280",
        "LSTM-h128-v16, 87304",
        "LSTM-h128-v32, 89352",
        "LSTM-h128-v64, 93448",
        "LSTM-h128-v128, 101640",
        "LSTM-h128-v256, 118024"
    })
    void countsTheParametersOfEveryPublishedModel(String name, int count) {
        Architecture architecture = Architecture.parse(name, 34, 8);
        assertThat(architecture.parameterCount()).isEqualTo(count);
        assertThat(architecture.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM-h64-final", "LSTM-h64-mean"})
    void poolingsWithoutAttentionHaveNoVectors(String name) {
        Architecture architecture = Architecture.parse(name, 34, 8);
        assertThat(architecture.name()).isEqualTo(name);
        assertThat(architecture.parameterCount()).isEqualTo(26312 - 64);
        assertThat(architecture.trainedTensors())
                .noneMatch(tensor -> tensor.name().startsWith("attention"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "lstm-h64-v1", "LSTM-h0-v1", "LSTM-h64", "LSTM-h64-v0", "LSTM-h64-v1x", "LSTM-h99999-v1"})
    void aNameThatIsNotAModelIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.parse(name, 34, 8))
                .withMessage("model '" + name
                        + "' is unknown, expected such as LSTM-h64-v8, LSTM-h64-final or LSTM-h64-mean");
    }
}
