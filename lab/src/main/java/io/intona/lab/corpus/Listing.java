package io.intona.lab.corpus;

import io.intona.lab.corpus.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects a corpus file by file. Not thread-safe. */
final class Listing {
    private final SortedMap<String, Utterance> utterances = new TreeMap<>();
    private final SortedMap<String, String> places = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final SortedMap<String, Integer> leftOut = new TreeMap<>();

    /** Adds an utterance, unless there is one of the same id: the first stays, the other is a problem. */
    void add(Utterance utterance, String place) {
        if (utterances.containsKey(utterance.id())) {
            report(Kind.SAME_ID, place, "the same utterance as " + places.get(utterance.id()) + ", left out");
            return;
        }
        utterances.put(utterance.id(), utterance);
        places.put(utterance.id(), place);
    }

    void report(Problem problem) {
        problems.add(problem);
    }

    void report(Kind kind, String where, String what) {
        report(new Problem(kind, where, what));
    }

    void leaveOut(String reason) {
        leftOut.merge(reason, 1, Integer::sum);
    }

    /** How many clips a speaker has. */
    int clips(String speaker) {
        return (int) utterances.values().stream()
                .filter(utterance -> utterance.speaker().equals(speaker))
                .count();
    }

    boolean isEmpty() {
        return utterances.isEmpty();
    }

    Corpus corpus(String name, boolean hasActorFolds, List<String> labels) {
        return new Corpus(name, hasActorFolds, labels, List.copyOf(utterances.values()), problems, leftOut);
    }
}
