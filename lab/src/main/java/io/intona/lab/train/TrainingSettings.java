package io.intona.lab.train;

import io.intona.nn.Initialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network is trained.
 *
 * @param learningRate greatest rate of Adam, above 0
 * @param weightDecay factor of the L2 term in the gradient of every tensor, 0 or more
 * @param dropout share of the context's values that a training step drops, from 0 to under 1
 * @param cosinePeriod T<sub>0</sub>, from 1: what it counts is up to the schedule
 * @param batchSize clips a step, from 2
 * @param epochs how often all clips are trained on, from 1 to {@value #MAX_EPOCHS}
 * @param schedule how the rate falls
 * @param initialization how the weights start
 */
public record TrainingSettings(
        double learningRate,
        double weightDecay,
        double dropout,
        int cosinePeriod,
        int batchSize,
        int epochs,
        Schedule schedule,
        Initialization initialization) {
    /** Greatest learning rate. */
    public static final double DEFAULT_LEARNING_RATE = 1e-3;

    /** Weight decay. */
    public static final double DEFAULT_WEIGHT_DECAY = 2e-3;

    /** Dropout, as a share. */
    public static final double DEFAULT_DROPOUT = 0.3;

    /** T<sub>0</sub> of the schedule: a period in epochs under the default schedule. */
    public static final int DEFAULT_COSINE_PERIOD = 10;

    /** Clips a step. */
    public static final int DEFAULT_BATCH_SIZE = 16;

    /** Epochs, as in the paper. */
    public static final int DEFAULT_EPOCHS = 200;

    /** More than anybody trains; the curves of a training are held in memory. */
    public static final int MAX_EPOCHS = 100_000;

    /** What T<sub>0</sub> means: the period in epochs. */
    public static final Schedule DEFAULT_SCHEDULE = Schedule.RESTARTS;

    /** Start of the weights: recurrent ones orthogonal. */
    public static final Initialization DEFAULT_INITIALIZATION = Initialization.ORTHOGONAL;

    /** All defaults, fixed before any result on real recordings was seen. */
    public static final TrainingSettings DEFAULT = new TrainingSettings(
            DEFAULT_LEARNING_RATE,
            DEFAULT_WEIGHT_DECAY,
            DEFAULT_DROPOUT,
            DEFAULT_COSINE_PERIOD,
            DEFAULT_BATCH_SIZE,
            DEFAULT_EPOCHS,
            DEFAULT_SCHEDULE,
            DEFAULT_INITIALIZATION);

    private static final String PAPER = "paper";
    private static final String ORTHOGONAL = "orthogonal";

    public TrainingSettings {
        if (!(learningRate > 0 && learningRate <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("learning rate " + learningRate + ", expected a number above 0");
        }
        if (!(weightDecay >= 0 && weightDecay <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("weight decay " + weightDecay + ", expected 0 or more");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout " + dropout + ", expected 0 to under 1");
        }
        if (!(cosinePeriod >= 1)) {
            throw new IllegalArgumentException("T_0 " + cosinePeriod + ", expected 1 or more");
        }
        if (!(batchSize >= 2)) {
            throw new IllegalArgumentException(
                    "batch of " + batchSize + ", expected 2 or more: one clip has no variance");
        }
        if (!(epochs >= 1 && epochs <= MAX_EPOCHS)) {
            throw new IllegalArgumentException(epochs + " epochs, expected 1 to " + MAX_EPOCHS);
        }
        if (!(schedule == Schedule.RESTARTS || cosinePeriod <= epochs)) {
            throw new IllegalArgumentException("schedule " + schedule + " with " + cosinePeriod + " cycles in " + epochs
                    + " epochs, expected at most one cycle an epoch");
        }
    }

    /** The start of the weights of that name: {@code orthogonal}, or {@code paper} for all Xavier normal. */
    public static Initialization parseInitialization(String word) {
        return switch (word) {
            case ORTHOGONAL -> Initialization.ORTHOGONAL;
            case PAPER -> Initialization.XAVIER;
            default ->
                throw new IllegalArgumentException(
                        "init '" + word + "' is unknown, expected one of " + ORTHOGONAL + ", " + PAPER);
        };
    }

    /** The learning rate of an epoch, counted from 0. */
    public double learningRate(int epoch) {
        return schedule.rate(this, epoch);
    }

    /** All settings by the names that records give them, in a fixed order: numbers and words. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("learning_rate", learningRate);
        fields.put("weight_decay", weightDecay);
        fields.put("dropout", dropout);
        fields.put("t_0", cosinePeriod);
        fields.put("batch", batchSize);
        fields.put("epochs", epochs);
        fields.put("schedule", schedule.toString());
        fields.put(
                "init",
                switch (initialization) {
                    case ORTHOGONAL -> ORTHOGONAL;
                    case XAVIER -> PAPER;
                });
        return fields;
    }

    /** The same with another number of epochs. */
    public TrainingSettings withEpochs(int newEpochs) {
        return new TrainingSettings(
                learningRate, weightDecay, dropout, cosinePeriod, batchSize, newEpochs, schedule, initialization);
    }

    /**
     * The same with another value of one of the {@link #fields()}.
     *
     * @param value a number, or a word where the field is one
     * @throws IllegalArgumentException if there is no such field, or it cannot have that value
     */
    public TrainingSettings with(String name, Object value) {
        return switch (name) {
            case "learning_rate" ->
                new TrainingSettings(
                        number(name, value).doubleValue(),
                        weightDecay,
                        dropout,
                        cosinePeriod,
                        batchSize,
                        epochs,
                        schedule,
                        initialization);
            case "weight_decay" ->
                new TrainingSettings(
                        learningRate,
                        number(name, value).doubleValue(),
                        dropout,
                        cosinePeriod,
                        batchSize,
                        epochs,
                        schedule,
                        initialization);
            case "dropout" ->
                new TrainingSettings(
                        learningRate,
                        weightDecay,
                        number(name, value).doubleValue(),
                        cosinePeriod,
                        batchSize,
                        epochs,
                        schedule,
                        initialization);
            case "t_0" ->
                new TrainingSettings(
                        learningRate,
                        weightDecay,
                        dropout,
                        whole(name, value),
                        batchSize,
                        epochs,
                        schedule,
                        initialization);
            case "batch" ->
                new TrainingSettings(
                        learningRate,
                        weightDecay,
                        dropout,
                        cosinePeriod,
                        whole(name, value),
                        epochs,
                        schedule,
                        initialization);
            case "epochs" -> withEpochs(whole(name, value));
            case "schedule" ->
                new TrainingSettings(
                        learningRate,
                        weightDecay,
                        dropout,
                        cosinePeriod,
                        batchSize,
                        epochs,
                        Schedule.parse(String.valueOf(value)),
                        initialization);
            case "init" ->
                new TrainingSettings(
                        learningRate,
                        weightDecay,
                        dropout,
                        cosinePeriod,
                        batchSize,
                        epochs,
                        schedule,
                        parseInitialization(String.valueOf(value)));
            default ->
                throw new IllegalArgumentException("settings have no field '" + name + "', expected one of "
                        + String.join(", ", fields().keySet()));
        };
    }

    private static Number number(String name, Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException(name + " " + value + ", expected a number");
    }

    private static int whole(String name, Object value) {
        double number = number(name, value).doubleValue();
        if (!(number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " " + value + ", expected a whole number");
        }
        return (int) number;
    }

    /** Epochs, counted from 1, that are the last of a cycle of the learning rate; the last of all if no cycle ends. */
    public List<Integer> cycleEnds() {
        List<Integer> ends = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double phase = schedule.phase(epoch, cosinePeriod, epochs);
            if (phase <= schedule.phase(epoch - 1, cosinePeriod, epochs)) {
                ends.add(epoch);
            }
        }
        return ends.isEmpty() ? List.of(epochs) : List.copyOf(ends);
    }
}
