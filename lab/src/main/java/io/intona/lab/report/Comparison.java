package io.intona.lab.report;

import io.intona.lab.experiment.RunRecord;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.lab.stats.Holm;
import io.intona.lab.stats.PairedTTest;
import io.intona.lab.stats.SignedRankTest;
import io.intona.lab.stats.SpeakerBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two models on the same runs.
 *
 * @param planned whether it is one of the comparisons that were planned before results were seen
 * @param test Student's paired t-test; empty for fewer than two pairs
 * @param adjusted its p after Holm's adjustment for the planned family; NaN for others and without a test
 * @param signedRank Wilcoxon's test
 * @param runsAndSpeakers the difference with pairs of runs and speakers drawn anew; empty for fewer than two pairs
 */
record Comparison(
        ModelRuns first,
        ModelRuns second,
        boolean planned,
        Optional<PairedTTest> test,
        double adjusted,
        Optional<SignedRankTest> signedRank,
        Optional<SpeakerBootstrap> runsAndSpeakers) {
    private static final long SEED = 1; // of the draws of runs and speakers

    /** Runs of the same number, which have the same random numbers for folds and batches. */
    private record Paired(List<RunRecord> first, List<RunRecord> second) {
        static Paired of(ModelRuns first, ModelRuns second) {
            SortedMap<Integer, RunRecord> byNumber = new TreeMap<>();
            second.runs().forEach(run -> byNumber.put(run.run(), run));
            List<RunRecord> ones = new ArrayList<>();
            List<RunRecord> others = new ArrayList<>();
            for (RunRecord run : first.runs()) {
                RunRecord other = byNumber.get(run.run());
                if (other != null) {
                    ones.add(run);
                    others.add(other);
                }
            }
            return new Paired(ones, others);
        }

        double[] firstUars() {
            return first.stream().mapToDouble(RunRecord::uar).toArray();
        }

        double[] secondUars() {
            return second.stream().mapToDouble(RunRecord::uar).toArray();
        }
    }

    /**
     * The planned comparisons of a group whose models have runs in common, in their order, and after them, as exploration,
     * those that were added later and one attention vector against every other model of the same hidden size.
     */
    static List<Comparison> of(Group group, Family family) {
        double[] p = new double[family.planned().size()]; // what has not been tested cannot be significant
        for (int i = 0; i < p.length; i++) {
            p[i] = models(group, family.planned().get(i))
                    .flatMap(models -> test(Paired.of(models.get(0), models.get(1))))
                    .map(PairedTTest::p)
                    .filter(value -> !Double.isNaN(value))
                    .orElse(1.0);
        }
        double[] adjusted = Holm.adjusted(p);
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            double holm = adjusted[i];
            models(group, family.planned().get(i))
                    .flatMap(models -> compare(models.get(0), models.get(1), true, holm))
                    .ifPresent(comparisons::add);
        }
        for (Family.Pair pair : exploratory(group, family)) {
            models(group, pair)
                    .flatMap(models -> compare(models.get(0), models.get(1), false, Double.NaN))
                    .ifPresent(comparisons::add);
        }
        return comparisons;
    }

    private static Set<Family.Pair> exploratory(Group group, Family family) {
        Set<Family.Pair> pairs = new LinkedHashSet<>(family.later());
        for (ModelRuns one : group.models()) {
            if (one.architecture().attentionVectors() == 1) {
                group.ofHiddenSize(one.architecture().hiddenSize()).stream()
                        .filter(other -> other != one)
                        .forEach(other -> pairs.add(new Family.Pair(one.name(), other.name())));
            }
        }
        family.planned().forEach(pairs::remove);
        return pairs;
    }

    private static Optional<List<ModelRuns>> models(Group group, Family.Pair pair) {
        return group.model(pair.first())
                .flatMap(first -> group.model(pair.second()).map(second -> List.of(first, second)));
    }

    private static Optional<PairedTTest> test(Paired runs) {
        return runs.first().size() < 2
                ? Optional.empty()
                : Optional.of(PairedTTest.of(runs.firstUars(), runs.secondUars()));
    }

    private static Optional<Comparison> compare(ModelRuns first, ModelRuns second, boolean planned, double adjusted) {
        Paired runs = Paired.of(first, second);
        if (runs.first().isEmpty()) {
            return Optional.empty();
        }
        Optional<PairedTTest> test = test(runs);
        return Optional.of(new Comparison(
                new ModelRuns(first.architecture(), runs.first()),
                new ModelRuns(second.architecture(), runs.second()),
                planned,
                test,
                test.isPresent() && !Double.isNaN(test.get().p()) ? adjusted : Double.NaN,
                test.map(each -> SignedRankTest.of(runs.firstUars(), runs.secondUars())),
                test.map(each -> SpeakerBootstrap.ofPairs(
                        bySpeaker(runs.first()), bySpeaker(runs.second()), SpeakerBootstrap.RESAMPLES, SEED))));
    }

    private static List<SortedMap<String, ConfusionMatrix>> bySpeaker(List<RunRecord> runs) {
        return runs.stream().map(RunRecord::bySpeaker).toList();
    }

    /** Mean UAR of the second model minus that of the first, over the runs that both have. */
    double difference() {
        return second.uar().mean() - first.uar().mean();
    }
}
