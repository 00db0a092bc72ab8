package io.intona.app.cli;

import io.intona.feature.FeatureSpec;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.EvaluationPlan;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Architecture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which network is trained, and how: all that results depend on besides recordings and protocol. */
final class PlanOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "The network: LSTM-h64-v8, LSTM-h64-final, LSTM-h64-mean or other sizes.")
    private String model;

    @Option(names = "--seed", paramLabel = "N", description = "Of all random numbers (default: 1).")
    private long seed = 1;

    @Mixin
    private TrainingOptions training;

    /**
     * What can be wrong before any recording is heard.
     *
     * @throws ParameterException if an option has no possible value
     * @throws IllegalArgumentException if the corpus has one emotion only, or cannot be cut into folds
     */
    void check(Corpus corpus, FeatureSpec features, Protocol protocol, int epochs) {
        Recordings.check(corpus, seed);
        try {
            Architecture.parse(model, features.size(), corpus.labels().size());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--model: " + e.getMessage(), e);
        }
        try {
            settings(epochs).check(protocol);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--gain: " + e.getMessage(), e);
        }
    }

    TrainingSettings settings(int epochs) {
        return training.settings(epochs);
    }

    EvaluationPlan plan(Dataset dataset, Protocol protocol, int epochs, int runs) {
        return new EvaluationPlan(dataset, model, protocol, settings(epochs), runs, seed);
    }
}
