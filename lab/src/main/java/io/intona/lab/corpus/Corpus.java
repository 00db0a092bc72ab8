package io.intona.lab.corpus;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A collection of labelled utterances, listed but not read. Immutable and thread-safe. Two openings of the same corpus
 * list the same utterances in the same order, wherever it lies.
 *
 * @param name what it is, without a path: {@code ravdess}, {@code emodb}, {@code csv}, {@code synthetic:small:1}
 * @param hasActorFolds whether its speakers are RAVDESS's 24 actors, so that the fixed five folds apply
 * @param labels the emotions, in the corpus's own order
 * @param utterances sorted by id
 * @param problems what was found wrong while listing, in the order of discovery
 * @param leftOut how many files were left out on purpose, by reason
 */
public record Corpus(
        String name,
        boolean hasActorFolds,
        List<String> labels,
        List<Utterance> utterances,
        List<Problem> problems,
        SortedMap<String, Integer> leftOut) {

    /** RAVDESS's eight emotions, in the order of their numbers in its file names. */
    public static final List<String> RAVDESS_LABELS =
            List.of("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised");

    public Corpus {
        labels = List.copyOf(labels);
        utterances =
                utterances.stream().sorted(Comparator.comparing(Utterance::id)).toList();
        problems = List.copyOf(problems);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException(name + ": labels " + labels + " have a label twice");
        }
        Set<String> ids = new HashSet<>();
        for (Utterance utterance : utterances) {
            if (!ids.add(utterance.id())) {
                throw new IllegalArgumentException(name + ": utterance " + utterance.id() + " is there twice");
            }
            if (!(utterance.emotion() < labels.size())) {
                throw new IllegalArgumentException(name + ": utterance " + utterance.id() + " has emotion "
                        + utterance.emotion() + ", expected less than " + labels.size());
            }
        }
    }

    /** The speakers: numbers by value, then names. */
    public List<String> speakers() {
        TreeSet<String> speakers = new TreeSet<>(SpeakerOrder.INSTANCE);
        utterances.forEach(utterance -> speakers.add(utterance.speaker()));
        return List.copyOf(speakers);
    }

    /** The label of an utterance's emotion. */
    public String label(Utterance utterance) {
        return labels.get(utterance.emotion());
    }

    @Override
    public String toString() {
        return name + ": " + utterances.size() + " clips, " + speakers().size() + " speakers, " + labels.size()
                + " emotions";
    }
}
