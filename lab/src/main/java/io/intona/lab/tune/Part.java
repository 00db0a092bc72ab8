package io.intona.lab.tune;

import io.intona.lab.corpus.Corpus;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the trainings that judge a trial.
 *
 * @param train speakers who train the network
 * @param judging speakers by whom it is judged
 */
record Part(List<String> train, List<String> judging) {
    static final int INNER_FOLDS = 3;

    Part {
        train = List.copyOf(train);
        judging = List.copyOf(judging);
    }

    /** The trainings of a trial in the study of one fold: nobody of them is a speaker whom the fold tests. */
    static List<Part> nested(Corpus corpus, Fold fold, Judge judge, long seed) {
        return switch (judge) {
            case CYCLES -> List.of(new Part(fold.train(), fold.validation()));
            case INNER -> {
                List<String> known = corpus.speakers().stream()
                        .filter(speaker -> !fold.test().contains(speaker))
                        .toList();
                List<List<String>> groups = Folds.groups(
                        corpus, known, INNER_FOLDS, RandomStreams.of(seed, 0, fold.index(), "inner folds", 0));
                List<Part> parts = new ArrayList<>();
                for (List<String> group : groups) {
                    parts.add(new Part(
                            known.stream()
                                    .filter(speaker -> !group.contains(speaker))
                                    .toList(),
                            group));
                }
                yield parts;
            }
        };
    }

    /** The trainings of a trial in the one study of all folds. */
    static List<Part> ofAll(List<Fold> folds, Protocol.Tuning tuning) {
        return folds.stream()
                .map(fold -> new Part(fold.train(), tuning == Protocol.Tuning.TEST ? fold.test() : fold.validation()))
                .toList();
    }
}
