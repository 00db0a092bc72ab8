package io.intona.lab.tune;

import io.intona.lab.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How trials are proposed, and when one is given up.
 *
 * @param kind what proposes
 * @param profile version of TPE
 * @param joint whether TPE models parameters jointly
 * @param pruning what gives up
 */
public record Sampling(Kind kind, TpeProfile profile, boolean joint, Pruning pruning) {
    /** Joint TPE as in Optuna 4.9, nothing given up. */
    public static final Sampling DEFAULT = new Sampling(Kind.TPE, TpeProfile.O4_9, true, Pruning.NONE);

    /** What proposes trials. */
    public enum Kind {
        /** The tree-structured Parzen estimator. */
        TPE,
        /** Chance. */
        RANDOM;

        /** The kind of that name: {@code tpe} or {@code random}. */
        public static Kind parse(String word) {
            return Words.parse("sampler", Kind.class, word);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What gives up trials: only at the ends of cycles of the learning rate, never in the first quarter or before the tenth
     * epoch, and never after the last.
     */
    public enum Pruning {
        /** Nothing. */
        NONE(0),
        /** The worse half. */
        MEDIAN(50),
        /** The worst quarter. */
        PERCENTILE(75);

        private final double keep;

        Pruning(double keep) {
            this.keep = keep;
        }

        /** The rule of that name: {@code none}, {@code median} or {@code percentile}. */
        public static Pruning parse(String word) {
            return Words.parse("pruner", Pruning.class, word);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LEAST_WARMUP_EPOCHS = 10;

    Sampler sampler() {
        return switch (kind) {
            case TPE -> new TpeSampler(profile, joint, Direction.MAXIMIZE);
            case RANDOM -> new RandomSampler();
        };
    }

    Optional<Pruner> pruner(TrainingSettings base) {
        return switch (pruning) {
            case NONE -> Optional.empty();
            case MEDIAN, PERCENTILE ->
                Optional.of(new Pruner(
                        pruning.keep, Pruner.STARTUP_TRIALS, Math.max(LEAST_WARMUP_EPOCHS, base.epochs() / 4), 1));
        };
    }

    /** By name, as studies keep them. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sampler", kind.toString());
        if (kind == Kind.TPE) {
            fields.put("profile", profile.toString());
            fields.put("joint", joint);
        }
        fields.put("pruner", pruning.toString());
        return fields;
    }
}
