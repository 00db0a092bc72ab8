package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/io/intona/nn/published-counts.csv")
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
