/**
 * Array operations: one sealed interface, {@link io.intona.kernel.Kernels}, whose implementations differ in speed and in
 * the last bits only; {@link io.intona.kernel.ScalarKernels} is their specification. Weights are packed once into a
 * {@link io.intona.kernel.PackedMatrix} for many products; {@link io.intona.kernel.Scratch} is the memory an operation
 * needs while it runs. Everything hot in the network goes through here.
 */
package io.intona.kernel;
