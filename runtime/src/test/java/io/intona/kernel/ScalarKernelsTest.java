package io.intona.kernel;

class ScalarKernelsTest extends KernelsContract {
    @Override
    protected Kernels kernels() {
        return new ScalarKernels();
    }
}
