package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import io.intona.lab.train.TrainingSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a trial is worth: its UAR where all trials are about equally far. */
class TrialValueTest {
    private static final int EPOCHS = 15;
    private static final String SPACE = "{schedule: [restarts, cycles], t_0: [1, 3, 5, 10]}";

    /** Worked out by hand: 11 to 15 are the last third. */
    private static final Map<String, List<Integer>> JUDGED = Map.of(
            "restarts 1", List.of(13, 14, 15),
            "restarts 3", List.of(12, 15),
            "restarts 5", List.of(15),
            "restarts 10", List.of(15), // the only cycle ends at 10
            "cycles 1", List.of(15),
            "cycles 3", List.of(15),
            "cycles 5", List.of(12, 15),
            "cycles 10", List.of(12, 14, 15)); // and at 11, but three are enough

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static SearchResult.StudyResult undisturbed;

    @BeforeAll
    static void search() throws Exception {
        undisturbed = run(shared.resolve("s.db"), 16, false);
    }

    private static SearchResult.StudyResult run(Path file, int trials, boolean accept) throws Exception {
        return run(file, SPACE, Sampling.Pruning.NONE, trials, accept);
    }

    private static SearchResult.StudyResult run(
            Path file, String space, Sampling.Pruning pruning, int trials, boolean accept) throws Exception {
        SearchPlan plan = TestSearches.nested();
        SearchPlan small = new SearchPlan(
                plan.dataset(),
                plan.model(),
                plan.protocol(),
                TrainingSettings.DEFAULT.withEpochs(EPOCHS),
                SpaceFile.parse(Path.of("s.yaml"), space.getBytes(StandardCharsets.UTF_8)),
                new Sampling(Sampling.Kind.RANDOM, TpeProfile.O4_9, true, pruning),
                Judge.CYCLES,
                new SearchPlan.Budget(trials, 0, 1),
                1);
        SearchOptions options =
                new SearchOptions(Kernels.of("scalar"), 1, 1, List.of(0), accept, Duration.ofHours(1), Stamp.V3_0_0_D);
        return TestSearches.search(small, options, file).studies().get(0);
    }

    @Test
    void aTrialIsWorthTheMeanOfItsLastEndsOfCyclesInTheLastThirdOfTheTraining() {
        assertThat(undisturbed.trials())
                .extracting(TrialValueTest::kind)
                .containsAll(JUDGED.keySet()); // each of them tells something else
        for (Trial trial : undisturbed.trials()) {
            List<Integer> judged = JUDGED.get(kind(trial));
            assertThat(trial.reports()).containsKeys(judged.toArray(Integer[]::new));
            double mean = judged.stream()
                    .mapToDouble(epoch -> trial.reports().get(epoch))
                    .average()
                    .orElseThrow();
            assertThat(trial.value()).as(kind(trial)).isCloseTo(mean, within(1e-15));
        }
    }

    private static String kind(Trial trial) {
        return trial.external().get("schedule") + " " + trial.external().get("t_0");
    }

    @ParameterizedTest
    @CsvSource({
        "restarts, 1, 1, 1",
        "restarts, 1, 2, 2",
        "restarts, 1, 3, 3",
        "restarts, 2, 3, 3",
        "restarts, 1, 200, 198 199 200",
        "restarts, 10, 200, 180 190 200",
        "restarts, 50, 200, 150 200",
        "restarts, 60, 200, 180",
        "restarts, 90, 200, 180",
        "restarts, 110, 200, 200",
        "restarts, 500, 200, 200",
        "cycles, 1, 200, 200",
        "cycles, 10, 200, 160 180 200",
    })
    void theLastThirdIsNeverEmpty(String schedule, int period, int epochs, String judged) {
        TrainingSettings settings =
                TrainingSettings.DEFAULT.with(Map.of("schedule", schedule, "t_0", period, "epochs", epochs));
        assertThat(TrainingObjective.judged(settings))
                .containsExactlyElementsOf(
                        Stream.of(judged.split(" ")).map(Integer::valueOf).toList());
    }

    /** Both periods are reported at the last epoch only: 15 ends a cycle there, 20 is in the middle of one. */
    @ParameterizedTest
    @EnumSource(names = {"MEDIAN", "PERCENTILE"})
    void aTrialThatHasTrainedAllItsEpochsIsNotGivenUp(Sampling.Pruning pruning) throws Exception {
        String space = "{t_0: [15, 20], learning_rate: {low: 1.0e-5, high: 1.0e-2, log: true}}";
        SearchResult.StudyResult study = run(folder.resolve("p.db"), space, pruning, 16, false);
        assertThat(study.trials()).hasSize(16).allSatisfy(trial -> {
            assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
            assertThat(trial.reports()).containsOnlyKeys(EPOCHS);
            assertThat(trial.value()).isEqualTo(trial.lastReport());
        });
        assertThat(study.trials())
                .extracting(trial -> trial.external().get("t_0"))
                .contains(15, 20);
    }

    /** As it was before studies said how their trials are judged. */
    @Test
    void aStudyWhoseTrialsWereJudgedOtherwiseIsShownButNotGoneOnWith() throws Exception {
        Path file = Files.copy(shared.resolve("s.db"), folder.resolve("s.db"));
        try (StudyFile study = StudyFile.open(file)) {
            study.change(
                    transaction -> transaction.update("DELETE FROM study_user_attributes WHERE \"key\" = ?", "value"));
        }
        SearchResult.StudyResult shown = run(file, 16, false);
        assertThat(shown.finished()).isTrue();
        assertThat(shown.attributes()).doesNotContainKey("value");
        for (boolean accept : List.of(false, true)) {
            assertThatExceptionOfType(StudyException.class)
                    .isThrownBy(() -> run(file, 17, accept))
                    .withMessage(file + ": study 'toy/fold-0' was begun with value = missing, this search has \"last 3"
                            + " ends of cycles within the last third of the epochs, or the last epoch\"; choose"
                            + " another --name or file");
        }
        assertThat(run(shared.resolve("s.db"), 16, false).attributes()).containsKey("value");
    }
}
