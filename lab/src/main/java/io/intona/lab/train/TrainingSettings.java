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
 * @param gainDb each clip of each step is made louder or softer by a random number of decibels, up to so many either way,
 *     so that the network learns not to rely on how far the microphone was; from 0, which changes nothing, to
 *     {@value #MAX_GAIN_DB}
 */
public record TrainingSettings(
        double learningRate,
        double weightDecay,
        double dropout,
        int cosinePeriod,
        int batchSize,
        int epochs,
        Schedule schedule,
        Initialization initialization,
        double gainDb) {
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

    /** Loudness of the clips: as they are. */
    public static final double DEFAULT_GAIN_DB = 0;

    /** More than that and most of a clip lies under the floor of the features, or far above all speech. */
    public static final double MAX_GAIN_DB = 40;

    /** All defaults, fixed before this program had any result on real recordings. */
    public static final TrainingSettings DEFAULT = new TrainingSettings(
            DEFAULT_LEARNING_RATE,
            DEFAULT_WEIGHT_DECAY,
            DEFAULT_DROPOUT,
            DEFAULT_COSINE_PERIOD,
            DEFAULT_BATCH_SIZE,
            DEFAULT_EPOCHS,
            DEFAULT_SCHEDULE,
            DEFAULT_INITIALIZATION,
            DEFAULT_GAIN_DB);

    private static final String LEARNING_RATE = "learning_rate";
    private static final String WEIGHT_DECAY = "weight_decay";
    private static final String DROPOUT = "dropout";
    private static final String T_0 = "t_0";
    private static final String BATCH = "batch";
    private static final String EPOCHS = "epochs";
    private static final String SCHEDULE = "schedule";
    private static final String INIT = "init";
    private static final String GAIN_DB = "gain_db";
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
        if (!(gainDb >= 0 && gainDb <= MAX_GAIN_DB)) {
            throw new IllegalArgumentException("gain of " + gainDb + " dB, expected 0 to " + MAX_GAIN_DB);
        }
    }

    /** Clips as loud as they are. */
    public TrainingSettings(
            double learningRate,
            double weightDecay,
            double dropout,
            int cosinePeriod,
            int batchSize,
            int epochs,
            Schedule schedule,
            Initialization initialization) {
        this(
                learningRate,
                weightDecay,
                dropout,
                cosinePeriod,
                batchSize,
                epochs,
                schedule,
                initialization,
                DEFAULT_GAIN_DB);
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

    /**
     * Makes sure that networks can be trained so under a protocol.
     *
     * @throws IllegalArgumentException if levels are to be changed that the protocol's normalisation takes away
     */
    public void check(Protocol protocol) {
        if (gainDb > 0 && protocol.normalisation() == Protocol.Normalisation.SPEAKER) {
            throw new IllegalArgumentException("gain of " + gainDb
                    + " dB with normalisation speaker, which has each speaker's own scale: expected gain 0, or"
                    + " normalisation train or all");
        }
    }

    /** The learning rate of an epoch, counted from 0. */
    public double learningRate(int epoch) {
        return schedule.rate(this, epoch);
    }

    /**
     * All settings by the names that records give them, in a fixed order: numbers and words. A gain of 0 goes without
     * saying, so that records from before there was any stay what they are.
     */
    public Map<String, Object> fields() {
        Map<String, Object> fields = allFields();
        if (gainDb == 0) {
            fields.remove(GAIN_DB);
        }
        return fields;
    }

    private Map<String, Object> allFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(LEARNING_RATE, learningRate);
        fields.put(WEIGHT_DECAY, weightDecay);
        fields.put(DROPOUT, dropout);
        fields.put(T_0, cosinePeriod);
        fields.put(BATCH, batchSize);
        fields.put(EPOCHS, epochs);
        fields.put(SCHEDULE, schedule.toString());
        fields.put(
                INIT,
                switch (initialization) {
                    case ORTHOGONAL -> ORTHOGONAL;
                    case XAVIER -> PAPER;
                });
        fields.put(GAIN_DB, gainDb);
        return fields;
    }

    /** The same with another number of epochs. */
    public TrainingSettings withEpochs(int newEpochs) {
        return with(EPOCHS, newEpochs);
    }

    /**
     * The same with another value of one of the settings.
     *
     * @param name as {@link #fields()} has it
     * @param value a number, or a word where the field is one
     * @throws IllegalArgumentException if there is no such field, or it cannot have that value
     */
    public TrainingSettings with(String name, Object value) {
        return with(Map.of(name, value));
    }

    /**
     * The same with other values of several settings, all set at once, because what one may be can depend on another.
     *
     * @param values numbers and words by the names that {@link #fields()} has
     * @throws IllegalArgumentException if there is no such field, or they cannot have those values
     */
    public TrainingSettings with(Map<String, Object> values) {
        Map<String, Object> fields = allFields();
        for (Map.Entry<String, Object> each : values.entrySet()) {
            if (fields.replace(each.getKey(), each.getValue()) == null) {
                throw new IllegalArgumentException("settings have no field '" + each.getKey() + "', expected one of "
                        + String.join(", ", fields.keySet()));
            }
        }
        return new TrainingSettings(
                number(fields, LEARNING_RATE),
                number(fields, WEIGHT_DECAY),
                number(fields, DROPOUT),
                whole(fields, T_0),
                whole(fields, BATCH),
                whole(fields, EPOCHS),
                Schedule.parse(String.valueOf(fields.get(SCHEDULE))),
                parseInitialization(String.valueOf(fields.get(INIT))),
                number(fields, GAIN_DB));
    }

    private static double number(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " " + fields.get(name) + ", expected a number");
    }

    private static int whole(Map<String, Object> fields, String name) {
        double number = number(fields, name);
        if (!(number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " " + fields.get(name) + ", expected a whole number");
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
