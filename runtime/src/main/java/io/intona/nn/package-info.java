/**
 * The network of the paper. An {@link io.intona.nn.Architecture} says its shape, {@link io.intona.nn.Parameters} hold its
 * numbers, {@link io.intona.nn.Initialization} sets them; a {@link io.intona.nn.PackedBatch} holds clips and a
 * {@link io.intona.nn.Workspace} what a thread writes. {@link io.intona.nn.Network} composes the layers ({@code Lstm}, a
 * {@code TimePooling} such as {@code MultiVectorAttention}, {@code BatchNorm}, {@code Dropout}, {@code Dense},
 * {@code SoftmaxCrossEntropy}), each of which has its forward pass and its gradient side by side in one class.
 */
package io.intona.nn;
