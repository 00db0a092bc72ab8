package io.intona.lab.feature;

import io.intona.audio.AudioClip;
import java.util.SplittableRandom;

/** Clips made from a seed. */
final class Clips {
    private Clips() {}

    static AudioClip noise(long seed) {
        return noise(seed, 5000, 48_000);
    }

    static AudioClip noise(long seed, int samples, int sampleRateHz) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        return new AudioClip(noise, sampleRateHz);
    }
}
