package io.intona.kernel;

/** Plain loops, one rounding an operation, on any JVM the same bits. */
public final class ScalarKernels implements Kernels {
    @Override
    public String name() {
        return "scalar";
    }
}
