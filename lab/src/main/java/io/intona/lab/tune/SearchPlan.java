package io.intona.lab.tune;

import io.intona.lab.train.Dataset;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Architecture;
import java.util.List;

/**
 * What is searched: everything that the studies depend on, and nothing else.
 *
 * @param dataset the clips
 * @param model name of the architecture, such as {@code LSTM-h64-v1}
 * @param protocol the rules; its tuning says which studies there are: {@code nested} one for each fold, {@code shared} or
 *     {@code test} a single one
 * @param base settings of what is not searched
 * @param space what is
 * @param sampling how trials are proposed and given up
 * @param judge by whom a trial of a nested study is judged
 * @param budget how many trials
 * @param seed of all randomness, and of the folds where the corpus has none
 */
public record SearchPlan(
        Dataset dataset,
        String model,
        Protocol protocol,
        TrainingSettings base,
        SearchSpace space,
        Sampling sampling,
        Judge judge,
        Budget budget,
        long seed) {

    /**
     * How many trials.
     *
     * @param trials complete or pruned ones of each study, however often it is interrupted
     * @param topK how many of the best are trained again before one is chosen; 0 to choose by the trials' own values
     * @param repeats how often each of those
     */
    public record Budget(int trials, int topK, int repeats) {
        /** Enough for the mean of the repeats to tell luck from merit. */
        public static final int DEFAULT_TOP_K = 3;

        /** Trainings again of each of the best. */
        public static final int DEFAULT_REPEATS = 2;

        public Budget {
            if (!(trials >= 1)) {
                throw new IllegalArgumentException(trials + " trials, expected 1 or more");
            }
            if (!(topK >= 0 && repeats >= 1)) {
                throw new IllegalArgumentException("the best " + topK + " repeated " + repeats
                        + " times, expected 0 or more, and 1 or more times");
            }
        }
    }

    public SearchPlan {
        if (protocol.tuning() == Protocol.Tuning.GIVEN) {
            throw new IllegalArgumentException(
                    "tuning given means that nothing is searched, expected nested, shared or test");
        }
        Architecture.parse(
                model, dataset.features().size(), dataset.corpus().labels().size());
        base.check(protocol);
        space.check(base);
    }

    /** The network's shape. */
    public Architecture architecture() {
        return Architecture.parse(
                model, dataset.features().size(), dataset.corpus().labels().size());
    }

    List<Fold> folds() {
        return Folds.of(dataset.corpus(), seed);
    }
}
