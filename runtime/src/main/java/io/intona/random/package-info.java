/**
 * Chance that can be repeated: {@link io.intona.random.RandomStreams} derives one stream of random numbers for each
 * purpose from a seed, and draws normal deviates and shuffles from it, with the same bits on every machine.
 */
package io.intona.random;
