package io.intona.lab.corpus;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One clip of a corpus with what is known about it. Immutable and thread-safe.
 *
 * @param id unique within the corpus and independent of where the corpus lies: RAVDESS's and EMO-DB's file name without
 *     its ending, a manifest's path
 * @param speaker who speaks; folds keep speakers apart
 * @param emotion index into the corpus's labels
 * @param fold the fold in which the manifest wants the clip tested, from 0; empty if the corpus leaves that open
 * @param attributes what else the corpus says, by name: {@code intensity}, {@code statement}, {@code repetition}
 * @param source the samples
 */
public record Utterance(
        String id,
        String speaker,
        int emotion,
        OptionalInt fold,
        SortedMap<String, String> attributes,
        ClipSource source) {

    public Utterance {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an utterance has an empty id");
        }
        if (speaker.isBlank()) {
            throw new IllegalArgumentException("utterance " + id + " has an empty speaker");
        }
        if (!(emotion >= 0)) {
            throw new IllegalArgumentException("utterance " + id + " has emotion " + emotion + ", expected 0 or more");
        }
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** An utterance whose fold is left open. */
    public Utterance(String id, String speaker, int emotion, Map<String, String> attributes, ClipSource source) {
        this(id, speaker, emotion, OptionalInt.empty(), new TreeMap<>(attributes), source);
    }
}
