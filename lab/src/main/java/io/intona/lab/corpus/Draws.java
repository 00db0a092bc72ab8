package io.intona.lab.corpus;

import io.intona.random.RandomStreams;
import java.util.random.RandomGenerator;

/** Random numbers for one voice or one clip, from a stream of {@link RandomStreams}. Not thread-safe. */
final class Draws {
    private static final double MOST_DEVIATIONS = 3;

    private final RandomGenerator random;

    Draws(long seed, String purpose, long index) {
        random = RandomStreams.of(seed, 0, 0, purpose, index);
    }

    /** Uniform in [low, high). */
    double uniform(double low, double high) {
        return low + (high - low) * RandomStreams.uniform(random);
    }

    /** White noise, uniform in [-1, 1). */
    double noise() {
        return random.nextLong() * 0x1p-63;
    }

    /** Normal with mean 0, drawn again when beyond three standard deviations. */
    double normal(double standardDeviation) {
        while (true) {
            double value = RandomStreams.gaussian(random);
            if (Math.abs(value) <= MOST_DEVIATIONS) {
                return value * standardDeviation;
            }
        }
    }
}
