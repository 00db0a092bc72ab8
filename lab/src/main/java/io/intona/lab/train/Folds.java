package io.intona.lab.train;

import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.random.RandomStreams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Five folds of a corpus, each speaker tested in exactly one of them.
 *
 * <ul>
 *   <li>RAVDESS's actors have the fixed folds of Luna-Jiménez et al. (2021), doi 10.3390/s21227665, and fixed validation
 *       actors.
 *   <li>A manifest's own folds are kept.
 *   <li>Otherwise the speakers are dealt into groups of about equal numbers of clips: in a seeded order, those with the
 *       most clips first, each to the group that has the fewest clips so far.
 * </ul>
 *
 * In the last two cases the validation speakers of fold k are the first two speakers of group k + 1 (cyclic), one if the
 * corpus has fewer than {@value #SPEAKERS_FOR_TWO_VALIDATORS} speakers.
 */
public final class Folds {
    /** Number of folds. */
    public static final int COUNT = 5;

    /** Number of speakers from which on two of them validate. */
    private static final int SPEAKERS_FOR_TWO_VALIDATORS = 15;

    private static final List<List<Integer>> ACTORS_TESTED = List.of(
            List.of(2, 5, 14, 15, 16),
            List.of(3, 6, 7, 13, 18),
            List.of(10, 11, 12, 19, 20),
            List.of(8, 17, 21, 23, 24),
            List.of(1, 4, 9, 22));

    private static final List<List<Integer>> ACTORS_VALIDATING =
            List.of(List.of(3, 6), List.of(10, 11), List.of(8, 17), List.of(1, 14), List.of(2, 5));

    private Folds() {}

    /**
     * The folds of a corpus.
     *
     * @param seed decides how speakers are dealt into groups; without effect if the folds are fixed
     * @throws IllegalArgumentException if the corpus has too few speakers, or a manifest's folds are no partition of its
     *     speakers into {@value #COUNT}
     */
    public static List<Fold> of(Corpus corpus, long seed) {
        List<String> speakers = corpus.speakers();
        if (!(speakers.size() >= COUNT)) {
            throw new IllegalArgumentException("corpus " + corpus.name() + " has " + speakers.size()
                    + " speakers, expected at least " + COUNT + ", one for each fold");
        }
        if (corpus.hasActorFolds()) {
            return actorFolds(speakers);
        }
        boolean given = corpus.utterances().stream()
                .anyMatch(utterance -> utterance.fold().isPresent());
        return groupFolds(speakers, given ? givenGroups(corpus) : balancedGroups(corpus, seed));
    }

    private static List<Fold> actorFolds(List<String> speakers) {
        List<Fold> folds = new ArrayList<>();
        for (int k = 0; k < COUNT; k++) {
            folds.add(Fold.of(k, speakers, actors(ACTORS_VALIDATING.get(k)), actors(ACTORS_TESTED.get(k))));
        }
        return checked(speakers, folds);
    }

    private static Set<String> actors(List<Integer> numbers) {
        Set<String> actors = new HashSet<>();
        numbers.forEach(number -> actors.add((number < 10 ? "0" : "") + number));
        return actors;
    }

    private static List<Set<String>> givenGroups(Corpus corpus) {
        List<Set<String>> groups = emptyGroups(COUNT);
        Map<String, Integer> foldOf = new HashMap<>();
        for (Utterance utterance : corpus.utterances()) {
            int fold = utterance.fold().orElse(-1);
            if (!(fold >= 0 && fold < COUNT)) {
                throw new IllegalArgumentException("corpus " + corpus.name() + ": utterance " + utterance.id()
                        + (fold < 0 ? " has no fold" : " is in fold " + fold) + ", expected 0 to " + (COUNT - 1));
            }
            Integer other = foldOf.putIfAbsent(utterance.speaker(), fold);
            if (other != null && other != fold) {
                throw new IllegalArgumentException("corpus " + corpus.name() + ": speaker " + utterance.speaker()
                        + " is in folds " + Math.min(other, fold) + " and " + Math.max(other, fold)
                        + ", expected one fold a speaker");
            }
            groups.get(fold).add(utterance.speaker());
        }
        for (int k = 0; k < COUNT; k++) {
            if (groups.get(k).isEmpty()) {
                throw new IllegalArgumentException("corpus " + corpus.name() + ": fold " + k
                        + " has no clips, expected folds 0 to " + (COUNT - 1));
            }
        }
        return groups;
    }

    private static List<Set<String>> balancedGroups(Corpus corpus, long seed) {
        Map<String, Integer> clips = new TreeMap<>();
        corpus.utterances().forEach(utterance -> clips.merge(utterance.speaker(), 1, Integer::sum));
        List<String> dealt = shuffled(corpus.speakers(), RandomStreams.of(seed, 0, 0, "folds", 0));
        return dealt(dealt, clips, COUNT);
    }

    /**
     * Speakers dealt into groups of about equal numbers of clips, such as those of one fold that are not tested.
     *
     * @param speakers at least as many as groups
     * @param random decides the order in which speakers with the same number of clips are dealt
     * @return the groups, speakers in the corpus's order
     */
    public static List<List<String>> groups(Corpus corpus, List<String> speakers, int count, RandomGenerator random) {
        if (!(speakers.size() >= count)) {
            throw new IllegalArgumentException("corpus " + corpus.name() + ": " + speakers.size()
                    + " speakers to divide, expected at least " + count + ", one for each group");
        }
        Map<String, Integer> clips = new TreeMap<>();
        corpus.utterances().forEach(utterance -> clips.merge(utterance.speaker(), 1, Integer::sum));
        List<Set<String>> groups = dealt(shuffled(speakers, random), clips, count);
        return groups.stream()
                .map(group -> speakers.stream().filter(group::contains).toList())
                .toList();
    }

    private static List<Set<String>> dealt(List<String> speakers, Map<String, Integer> clips, int count) {
        List<String> dealt = new ArrayList<>(speakers);
        dealt.sort(Comparator.comparing(clips::get, Comparator.reverseOrder())); // stable: ties stay shuffled
        List<Set<String>> groups = emptyGroups(count);
        int[] load = new int[count];
        for (String speaker : dealt) {
            int lightest = 0;
            for (int k = 1; k < count; k++) {
                if (load[k] < load[lightest]) {
                    lightest = k;
                }
            }
            groups.get(lightest).add(speaker);
            load[lightest] += clips.getOrDefault(speaker, 0);
        }
        return groups;
    }

    private static List<String> shuffled(List<String> speakers, RandomGenerator random) {
        int[] order = IntStream.range(0, speakers.size()).toArray();
        RandomStreams.shuffle(order, random);
        List<String> shuffled = new ArrayList<>();
        for (int index : order) {
            shuffled.add(speakers.get(index));
        }
        return shuffled;
    }

    private static List<Set<String>> emptyGroups(int count) {
        List<Set<String>> groups = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            groups.add(new HashSet<>());
        }
        return groups;
    }

    private static List<Fold> groupFolds(List<String> speakers, List<Set<String>> groups) {
        int validators = speakers.size() < SPEAKERS_FOR_TWO_VALIDATORS ? 1 : 2;
        List<Fold> folds = new ArrayList<>();
        for (int k = 0; k < COUNT; k++) {
            Set<String> next = groups.get((k + 1) % COUNT);
            Set<String> validation = new HashSet<>(
                    speakers.stream().filter(next::contains).limit(validators).toList());
            folds.add(Fold.of(k, speakers, validation, groups.get(k)));
        }
        return checked(speakers, folds);
    }

    /** Every speaker is tested once, and every fold uses every speaker. */
    static List<Fold> checked(List<String> speakers, List<Fold> folds) {
        List<String> tested = new ArrayList<>();
        for (Fold fold : folds) {
            tested.addAll(fold.test());
            Set<String> used = new HashSet<>(fold.train());
            used.addAll(fold.validation());
            used.addAll(fold.test());
            if (!used.equals(new HashSet<>(speakers))) {
                throw new IllegalStateException("fold " + fold.index() + " does not use every speaker once");
            }
        }
        if (!(tested.size() == speakers.size() && new HashSet<>(tested).size() == tested.size())) {
            throw new IllegalStateException("the folds do not test every speaker once");
        }
        return List.copyOf(folds);
    }
}
