package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.kernel.Kernels;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.tune.Judge;
import io.intona.lab.tune.Sampling;
import io.intona.lab.tune.Search;
import io.intona.lab.tune.SearchOptions;
import io.intona.lab.tune.SearchPlan;
import io.intona.lab.tune.SearchProgress;
import io.intona.lab.tune.SearchSpace;
import io.intona.lab.tune.Stamp;
import io.intona.lab.tune.StudyException;
import io.intona.lab.tune.StudySettings;
import io.intona.lab.yaml.YamlException;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Experiments with settings that a search has found. */
class ExperimentStudyTest {
    private static final Dataset TOY = ToyDataset.of(1);
    private static final TrainingSettings BASE = TrainingSettings.DEFAULT.withEpochs(3);

    /** Nothing of what a search does not search is as the program has it. */
    private static final TrainingSettings FIXED =
            TrainingSettings.DEFAULT.with(Map.of("epochs", 10, "schedule", "cycles", "init", "paper", "gain_db", 6.0));

    private static final String LEAST = "name: toy\ncorpus: csv\nmodels: [LSTM-h4-v2]\nfeatures: mfcc6\nepochs: 3\n";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void search() throws Exception {
        search("nested", "five", BASE);
        search("shared", "one", BASE);
        search("nested", "other", FIXED);
    }

    private static void search(String tuning, String name, TrainingSettings base) throws Exception {
        SearchPlan plan = new SearchPlan(
                TOY,
                "LSTM-h4-v2",
                Protocol.STRICT.with("tuning", tuning),
                base,
                SearchSpace.builtIn("paper"),
                Sampling.DEFAULT,
                Judge.CYCLES,
                new SearchPlan.Budget(1, 0, 1),
                1);
        SearchOptions options = new SearchOptions(
                Kernels.of("scalar"), 1, 1, List.of(0, 1, 2, 3, 4), false, Duration.ofHours(1), Stamp.values()[0]);
        Search.run(plan, options, folder.resolve("found.db"), name, SearchProgress.Listener.NONE);
    }

    private static Experiment read(String yaml) throws IOException {
        return ExperimentFile.read(Files.writeString(folder.resolve("a.yaml"), LEAST + yaml));
    }

    @Test
    void aNestedSearchGivesEachFoldItsOwnSettingsAndStaysStrict() throws Exception {
        Experiment experiment = read("settings: {study: found.db, name: five}");
        StudySettings best = StudySettings.best(folder.resolve("found.db"), "five", 3);
        List<TrainingSettings> settings =
                Folds.of(TOY.corpus(), 1).stream().map(best::settings).toList();
        assertThat(settings).doesNotHaveDuplicates();
        assertThat(experiment.settings().byFold()).isEqualTo(settings);
        assertThat(experiment.protocol()).isEqualTo(Protocol.STRICT.with("tuning", "nested"));
        assertThat(experiment.protocol().name()).isEqualTo("strict");

        Path out = folder.resolve("out");
        ExperimentRun.run(
                experiment, TOY, TestPlans.options(2), out, "./intona experiment run x", Progress.Listener.NONE);
        String note = Files.readString(out.resolve("experiment.json"));
        assertThat(RecordSchema.errors("experiment", note)).isEmpty();
        JsonNode study = Json.read(out.resolve("experiment.json")).get("study");
        assertThat(study.toString()).isEqualTo("{\"file\":\"found.db\",\"name\":\"five\",\"trials\":[0,0,0,0,0]}");
        JsonNode record = Json.read(out.resolve("LSTM-h4-v2/run-01.json"));
        assertThat(record.get("protocol").get("tuning").asString()).isEqualTo("nested");
        for (int fold = 0; fold < 5; fold++) {
            assertThat(record.get("settings")
                            .get("by_fold")
                            .get(fold)
                            .get("learning_rate")
                            .asDouble())
                    .isEqualTo(settings.get(fold).learningRate());
        }
        assertThat(ExperimentStatus.of(experiment, out).models().get(0).uars()).hasSize(1);
    }

    @Test
    void aSharedSearchGivesOneForAllAndMustBeSaidToBeOne() throws Exception {
        Experiment experiment =
                read("protocol: {tuning: shared}\nsettings:\n  study: " + folder.resolve("found.db") + "\n  name: one");
        assertThat(experiment.settings().byFold())
                .containsExactly(StudySettings.best(folder.resolve("found.db"), "one", 3)
                        .winners()
                        .get(0)
                        .settings());
        assertThat(experiment.protocol().name()).contains("tuning=shared");
    }

    private static final String STUDY = "settings: {study: found.db, name: five";
    private static final String FOLD_0 = "study 'five/fold-0' was made with ";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "protocol: strict\nsettings: {study: found.db, name: one}",
                        6,
                        "tuning given, but study" + " 'one' is a shared search, expected protocol: {tuning: shared}"),
                Arguments.of(
                        "protocol: published\nsettings: {study: found.db, name: five}",
                        6,
                        "tuning test, but study" + " 'five' is a nested search, expected protocol: {tuning: nested}"),
                Arguments.of(
                        "settings:\n  study: found.db\n  name: one\n  dropout: 0.9\nprotocol: {tuning: shared}",
                        9,
                        "dropout is given, but study 'one' has 0."),
                // what the search held fixed
                Arguments.of(
                        STUDY + ", init: paper}", 6, "init is given, but study 'five' has orthogonal, expected one"),
                Arguments.of(STUDY + ", gain_db: 3}", 6, "gain_db is given, but study 'five' has none, expected one"),
                Arguments.of(STUDY + ", schedule: cycles}", 6, "schedule "),
                // what it was made with
                Arguments.of(STUDY + "}\ntop_db: off", 6, FOLD_0 + "top_db = clip, this experiment has off"),
                Arguments.of(STUDY + "}\nframe: 2048", 6, FOLD_0 + "frame_samples = 1024, this experiment has 2048"),
                Arguments.of(STUDY + "}\nhop: 256", 6, FOLD_0 + "hop_samples = 512, this experiment has 256"),
                Arguments.of(
                        STUDY + "}\nprotocol: adapted",
                        6,
                        FOLD_0 + "protocol.normalisation = train, this experiment has speaker, expected the same"),
                Arguments.of(
                        STUDY + "}\nprotocol: {padding: zeros}",
                        6,
                        FOLD_0 + "protocol.padding = none, this experiment has zeros, expected the same"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatDoesNotGoWithTheSearchIsToldWithItsLine(String yaml, int line, String sentence) {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith(folder.resolve("a.yaml") + ": line " + line + ": " + sentence);
    }

    @Test
    void aSearchThatIsNotThereIsNamed() {
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> read("settings: {study: found.db, name: two}"))
                .withMessageContaining(folder.resolve("found.db").toString())
                .withMessageContaining("'two'");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("settings: {study: lost.db, name: two}"))
                .withMessageContaining(folder.resolve("lost.db").toString());
        assertThat(folder.resolve("lost.db")).doesNotExist();
    }

    @Test
    void whatTheSearchHeldFixedGoesWithWhatItFoundButNotItsEpochs() throws Exception {
        String settings = "settings: {study: found.db, name: other, init: paper, gain_db: 6}";
        for (TrainingSettings fold : read(settings, 12).settings().byFold()) {
            assertThat(fold.fields())
                    .containsEntry("schedule", "cycles")
                    .containsEntry("init", "paper")
                    .containsEntry("gain_db", 6.0)
                    .containsEntry("epochs", 12);
        }
        for (TrainingSettings fold :
                read("settings: {study: found.db, name: five}", 12).settings().byFold()) {
            assertThat(fold.fields())
                    .containsEntry("schedule", "restarts")
                    .containsEntry("init", "orthogonal")
                    .doesNotContainKey("gain_db")
                    .containsEntry("epochs", 12);
        }
    }

    @Test
    void whatContradictsWhatTheSearchHeldFixedIsRefused() {
        for (String said : List.of("gain_db: 3", "schedule: restarts", "init: orthogonal")) {
            assertThatExceptionOfType(YamlException.class)
                    .isThrownBy(() -> read("settings: {study: found.db, name: other, " + said + "}", 12))
                    .withMessageStartingWith(folder.resolve("b.yaml") + ": line 6: " + said.split(":")[0]
                            + " is given, but study 'other' has ");
        }
    }

    private static Experiment read(String yaml, int epochs) throws IOException {
        return ExperimentFile.read(
                Files.writeString(folder.resolve("b.yaml"), LEAST.replace("epochs: 3", "epochs: " + epochs) + yaml));
    }

    @Test
    void fewerEpochsThanTheSearchHasFoundCyclesAreRefused() throws Exception {
        StudySettings found = StudySettings.best(folder.resolve("found.db"), "other", 10);
        int most = found.winners().stream()
                .mapToInt(winner -> winner.settings().cosinePeriod())
                .max()
                .orElseThrow();
        assertThat(most).isGreaterThan(1);
        assertThatExceptionOfType(StudyException.class)
                .isThrownBy(() -> read("settings: {study: found.db, name: other}", most - 1))
                .withMessageStartingWith(folder.resolve("found.db") + ": study 'other/fold-")
                .withMessageContaining("cannot be trained with in " + (most - 1) + " epochs: schedule cycles with ");
    }

    @Test
    void anotherCorpusThanTheSearchsIsRefused() throws Exception {
        Experiment experiment = read("settings: {study: found.db, name: five}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> experiment.check(ToyDataset.of(2).corpus()))
                .withMessage("study 'five/fold-0' was made with corpus = toy:1, this experiment has toy:2, expected the"
                        + " same");
        Dataset changed = new Dataset(TOY.corpus(), TOY.features(), "f".repeat(64), TOY.examples());
        Path out = folder.resolve("changed");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ExperimentRun.run(experiment, changed, TestPlans.options(1), out, "x", Progress.Listener.NONE))
                .withMessage("study 'five/fold-0' was made with corpus_sha256 = " + TOY.sha256()
                        + ", this experiment has " + "f".repeat(64) + ", expected the same");
        assertThat(out).doesNotExist();
    }

    @Test
    void settingsOfASearchThatHasHeardTheTestSpeakersAreRefused() throws Exception {
        Experiment otherFolds = read("seed: 2\nsettings: {study: found.db, name: five}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> otherFolds.check(TOY.corpus()))
                .withMessageContaining("search and evaluation must have the same corpus and seed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExperimentRun.run(
                        otherFolds, TOY, TestPlans.options(1), folder.resolve("no"), "x", Progress.Listener.NONE));
        assertThat(folder.resolve("no")).doesNotExist();
    }
}
