package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.app.json.FeaturesEntry;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import java.util.List;
import java.util.Map;

/**
 * What {@code GET /v1/model} answers.
 *
 * @param name of the architecture
 * @param labels in the order of the probabilities
 * @param streams whether {@code /v1/stream} can be used: not if the features need the whole recording
 * @param limits what recordings and streams must keep to
 * @param provenance where the model comes from, as its file says
 */
record ModelAnswer(
        String name,
        List<String> labels,
        FeaturesEntry features,
        int sampleRateHz,
        int parameters,
        int attentionVectors,
        double temperature,
        double abstainThreshold,
        String kernels,
        boolean streams,
        Bounds limits,
        Map<String, String> provenance) {

    /** What clients must keep to. */
    record Bounds(long bodyBytes, double audioSeconds, double featuresSeconds, double socketSeconds) {}

    static ModelAnswer of(EmotionRecognizer recognizer, Kernels kernels, Limits limits) {
        EmotionModel model = recognizer.model();
        return new ModelAnswer(
                model.architecture().name(),
                model.labels(),
                FeaturesEntry.of(model.features()),
                model.features().sampleRateHz(),
                model.architecture().parameterCount(),
                model.architecture().attentionVectors(),
                model.calibration().temperature(),
                model.calibration().abstainThreshold(),
                kernels.name(),
                streams(recognizer),
                new Bounds(
                        limits.bodyBytes(),
                        limits.audioSeconds(),
                        Hearing.MAX_FEATURES_SECONDS,
                        limits.socketSeconds()),
                model.provenance());
    }

    /** Whether the features can be computed while the sound arrives. */
    static boolean streams(EmotionRecognizer recognizer) {
        try {
            recognizer.stream(recognizer.model().features().sampleRateHz());
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
