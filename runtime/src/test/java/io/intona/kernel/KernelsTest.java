package io.intona.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"auto", "scalar"})
    void theScalarKernelsAreAlwaysThere(String request) {
        assertThat(Kernels.of(request).name()).isEqualTo("scalar");
    }

    @ParameterizedTest
    @CsvSource({
        "simd, 'kernels ''simd'' are not part of this version, expected auto or scalar'",
        "Scalar, 'kernels ''Scalar'' are unknown, expected auto, scalar or simd'",
        "'', 'kernels '''' are unknown, expected auto, scalar or simd'"
    })
    void otherNamesAreRefused(String request, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernels.of(request))
                .withMessage(message);
    }
}
