package io.intona.kernel;

import org.junit.jupiter.api.Tag;

@Tag("kernels")
@Tag("scalar")
class ScalarKernelsTest extends KernelsContract {
    @Override
    protected Kernels kernels() {
        return Kernels.of("scalar");
    }
}
