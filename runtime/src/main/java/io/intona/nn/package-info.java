/**
 * The network of the paper: an {@link io.intona.nn.Architecture} says its shape, {@link io.intona.nn.Parameters} hold its
 * numbers, and each layer has its forward pass and its gradient side by side in one class.
 */
package io.intona.nn;
