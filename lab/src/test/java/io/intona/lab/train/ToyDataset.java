package io.intona.lab.train;

import io.intona.audio.AudioClip;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A small corpus without sound, from a seed: clips of 4 to 12 frames of noise around a level that label and speaker
 * decide. Easy enough to learn in a few epochs, too hard to learn perfectly.
 */
public final class ToyDataset {
    /** Values a frame. */
    public static final int SIZE = 6;

    /** The labels. */
    public static final List<String> LABELS = List.of("calm", "happy", "sad");

    /** What the numbers are taken for. */
    public static final FeatureSpec FEATURES = FeatureSpec.parse("mfcc" + SIZE);

    private ToyDataset() {}

    /** Six speakers with nine clips each. */
    public static Dataset of(long seed) {
        return of(6, 9, seed);
    }

    /** As many speakers and clips of each. */
    public static Dataset of(int speakers, int clips, long seed) {
        List<Utterance> utterances = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        for (int s = 1; s <= speakers; s++) {
            RandomGenerator random = RandomStreams.of(seed, 0, s, "toy", 0);
            for (int c = 0; c < clips; c++) {
                String id = String.format(Locale.ROOT, "s%02d-%03d", s, c);
                String speaker = Integer.toString(s);
                int label = c % LABELS.size();
                utterances.add(new Utterance(id, speaker, label, Map.of(), ToyDataset::noSound));
                examples.add(new Example(id, speaker, label, clip(random, s, label)));
            }
        }
        Corpus corpus = new Corpus("toy:" + seed, false, LABELS, utterances, List.of(), new TreeMap<>());
        return new Dataset(corpus, FEATURES, "0".repeat(60) + String.format(Locale.ROOT, "%04x", seed), examples);
    }

    private static AudioClip noSound() {
        throw new IllegalStateException("the toy corpus has no sound");
    }

    private static FeatureMatrix clip(RandomGenerator random, int speaker, int label) {
        int frames = 4 + random.nextInt(9);
        float[] values = new float[frames * SIZE];
        for (int i = 0; i < values.length; i++) {
            double level = i % SIZE == label ? 1.2 : 0.2 * (speaker % 3);
            values[i] = (float) (level + 3 + RandomStreams.gaussian(random));
        }
        return new FeatureMatrix(frames, SIZE, values);
    }
}
