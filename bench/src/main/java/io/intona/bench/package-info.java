/**
 * How fast it is: JMH benchmarks of products, training, recognition, streams and features, side by side with PyTorch where
 * it can do the same. {@code Bench} runs them all and writes the table; each benchmark first makes sure that both sides
 * compute the same thing.
 */
package io.intona.bench;
