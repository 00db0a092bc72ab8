package io.intona.lab.experiment;

import io.intona.lab.train.FoldData;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Trainer;
import io.intona.lab.train.TrainingSettings;
import io.intona.model.EmotionModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a training leaves to be used: the network with its features, and how it came about. */
final class TrainedModel {
    private TrainedModel() {}

    /**
     * Makes sure that what a protocol trains can be used by itself.
     *
     * @throws IllegalArgumentException if it cannot
     */
    static void check(Protocol protocol) {
        if (protocol.normalisation() == Protocol.Normalisation.SPEAKER) {
            throw new IllegalArgumentException("normalisation speaker needs recordings of each speaker, a model file"
                    + " holds one standardizer for all: expected train or all");
        }
        if (protocol.padding() == Protocol.Padding.ZEROS) {
            throw new IllegalArgumentException(
                    "padding zeros, but a model hears clips one by one, without padding: expected none");
        }
    }

    /**
     * The network that a training has chosen.
     *
     * @param settings of that training
     * @param data of that training, all of its speakers standardized alike
     * @param of what else tells this model from others of the plan, by name
     */
    static EmotionModel of(
            EvaluationPlan plan,
            TrainingSettings settings,
            FoldData data,
            Trainer trainer,
            Provenance provenance,
            Map<String, String> of) {
        Map<String, String> origin = new LinkedHashMap<>(provenance.fields());
        origin.put("protocol", plan.protocol().name());
        origin.put("seed", Long.toString(plan.seed()));
        origin.putAll(of);
        plan.dataset().fields().forEach((name, value) -> origin.put(name, value.toString()));
        settings.fields().forEach((name, value) -> origin.put(name, value.toString()));
        return new EmotionModel(
                trainer.chosen(),
                data.standardizer(),
                plan.dataset().features(),
                plan.dataset().corpus().labels(),
                origin);
    }
}
