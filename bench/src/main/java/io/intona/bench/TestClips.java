package io.intona.bench;

import io.intona.audio.AudioClip;
import io.intona.feature.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Clips from a seed, as long as RAVDESS's: 276 to 495 frames, 347 on average. */
final class TestClips {
    /** Values a frame. */
    static final int FEATURES = 34;

    static final int CLASSES = 8;

    private TestClips() {}

    /** Standardised features, longest clip first. */
    static List<FeatureMatrix> features(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<FeatureMatrix> clips = new ArrayList<>();
        for (int clip = 0; clip < count; clip++) {
            double place = 1 - (clip + 0.5) / count;
            int frames = (int) Math.round(276 + 219 * place * place); // mean 276 + 219/3
            float[] values = new float[frames * FEATURES];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            clips.add(new FeatureMatrix(frames, FEATURES, values));
        }
        return clips;
    }

    static int[] labels(int count) {
        return new SplittableRandom(2).ints(count, 0, CLASSES).toArray();
    }

    /** Noise of 3.7 s at 48 kHz whose loudness rises and falls. */
    static AudioClip recording() {
        SplittableRandom random = new SplittableRandom(3);
        float[] samples = new float[177_600];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (random.nextDouble(-0.5, 0.5) * Math.abs(Math.sin(i * 9.0 / 48_000)));
        }
        return new AudioClip(samples, 48_000);
    }
}
