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
    void aTrialThatCannotBeTrainedFailsWithItsReasonAndIsNotBegunAgain() throws Exception {
        SearchPlan plan = plan(
                SearchSpace.builtIn("wide"),
                TrainingSettings.DEFAULT.withEpochs(2).with("gain_db", 6.0),
                "speaker"); // which takes gains away
        Path file = folder.resolve("s.db");
        for (int command = 1; command <= 2; command++) {
            assertThatExceptionOfType(StudyException.class)
                    .isThrownBy(() -> TestSearches.search(plan, TestSearches.options(1, 1, List.of(0)), file))
                    .withMessageStartingWith(file + ": 10 trials of a study have failed by themselves, the last one"
                            + " because gain of 6.0 dB with normalisation speaker");
        }
        try (StudyFile study = StudyFile.open(file)) {
            List<Trial> trials = study.read(transaction ->
                    Study.find(transaction, "toy/fold-0").orElseThrow().trials(transaction));
            assertThat(trials).hasSize(10).allSatisfy(trial -> {
                assertThat(trial.state()).isEqualTo(TrialState.FAIL);
                assertThat(trial.userAttributes().get(Attributes.REASON)).contains("gain of 6.0 dB");
            });
        }
        try (Stream<Path> left = Files.list(folder.resolve("s.db.work"))) {
            assertThat(left).isEmpty();
        }
    }
}
