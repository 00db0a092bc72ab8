package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.kernel.Kernels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A study that other code has begun: whoever trains must accept it, whoever only looks need not. */
class StudyCodeTest {
    private static final List<String> STUDIES = List.of("toy/fold-0", "toy/fold-0/again");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static SearchResult.StudyResult finished;

    /** A finished study of three trials, the best two trained again once. */
    @BeforeAll
    static void search() throws Exception {
        Path file = shared.resolve("old.db");
        finished = run(file, 3, 2, 1, false).studies().get(0);
        try (StudyFile study = StudyFile.open(file)) {
            for (String name : STUDIES) {
                study.change(transaction -> Study.find(transaction, name)
                        .orElseThrow()
                        .setAttribute(transaction, "code.revision", "\"older\""));
            }
        }
    }

    private static SearchResult run(Path file, int trials, int topK, int repeats, boolean accept) throws Exception {
        SearchPlan plan = TestSearches.nested();
        SearchPlan small = new SearchPlan(
                plan.dataset(),
                plan.model(),
                plan.protocol(),
                plan.base(),
                plan.space(),
                plan.sampling(),
                Judge.CYCLES,
                new SearchPlan.Budget(trials, topK, repeats),
                1);
        SearchOptions options =
                new SearchOptions(Kernels.of("scalar"), 1, 1, List.of(0), accept, Duration.ofHours(1), Stamp.V3_0_0_D);
        return TestSearches.search(small, options, file);
    }

    private Path copy() throws Exception {
        return Files.copy(shared.resolve("old.db"), folder.resolve("s.db"));
    }

    private static List<Map<String, String>> attributes(Path file) throws Exception {
        List<Map<String, String>> attributes = new ArrayList<>();
        try (StudyFile study = StudyFile.open(file)) {
            for (String name : STUDIES) {
                attributes.add(study.read(transaction ->
                        Study.find(transaction, name).orElseThrow().attributes(transaction)));
            }
        }
        return attributes;
    }

    /** Also to those who ask for fewer of the best again, by which another trial would win. */
    @ParameterizedTest
    @CsvSource({
        "3, 2, 1, false",
        "3, 2, 1, true",
        "2, 2, 1, false",
        "3, 1, 1, false",
        "3, 0, 1, false",
        "3, 0, 1, true",
        "1, 0, 5, false"
    })
    void whatIsFinishedIsShownAndStaysAsItIs(int trials, int topK, int repeats, boolean accept) throws Exception {
        Path file = copy();
        SearchResult.StudyResult study =
                run(file, trials, topK, repeats, accept).studies().get(0);
        assertThat(study.finished()).isTrue();
        assertThat(study.finalists()).isEqualTo(finished.finalists()).hasSize(2);
        assertThat(List.of(study.asked(), study.topK(), study.repeats())).containsExactly(3, 2, 1);
        assertThat(study.trials()).hasSize(3);
        assertThat(attributes(file)).isEqualTo(attributes(shared.resolve("old.db")));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 3, 1, asked.trials = 3, 2", // the third best is not trained again yet
        "4, 1, 1, asked.top_k = 2, 1",
        "4, 2, 1, asked.repeats = 2, 1"
    })
    void goingOnWithLessThanWasAskedForIsRefused(int trials, int topK, int repeats, String before, String now)
            throws Exception {
        Path file = copy();
        run(file, 3, 2, before.startsWith("asked.repeats") ? 2 : 1, true);
        byte[] bytes = Files.readAllBytes(file);
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> run(file, trials, topK, repeats, true))
                .withMessage(file + ": study 'toy/fold-0' is finished with " + before + ", this search has " + now
                        + ", expected " + before.split(" = ")[1] + " or more; choose another --name or file");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void whoeverHasAskedForTooMuchMayAskForLessWhileThereIsNoWinner() throws Exception {
        Path file = copy();
        try (StudyFile study = StudyFile.open(file)) {
            study.change(transaction -> Study.find(transaction, "toy/fold-0")
                    .orElseThrow()
                    .setAttribute(transaction, "asked.trials", "4000"));
        }
        SearchResult.StudyResult shown = run(file, 3, 2, 1, false).studies().get(0);
        assertThat(shown.finished()).isTrue();
        assertThat(shown.finalists()).isEqualTo(finished.finalists());
        assertThat(shown.asked()).isEqualTo(3);
    }

    @Test
    void aSettingThatThisCodeDoesNotKnowIsNotDropped() throws Exception {
        Path file = copy();
        try (StudyFile study = StudyFile.open(file)) {
            study.change(transaction -> Study.find(transaction, "toy/fold-0")
                    .orElseThrow()
                    .setAttribute(transaction, "settings.momentum", "0.9"));
        }
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> StudySettings.best(file, "toy", 4))
                .withMessageStartingWith(file + ": study 'toy/fold-0' has settings that cannot be trained with in 4"
                        + " epochs: settings have no field 'momentum'");
    }

    @ParameterizedTest
    @CsvSource({"4, 2, 1", "3, 3, 1", "3, 2, 2"})
    void goingOnWithOtherCodeIsRefusedUnlessAccepted(int trials, int topK, int repeats) throws Exception {
        Path file = copy();
        byte[] before = Files.readAllBytes(file);
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> run(file, trials, topK, repeats, false))
                .withMessage(
                        file + ": study 'toy/fold-0' was begun with code.revision = \"older\", this is \"unknown\";"
                                + " results may differ, so go on with --accept-code-change or choose another --name");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(run(file, trials, topK, repeats, true).studies().get(0).finished())
                .isTrue();
        assertThat(attributes(file)).allSatisfy(each -> assertThat(each).containsEntry("code.revision", "\"unknown\""));
    }

    @Test
    void whatIsFinishedIsStillRefusedToAnotherSearch() throws Exception {
        Path file = copy();
        SearchPlan other = TestSearches.plan(TestSearches.dataset(), "nested", Judge.INNER, Sampling.DEFAULT);
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> TestSearches.search(other, TestSearches.options(1, 1, List.of(0)), file))
                .withMessageContaining("was begun with judge = \"cycles\", this search has \"inner\"");
    }
}
