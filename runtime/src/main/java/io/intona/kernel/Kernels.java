package io.intona.kernel;

/**
 * The array operations behind features and network. Callers validate, kernels trust. {@link ScalarKernels} is the
 * specification: plain loops that any other implementation must agree with to rounding. Implementations are stateless
 * and thread-safe.
 */
public sealed interface Kernels permits ScalarKernels {
    /**
     * The name under which results are reproducible bit for bit, such as {@code scalar}; part of every record, model and
     * cache key.
     */
    String name();

    /**
     * The kernels of that name.
     *
     * @param request {@code auto} for the fastest that this machine has, or {@code scalar}
     * @throws IllegalArgumentException if there are no such kernels here
     */
    static Kernels of(String request) {
        return switch (request) {
            case "auto", "scalar" -> new ScalarKernels();
            case "simd" ->
                throw new IllegalArgumentException(
                        "kernels 'simd' are not part of this version, expected auto or scalar");
            default ->
                throw new IllegalArgumentException(
                        "kernels '" + request + "' are unknown, expected auto, scalar or simd");
        };
    }
}
