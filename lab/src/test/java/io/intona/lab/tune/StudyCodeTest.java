package io.intona.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.kernel.Kernels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** A finished study of three trials, the best two trained again once. */
    @BeforeAll
    static void search() throws Exception {
        Path file = shared.resolve("old.db");
        run(file, 3, 2, 1, false);
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

    private static List<String> revisions(Path file) throws Exception {
        List<String> revisions = new ArrayList<>();
        try (StudyFile study = StudyFile.open(file)) {
            for (String name : STUDIES) {
                revisions.add(study.read(transaction -> Study.find(transaction, name)
                        .orElseThrow()
                        .attributes(transaction)
                        .get("code.revision")));
            }
        }
        return revisions;
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 1, false", "3, 2, 1, true", "2, 2, 1, false", "3, 0, 1, false"})
    void whatIsFinishedIsShownAndKeepsItsCode(int trials, int topK, int repeats, boolean accept) throws Exception {
        Path file = copy();
        SearchResult.StudyResult study =
                run(file, trials, topK, repeats, accept).studies().get(0);
        assertThat(study.finished()).isTrue();
        assertThat(study.trials()).hasSize(3);
        assertThat(revisions(file)).containsOnly("\"older\"");
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
        assertThat(revisions(file)).containsOnly("\"unknown\"");
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
