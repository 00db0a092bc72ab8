package io.intona.app.cli;

import io.intona.lab.train.Schedule;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Initialization;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How networks are trained. */
final class TrainingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Greatest rate of Adam (default: 1e-3).")
    private double learningRate = TrainingSettings.DEFAULT_LEARNING_RATE;

    @Option(names = "--weight-decay", paramLabel = "DECAY", description = "L2 on all parameters (default: 2e-3).")
    private double weightDecay = TrainingSettings.DEFAULT_WEIGHT_DECAY;

    @Option(names = "--dropout", paramLabel = "SHARE", description = "Before the classifier (default: 0.3).")
    private double dropout = TrainingSettings.DEFAULT_DROPOUT;

    @Option(
            names = "--period",
            paramLabel = "T_0",
            description = "Of the schedule: epochs a period, or the number of cycles (default: 10).")
    private int period = TrainingSettings.DEFAULT_COSINE_PERIOD;

    @Option(names = "--batch", paramLabel = "CLIPS", description = "Clips a step (default: 16).")
    private int batch = TrainingSettings.DEFAULT_BATCH_SIZE;

    @Option(
            names = "--schedule",
            paramLabel = "restarts|cycles",
            converter = Converters.ScheduleWord.class,
            description = "How the rate falls: restarts every T_0 epochs, or T_0 cycles in all (default: restarts).")
    private Schedule schedule = TrainingSettings.DEFAULT_SCHEDULE;

    @Option(
            names = "--init",
            paramLabel = "orthogonal|paper",
            converter = Converters.InitializationWord.class,
            description = "How recurrent weights start: orthogonal, or Xavier normal (default: orthogonal).")
    private Initialization initialization = TrainingSettings.DEFAULT_INITIALIZATION;

    @Option(
            names = "--gain",
            paramLabel = "DB",
            description = "Makes each clip of each step louder or softer by up to so much (default: 0).")
    private double gainDb = TrainingSettings.DEFAULT_GAIN_DB;

    /** All settings, with that many epochs. */
    TrainingSettings settings(int epochs) {
        try {
            return new TrainingSettings(
                    learningRate, weightDecay, dropout, period, batch, epochs, schedule, initialization, gainDb);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
