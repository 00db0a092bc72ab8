/**
 * Array operations: one sealed interface, {@link io.intona.kernel.Kernels}, whose implementations differ in speed and in
 * the last bits only. Everything hot in features and network goes through it.
 */
package io.intona.kernel;
