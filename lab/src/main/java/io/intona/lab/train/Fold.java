package io.intona.lab.train;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is trained on, who chooses the epoch, who is tested. Immutable; a speaker is in exactly one of the three groups.
 *
 * @param index from 0
 * @param train speakers whose clips train the network
 * @param validation speakers whose clips choose the epoch
 * @param test speakers whose clips are predicted
 */
public record Fold(int index, List<String> train, List<String> validation, List<String> test) {
    public Fold {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (!(index >= 0)) {
            throw new IllegalArgumentException("fold " + index + ", expected 0 or more");
        }
        Map<String, String> groups = new HashMap<>();
        claim(index, "train", train, groups);
        claim(index, "validation", validation, groups);
        claim(index, "test", test, groups);
    }

    /** A fold that trains on every speaker who is neither validated nor tested; the order of speakers is kept. */
    static Fold of(int index, List<String> speakers, Set<String> validation, Set<String> test) {
        Set<String> heldOut = new HashSet<>(validation);
        heldOut.addAll(test);
        return new Fold(
                index,
                speakers.stream().filter(speaker -> !heldOut.contains(speaker)).toList(),
                speakers.stream().filter(validation::contains).toList(),
                speakers.stream().filter(test::contains).toList());
    }

    private static void claim(int index, String group, List<String> speakers, Map<String, String> groups) {
        if (speakers.isEmpty()) {
            throw new IllegalArgumentException("fold " + index + " has no " + group + " speakers");
        }
        for (String speaker : speakers) {
            String other = groups.put(speaker, group);
            if (other != null) {
                throw new IllegalArgumentException(
                        "fold " + index + ": speaker " + speaker + " is in " + other + " and in " + group);
            }
        }
    }
}
