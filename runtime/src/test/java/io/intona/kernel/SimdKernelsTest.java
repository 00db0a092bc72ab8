package io.intona.kernel;

import org.junit.jupiter.api.Tag;

/** At whatever width this JVM was started with; the build starts one for each. Fails where there are no such kernels. */
@Tag("kernels")
@Tag("simd")
class SimdKernelsTest extends KernelsContract {
    @Override
    protected Kernels kernels() {
        return Kernels.of("simd");
    }
}
