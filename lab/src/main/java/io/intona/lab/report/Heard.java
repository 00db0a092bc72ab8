package io.intona.lab.report;

import io.intona.EmotionRecognizer;
import io.intona.Recognition;
import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import io.intona.nn.Network;
import io.intona.nn.Workspace;

/**
 * What a model with attention hears in a recording. Frame t is centred at t times the hop.
 *
 * @param features standardised, (frames, features)
 * @param recognition probabilities, attention weights, winning vectors
 * @param scores u_k·h_t of each vector at each frame, (frames, vectors)
 */
record Heard(AudioClip clip, EmotionModel model, FeatureMatrix features, Recognition recognition, float[] scores) {

    /**
     * Listens.
     *
     * @throws IllegalArgumentException if the model has no attention, or the clip no samples
     */
    static Heard of(AudioClip clip, EmotionModel model, Kernels kernels) {
        ClipFigures.requireAttention(model);
        AudioClip resampled = Resampler.resample(clip, model.features().sampleRateHz());
        FeatureMatrix features =
                model.standardizer().apply(new FeatureExtractor(model.features(), kernels).extract(resampled));
        float[] scores =
                new Network(model.architecture(), kernels).scores(model.parameters(), features, new Workspace());
        return new Heard(
                clip, model, features, EmotionRecognizer.of(model, kernels).recognize(clip), scores);
    }

    double seconds() {
        return (double) clip.length() / clip.sampleRateHz();
    }

    int frames() {
        return features.frames();
    }

    int vectors() {
        return model.architecture().attentionVectors();
    }

    /** Where frame t begins if each frame reaches half a hop to both sides of its middle; T is where the last one ends. */
    double edge(int t) {
        return (t - 0.5) * model.features().hopSeconds();
    }

    float score(int frame, int vector) {
        return scores[frame * vectors() + vector];
    }

    /** The most probable label and its probability, in words. */
    String verdict() {
        String emotion = recognition.emotion();
        return emotion + " " + Math.round(100 * recognition.probability(emotion)) + " %";
    }
}
