package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.lab.train.TrainingSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that nothing can be trained with: refused before a study is begun, or the end of their trial alone. */
class UntrainableTrialTest {
    @TempDir
    private Path folder;

    private static SearchSpace space(String yaml) throws Exception {
        return SpaceFile.parse(Path.of("s.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static SearchPlan plan(SearchSpace space, TrainingSettings base, String normalisation) {
        SearchPlan plan = TestSearches.nested();
        return new SearchPlan(
                plan.dataset(),
                plan.model(),
                plan.protocol().with("normalisation", normalisation),
                base,
                space,
                plan.sampling(),
                Judge.CYCLES,
                new SearchPlan.Budget(2, 1, 1),
                1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schedule: [restarts, cycles], t_0: [1, 10, 5] | restarts | 2 | 6 | 10",
                "schedule: [cycles], t_0: {low: 2, high: 9} | restarts | 2 | 8 | 9",
                "t_0: [1, 7] | cycles | 2 | 6 | 7",
                "schedule: [restarts, cycles] | restarts | 8 | 6 | 8"
            })
    void moreCyclesThanEpochsAreRefusedBeforeTheStudyIsBegun(
            String yaml, String schedule, int period, int epochs, int most) throws Exception {
        SearchSpace space = space("{" + yaml + "}");
        TrainingSettings base =
                TrainingSettings.DEFAULT.with("t_0", period).withEpochs(epochs).with("schedule", schedule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(space, base, "train"))
                .withMessage("a trial may have schedule cycles with T_0 " + most + " in " + epochs
                        + " epochs, expected " + most + " epochs or more, or a smaller T_0");
        assertThatCode(() -> plan(space, base.withEpochs(most), "train")).doesNotThrowAnyException();
    }

    @Test
    void aPeriodMayExceedTheEpochs() throws Exception {
        SearchSpace space = space("{schedule: [restarts], t_0: [1, 10]}");
        assertThatCode(() -> plan(space, TrainingSettings.DEFAULT.withEpochs(2), "train"))
                .doesNotThrowAnyException();
    }

    /** The schedule stands first, and the T_0 of the base would be too many cycles. */
    @Test
    void allValuesOfATrialAreSetAtOnce() throws Exception {
        SearchPlan plan =
                plan(space("{schedule: [cycles], t_0: [1, 2, 3]}"), TrainingSettings.DEFAULT.withEpochs(3), "train");
        SearchResult result = TestSearches.search(plan, TestSearches.options(1, 1, List.of(0)), folder.resolve("s.db"));
        assertThat(result.studies().get(0).count(TrialState.COMPLETE)).isEqualTo(2);
        assertThat(result.studies().get(0).trials()).hasSize(2);
    }

    @Test
    void aGainIsRefusedWhereSpeakersHaveTheirOwnScale() {
        TrainingSettings louder = TrainingSettings.DEFAULT.withEpochs(2).with("gain_db", 6.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(SearchSpace.builtIn("wide"), louder, "speaker"))
                .withMessageStartingWith("gain of 6.0 dB with normalisation speaker");
        assertThatCode(() -> plan(SearchSpace.builtIn("wide"), louder, "train")).doesNotThrowAnyException();
    }

    /** Such as Optuna's, which searches whatever space its program says. */
    @Test
    void aTrialThatAnotherProgramHasAddedAndNothingCanBeTrainedWithDoesNotWin() throws Exception {
        Path file = folder.resolve("s.db");
        SearchPlan plan = plan(SearchSpace.builtIn("wide"), TrainingSettings.DEFAULT.withEpochs(2), "train");
        SearchOptions options = TestSearches.options(1, 1, List.of(0));
        try (StudyFile study = begun(plan, file)) {
            Parameter cycles = new Parameter(new Distribution.Categorical(List.of("restarts", "cycles")), 1);
            Parameter many = new Parameter(new Distribution.IntRange(1, 500, false, 1), 400);
            study.change(transaction -> {
                Study of = Study.find(transaction, "toy/fold-0").orElseThrow();
                Proposal proposal = new Proposal(Map.of("schedule", cycles, "t_0", many), Map.of(), Map.of());
                long id = of.begin(transaction, of.nextNumber(transaction), proposal);
                Study.end(transaction, id, TrialState.COMPLETE, 0.99);
            });
        }
        SearchPlan bestTwo = withBudget(plan, new SearchPlan.Budget(2, 2, 1));
        SearchResult.StudyResult found =
                TestSearches.search(bestTwo, options, file).studies().get(0);
        assertThat(found.finished()).isTrue();
        assertThat(found.trials()).extracting(Trial::value).contains(0.99);
        assertThat(found.finalists())
                .hasSize(1)
                .allSatisfy(each -> assertThat(each.repeats()).hasSize(1));
        try (StudyFile study = StudyFile.open(file)) {
            List<Trial> again = study.read(transaction ->
                    Study.find(transaction, "toy/fold-0/again").orElseThrow().trials(transaction));
            assertThat(again)
                    .filteredOn(trial -> trial.state() == TrialState.FAIL)
                    .singleElement()
                    .satisfies(trial -> assertThat(trial.userAttributes().get(Attributes.REASON))
                            .contains("schedule cycles with 400 cycles in 2 epochs"));
        }
    }

    /** A study with one trial of ours. */
    private static StudyFile begun(SearchPlan plan, Path file) throws Exception {
        TestSearches.search(
                withBudget(plan, new SearchPlan.Budget(1, 0, 1)), TestSearches.options(1, 1, List.of(0)), file);
        return StudyFile.open(file);
    }

    private static SearchPlan withBudget(SearchPlan plan, SearchPlan.Budget budget) {
        return new SearchPlan(
                plan.dataset(),
                plan.model(),
                plan.protocol(),
                plan.base(),
                plan.space(),
                plan.sampling(),
                plan.judge(),
                budget,
                plan.seed());
    }

    @Test
    void aTrialThatDivergesFailsWithItsReasonAndIsNotBegunAgain() throws Exception {
        SearchPlan plan = plan(
                space("{learning_rate: {low: 1.0e+37, high: 1.0e+38, log: true}}"),
                TrainingSettings.DEFAULT.withEpochs(2),
                "train");
        Path file = folder.resolve("s.db");
        for (int command = 1; command <= 2; command++) {
            assertThatExceptionOfType(StudyException.class)
                    .isThrownBy(() -> TestSearches.search(plan, TestSearches.options(1, 1, List.of(0)), file))
                    .withMessageStartingWith(file + ": 10 trials of a study have failed by themselves, the last one"
                            + " because training diverged in epoch ")
                    .withMessageEndingWith("; search a narrower space under another --name");
        }
        try (StudyFile study = StudyFile.open(file)) {
            List<Trial> trials = study.read(transaction ->
                    Study.find(transaction, "toy/fold-0").orElseThrow().trials(transaction));
            assertThat(trials).hasSize(10).allSatisfy(trial -> {
                assertThat(trial.state()).isEqualTo(TrialState.FAIL);
                assertThat(trial.userAttributes().get(Attributes.REASON)).contains("training diverged in epoch ");
            });
        }
        try (Stream<Path> left = Files.list(folder.resolve("s.db.work"))) {
            assertThat(left).isEmpty();
        }
    }
}
