package io.intona.lab.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of an evaluation that decide what a network may know of the speakers it is tested on. Results of different
 * protocols are never put side by side. Three combinations have names:
 *
 * <ul>
 *   <li>{@link #STRICT}: nothing of a test speaker is seen before the test;
 *   <li>{@link #PUBLISHED}: as the method's authors did, with every leak that it has;
 *   <li>{@link #ADAPTED}: strict, but each speaker's features are normalised by that speaker's own unlabelled clips.
 * </ul>
 *
 * @param normalisation from whose frames mean and variance of the features come
 * @param tuning how the settings were found; a statement, nothing is computed from it here
 * @param epoch which epoch's network is tested
 * @param padding whether the frames that fill up shorter clips of a batch take part in attention
 */
public record Protocol(Normalisation normalisation, Tuning tuning, Epoch epoch, Padding padding) {
    /** Nothing of a test speaker is seen in normalisation, tuning, training or choice of epoch. */
    public static final Protocol STRICT =
            new Protocol(Normalisation.TRAIN, Tuning.GIVEN, Epoch.VALIDATION, Padding.NONE);

    /** What the published figures were computed with: normalised over all clips, tuned on test speakers, padded. */
    public static final Protocol PUBLISHED =
            new Protocol(Normalisation.ALL, Tuning.TEST, Epoch.VALIDATION, Padding.ZEROS);

    /** Strict but for the normalisation, which needs recordings of the speaker in advance, without labels. */
    public static final Protocol ADAPTED =
            new Protocol(Normalisation.SPEAKER, Tuning.GIVEN, Epoch.VALIDATION, Padding.NONE);

    /** From whose frames mean and variance of each feature come. */
    public enum Normalisation {
        /** The fold's training speakers. */
        TRAIN,
        /** All speakers of the corpus: a leak. */
        ALL,
        /** Each speaker's own clips, for that speaker. */
        SPEAKER;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** How the settings were found. */
    public enum Tuning {
        /** Fixed before any result on the corpus was seen. */
        GIVEN,
        /** By a search of each fold's own, on its non-test speakers. */
        NESTED,
        /** By one search on the validation speakers of all folds: a leak. */
        SHARED,
        /** On test speakers: a leak. */
        TEST;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** Which epoch's network is tested. */
    public enum Epoch {
        /** The first with the best UAR on the validation speakers. */
        VALIDATION,
        /** The last. */
        LAST,
        /** The first with the best UAR on the test speakers: a leak. */
        TEST;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** What the frames after a clip's end are, in a batch with longer clips. */
    public enum Padding {
        /** Nothing: a clip's result does not depend on its batch mates. */
        NONE,
        /** Frames of score 0 and state 0 in the softmax of the attention. */
        ZEROS;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** The named combination: {@code strict}, {@code published} or {@code adapted}. */
    public static Protocol named(String name) {
        return switch (name) {
            case "strict" -> STRICT;
            case "published" -> PUBLISHED;
            case "adapted" -> ADAPTED;
            default ->
                throw new IllegalArgumentException(
                        "protocol '" + name + "' is unknown, expected one of strict, published, adapted");
        };
    }

    /** This protocol with one switch set: {@code with("padding", "zeros")}. */
    public Protocol with(String name, String value) {
        return switch (name) {
            case "normalisation" -> new Protocol(Words.parse(name, Normalisation.class, value), tuning, epoch, padding);
            case "tuning" -> new Protocol(normalisation, Words.parse(name, Tuning.class, value), epoch, padding);
            case "epoch" -> new Protocol(normalisation, tuning, Words.parse(name, Epoch.class, value), padding);
            case "padding" -> new Protocol(normalisation, tuning, epoch, Words.parse(name, Padding.class, value));
            default ->
                throw new IllegalArgumentException("protocol has no switch '" + name + "', expected one of "
                        + String.join(", ", switches().keySet()));
        };
    }

    /** All switches with their values, in a fixed order. */
    public Map<String, String> switches() {
        Map<String, String> switches = new LinkedHashMap<>();
        switches.put("normalisation", normalisation.toString());
        switches.put("tuning", tuning.toString());
        switches.put("epoch", epoch.toString());
        switches.put("padding", padding.toString());
        return switches;
    }

    /** The combination's name, or its switches one by one. Nested tuning keeps a strict protocol strict. */
    public String name() {
        Protocol given = tuning == Tuning.NESTED ? new Protocol(normalisation, Tuning.GIVEN, epoch, padding) : this;
        Optional<String> name = List.of("strict", "published", "adapted").stream()
                .filter(candidate -> named(candidate).equals(given))
                .findFirst();
        return name.orElseGet(() -> String.join(
                " ",
                switches().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
