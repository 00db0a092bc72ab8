package io.intona.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kernels a process gets. */
@Tag("kernels")
class KernelsTest {
    @Test
    void theScalarKernelsAreAlwaysThere() {
        assertThat(Kernels.of("scalar").name()).isEqualTo("scalar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "simd"})
    @Tag("simd")
    void withTheModuleTheyAreAsWideAsTheJvmAllows(String request) {
        String bytes = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxVectorSize")
                .getValue();
        assertThat(Kernels.of(request).name()).isEqualTo("simd-" + 8 * Integer.parseInt(bytes));
        assertThat(Kernels.whyScalar()).isEmpty();
    }

    @Test
    @Tag("scalar")
    void withoutTheModuleTheyAreScalarAndTheReasonIsTold() {
        String reason =
                "the module jdk.incubator.vector is missing, start Java with --add-modules" + " jdk.incubator.vector";
        assertThat(Kernels.of("auto").name()).isEqualTo("scalar");
        assertThat(Kernels.whyScalar()).contains(reason);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernels.of("simd"))
                .withMessage("kernels 'simd' cannot run: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Scalar", "", "simd-512"})
    void otherNamesAreRefused(String request) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernels.of(request))
                .withMessage("kernels '" + request + "' are unknown, expected auto, scalar or simd");
    }
}
