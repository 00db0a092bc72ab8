package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Example;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Schedule;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {
    @TempDir
    private static Path shared;

    private static SearchResult undisturbed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void searchUndisturbed() throws Exception {
        undisturbed = TestSearches.search(
                TestSearches.nested(), TestSearches.options(1, 1, TestSearches.ALL), shared.resolve("undisturbed.db"));
    }

    // ---- what is done
    // ---------------------------------------------------------------------------------------------------

    @Test
    void everyFoldHasItsTrialsAndAWinnerTrainedAgain() {
        assertThat(undisturbed.studies())
                .extracting(SearchResult.StudyResult::name)
                .containsExactly("toy/fold-0", "toy/fold-1", "toy/fold-2", "toy/fold-3", "toy/fold-4");
        for (SearchResult.StudyResult study : undisturbed.studies()) {
            assertThat(study.finished()).isTrue();
            assertThat(study.count(TrialState.COMPLETE)).isEqualTo(TestSearches.TRIALS);
            assertThat(study.finalists()).hasSize(2);
            double worst = study.finalists().stream()
                    .mapToDouble(finalist -> finalist.trial().value())
                    .min()
                    .orElseThrow();
            assertThat(study.trials())
                    .filteredOn(trial -> trial.value() > worst)
                    .hasSizeLessThan(2);
            double before = Double.POSITIVE_INFINITY;
            for (SearchResult.Finalist finalist : study.finalists()) {
                assertThat(finalist.repeats())
                        .hasSize(2)
                        .doesNotContain(finalist.trial().value());
                assertThat(finalist.score())
                        .isEqualTo(
                                (finalist.repeats().get(0) + finalist.repeats().get(1)) / 2)
                        .isLessThanOrEqualTo(before);
                before = finalist.score();
            }
        }
        assertThat(TestSearches.outcome(undisturbed).values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "RESTARTS, 1, 4, 1 2 3 4",
        "RESTARTS, 2, 5, 2 4",
        "RESTARTS, 3, 5, 3",
        "RESTARTS, 5, 5, 5",
        "RESTARTS, 10, 4, 4",
        "CYCLES, 1, 4, 4",
        "CYCLES, 2, 4, 2 4",
        "CYCLES, 3, 4, 2 3 4",
        "CYCLES, 2, 5, 3 5"
    })
    void reportsComeAtTheEndsOfCycles(Schedule schedule, int period, int epochs, String ends) {
        TrainingSettings settings = TrainingSettings.DEFAULT
                .withEpochs(epochs)
                .with("t_0", 1)
                .with("schedule", schedule.toString())
                .with("t_0", period);
        assertThat(settings.cycleEnds())
                .containsExactlyElementsOf(
                        Stream.of(ends.split(" ")).map(Integer::valueOf).toList());
        for (int end : settings.cycleEnds()) { // the rate is at its lowest where it ends, and starts again after it
            if (end < epochs) {
                assertThat(settings.learningRate(end)).isGreaterThanOrEqualTo(settings.learningRate(end - 1));
            }
        }
    }

    @Test
    void aSharedSearchIsOneStudyJudgedByEveryFoldsValidationSpeakers() throws Exception {
        SearchPlan plan = TestSearches.plan(TestSearches.dataset(), "shared", Judge.INNER, Sampling.DEFAULT);
        SearchResult result =
                TestSearches.search(plan, TestSearches.options(2, 2, TestSearches.ALL), folder.resolve("s.db"));
        assertThat(result.studies()).extracting(SearchResult.StudyResult::name).containsExactly("toy");
        assertThat(result.studies().get(0).attribute("protocol.tuning")).isEqualTo("\"shared\"");
        assertThat(StudyJson.read(result.studies().get(0).attribute("judging_speakers")))
                .hasSize(5);
        StudySettings best = StudySettings.best(folder.resolve("s.db"), TestSearches.NAME, 4);
        assertThat(best.tuning()).isEqualTo(Protocol.Tuning.SHARED);
        assertThat(best.winners()).hasSize(1);
    }

    @Test
    void prunedTrialsCountAndHaveTheirLastReportAsValue() throws Exception {
        Sampling sampling = new Sampling(Sampling.Kind.RANDOM, TpeProfile.O4_9, true, Sampling.Pruning.MEDIAN);
        SearchPlan plan = TestSearches.plan(TestSearches.dataset(), "nested", Judge.CYCLES, sampling);
        SearchPlan longer = new SearchPlan(
                plan.dataset(),
                plan.model(),
                plan.protocol(),
                plan.base().withEpochs(20),
                plan.space(),
                sampling,
                Judge.CYCLES,
                new SearchPlan.Budget(25, 0, 1),
                1);
        SearchResult.StudyResult study = TestSearches.search(
                        longer, TestSearches.options(1, 1, List.of(2)), folder.resolve("s.db"))
                .studies()
                .get(0);
        assertThat(study.count(TrialState.PRUNED)).isPositive();
        assertThat(study.count(TrialState.PRUNED) + study.count(TrialState.COMPLETE))
                .isEqualTo(25);
        assertThat(study.trials())
                .filteredOn(trial -> trial.state() == TrialState.PRUNED)
                .allSatisfy(trial -> {
                    assertThat(trial.value()).isEqualTo(trial.lastReport());
                    assertThat(trial.reports().lastKey()).isBetween(10, 19);
                });
        assertThat(study.finalists().get(0).trial().state()).isEqualTo(TrialState.COMPLETE);
    }

    // ---- the same bits
    // --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"1", "2", "5"})
    void threadsChangeNothingAsLongAsEachStudyHasOneTrialAtATime(int threads) throws Exception {
        SearchResult result = TestSearches.search(
                TestSearches.nested(), TestSearches.options(threads, 1, TestSearches.ALL), folder.resolve("s.db"));
        assertThat(TestSearches.outcome(result)).isEqualTo(TestSearches.outcome(undisturbed));
    }

    /** A death is an exception from the listener, after so many epochs: nothing of the thread is cleaned up but locks. */
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aSearchThatDiesAgainAndAgainComesOutAsIfNothingHadHappened() throws Exception {
        Path file = folder.resolve("s.db");
        SearchOptions options = new SearchOptions(
                Kernels.of("scalar"), 1, 1, TestSearches.ALL, false, Duration.ofMillis(1), Stamp.V3_0_0_D);
        SearchResult result = null;
        int deaths = 0;
        while (result == null) {
            int[] left = {7 + 31 * deaths % 200};
            try {
                result = Search.run(TestSearches.nested(), options, file, TestSearches.NAME, progress -> {
                    if (left[0]-- == 0) {
                        throw new Death();
                    }
                });
            } catch (Death e) {
                deaths++;
            }
        }
        assertThat(deaths).isGreaterThan(5);
        assertThat(TestSearches.outcome(result)).isEqualTo(TestSearches.outcome(undisturbed));
        long failed = result.studies().stream()
                .mapToLong(study -> study.count(TrialState.FAIL))
                .sum();
        assertThat(failed).isPositive().isLessThanOrEqualTo(deaths);
        try (Stream<Path> left = Files.list(folder.resolve("s.db.work"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void askingForMoreTrialsLaterGoesOnWhereTheStudyStopped() throws Exception {
        Path file = folder.resolve("s.db");
        SearchPlan all = TestSearches.nested();
        SearchPlan some = new SearchPlan(
                all.dataset(),
                all.model(),
                all.protocol(),
                all.base(),
                all.space(),
                all.sampling(),
                all.judge(),
                new SearchPlan.Budget(11, 0, 1),
                1);
        TestSearches.search(some, TestSearches.options(1, 1, List.of(3)), file);
        SearchResult result = TestSearches.search(all, TestSearches.options(1, 1, List.of(3)), file);
        assertThat(TestSearches.outcome(result).get("toy/fold-3"))
                .isEqualTo(TestSearches.outcome(undisturbed).get("toy/fold-3"));
        SearchResult again = TestSearches.search(all, TestSearches.options(1, 1, List.of(3)), file);
        assertThat(again.studies().get(0).trials()).hasSize(TestSearches.TRIALS);
    }

    // ---- leaks
    // ----------------------------------------------------------------------------------------------------------

    static Stream<Arguments> poisons() {
        return Stream.of(
                Arguments.of("not a number", (UnaryOperator<Example>) example -> filled(example, Float.NaN)),
                Arguments.of("shifted", (UnaryOperator<Example>) example -> filled(example, 1e6f)),
                Arguments.of("labelled otherwise", (UnaryOperator<Example>) example ->
                        new Example(example.id(), example.speaker(), (example.label() + 1) % 3, example.features())));
    }

    private static Example filled(Example example, float value) {
        float[] values = example.features().values().clone();
        Arrays.fill(values, value);
        FeatureMatrix features = new FeatureMatrix(
                example.features().frames(), example.features().size(), values);
        return new Example(example.id(), example.speaker(), example.label(), features);
    }

    private static Dataset poisoned(Dataset clean, Set<String> speakers, UnaryOperator<Example> poison) {
        List<Example> examples = clean.examples().stream()
                .map(example -> speakers.contains(example.speaker()) ? poison.apply(example) : example)
                .toList();
        return new Dataset(clean.corpus(), clean.features(), clean.sha256(), examples);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poisons")
    void aNestedStudyDoesNotNoticeWhatItsTestSpeakersSay(String name, UnaryOperator<Example> poison) throws Exception {
        for (String normalisation : List.of("train", "all", "speaker")) {
            Dataset clean = TestSearches.dataset();
            SearchPlan plan = with(clean, normalisation);
            Fold fold = plan.folds().get(1);
            Dataset dirty = poisoned(clean, new HashSet<>(fold.test()), poison);
            SearchOptions options = TestSearches.options(1, 1, List.of(1));
            SearchResult expected = TestSearches.search(plan, options, folder.resolve(normalisation + "-clean.db"));
            SearchResult actual = TestSearches.search(
                    with(dirty, normalisation), options, folder.resolve(normalisation + "-dirty.db"));
            assertThat(TestSearches.outcome(actual)).isEqualTo(TestSearches.outcome(expected));
        }
    }

    private static SearchPlan with(Dataset dataset, String normalisation) {
        SearchPlan plan = TestSearches.nested();
        return new SearchPlan(
                dataset,
                plan.model(),
                plan.protocol().with("normalisation", normalisation),
                plan.base(),
                plan.space(),
                plan.sampling(),
                plan.judge(),
                new SearchPlan.Budget(3, 1, 1),
                1);
    }

    /** The counter-test: the same poison does show in the studies of the other folds. */
    @Test
    void theOtherFoldsDoNotice() throws Exception {
        Dataset clean = TestSearches.dataset();
        SearchPlan plan = with(clean, "train");
        Set<String> tested = new HashSet<>(plan.folds().get(1).test());
        Dataset dirty = poisoned(clean, tested, example -> filled(example, 1e6f));
        SearchOptions options = TestSearches.options(1, 1, TestSearches.ALL);
        Map<String, List<String>> expected =
                TestSearches.outcome(TestSearches.search(plan, options, folder.resolve("clean.db")));
        Map<String, List<String>> actual =
                TestSearches.outcome(TestSearches.search(with(dirty, "train"), options, folder.resolve("dirty.db")));
        for (int fold = 0; fold < 5; fold++) {
            String name = "toy/fold-" + fold;
            assertThat(actual.get(name).equals(expected.get(name))).as(name).isEqualTo(fold == 1);
        }
    }

    @Test
    void nobodyWhomAFoldTestsJudgesOrTrainsInItsStudy() {
        SearchPlan plan = TestSearches.nested();
        for (Fold fold : plan.folds()) {
            for (Judge judge : Judge.values()) {
                Set<String> judging = new TreeSet<>();
                for (Part part : Part.nested(plan.dataset().corpus(), fold, judge, 1)) {
                    assertThat(part.train()).doesNotContainAnyElementsOf(part.judging());
                    assertThat(part.train()).doesNotContainAnyElementsOf(fold.test());
                    assertThat(part.judging()).doesNotContainAnyElementsOf(fold.test());
                    judging.addAll(part.judging());
                }
                if (judge == Judge.INNER) {
                    Set<String> known = new TreeSet<>(plan.dataset().corpus().speakers());
                    known.removeAll(fold.test());
                    assertThat(judging).isEqualTo(known);
                }
            }
        }
    }

    // ---- refusals
    // -------------------------------------------------------------------------------------------------------

    static Stream<Arguments> others() {
        SearchPlan plan = TestSearches.nested();
        return Stream.of(
                Arguments.of(
                        changed(plan, plan.model().replace("h3", "h4"), plan.base(), plan.space(), 1),
                        "model = \"LSTM-h3-v1\", this search has \"LSTM-h4-v1\""),
                Arguments.of(
                        changed(plan, plan.model(), plan.base().withEpochs(5), plan.space(), 1),
                        "settings.epochs = 4, this search has 5"),
                Arguments.of(
                        changed(plan, plan.model(), plan.base(), SearchSpace.builtIn("paper"), 1),
                        "space.learning_rate = {"),
                Arguments.of(changed(plan, plan.model(), plan.base(), plan.space(), 2), "seed = 1, this search has 2"),
                Arguments.of(
                        new SearchPlan(
                                plan.dataset(),
                                plan.model(),
                                plan.protocol().with("normalisation", "all"),
                                plan.base(),
                                plan.space(),
                                plan.sampling(),
                                plan.judge(),
                                plan.budget(),
                                1),
                        "protocol.normalisation = \"train\", this search has \"all\""),
                Arguments.of(
                        TestSearches.plan(plan.dataset(), "nested", Judge.CYCLES, Sampling.DEFAULT),
                        "judge = \"inner\", this search has \"cycles\""),
                Arguments.of(
                        TestSearches.plan(
                                plan.dataset(),
                                "nested",
                                Judge.INNER,
                                new Sampling(Sampling.Kind.RANDOM, TpeProfile.O4_9, true, Sampling.Pruning.NONE)),
                        "sampler = \"tpe\", this search has \"random\""),
                Arguments.of(
                        TestSearches.plan(ToyDataset.of(10, 6, 2), "nested", Judge.INNER, Sampling.DEFAULT),
                        "corpus = \"toy:1\", this search has \"toy:2\""));
    }

    private static SearchPlan changed(
            SearchPlan plan, String model, TrainingSettings base, SearchSpace space, long seed) {
        return new SearchPlan(
                plan.dataset(),
                model,
                plan.protocol(),
                base,
                space,
                plan.sampling(),
                plan.judge(),
                plan.budget(),
                seed);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("others")
    void anotherSearchUnderTheSameNameIsRefusedNamingTheDifference(SearchPlan other, String difference)
            throws Exception {
        Path file = Files.copy(shared.resolve("undisturbed.db"), folder.resolve("s.db"));
        byte[] before = Files.readAllBytes(file);
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> TestSearches.search(other, TestSearches.options(1, 1, TestSearches.ALL), file))
                .withMessageStartingWith(file + ": study 'toy/fold-0' was begun with " + difference)
                .withMessageEndingWith("; choose another --name or file");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    // ---- settings
    // -------------------------------------------------------------------------------------------------------

    @Test
    void theWinnersSettingsAreThoseOfEachFold() throws Exception {
        StudySettings best = StudySettings.best(shared.resolve("undisturbed.db"), TestSearches.NAME, 7);
        assertThat(best.tuning()).isEqualTo(Protocol.Tuning.NESTED);
        for (Fold fold : TestSearches.nested().folds()) {
            SearchResult.Finalist winner =
                    undisturbed.studies().get(fold.index()).finalists().get(0);
            Map<String, Object> fields = best.settings(fold).fields();
            winner.trial()
                    .external()
                    .forEach((name, value) -> assertThat(fields).containsEntry(name, value));
            assertThat(fields).containsEntry("epochs", 7).containsEntry("schedule", "restarts");
        }
        Fold other = new Fold(0, List.of("1"), List.of("2"), List.of("3"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> best.settings(other))
                .withMessageStartingWith("fold 0 tests speakers [3], but study 'toy/fold-0' left out [");
    }

    @Test
    void anUnfinishedOrAbsentSearchHasNoSettings() throws Exception {
        Path file = folder.resolve("s.db");
        SearchPlan plan = TestSearches.nested();
        int[] left = {90};
        try {
            Search.run(plan, TestSearches.options(1, 1, TestSearches.ALL), file, TestSearches.NAME, progress -> {
                if (left[0]-- == 0) {
                    throw new Death();
                }
            });
        } catch (Death e) {
            assertThat(left[0]).isNegative();
        }
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> StudySettings.best(file, TestSearches.NAME, 4))
                .withMessageMatching(
                        ".*s.db: study 'toy/fold-0' is not finished, it has [0-9]+ of 13 trials; go on with"
                                + " 'intona tune'");
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> StudySettings.best(file, "other", 4))
                .withMessageStartingWith(file + ": there is no study 'other', found toy/fold-0, toy/fold-0/again, ");
        assertThatExceptionOfType(java.nio.file.NoSuchFileException.class)
                .isThrownBy(() -> StudySettings.best(folder.resolve("none.db"), "x", 4));
        Path text = Files.writeString(folder.resolve("text.db"), "this is no database, but long enough".repeat(9));
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> StudySettings.best(text, "x", 4))
                .withMessageContaining("text.db: ")
                .withMessageContaining("not a database");
    }
}
