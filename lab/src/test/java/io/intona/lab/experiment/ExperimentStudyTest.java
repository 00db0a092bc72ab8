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
    private static final String LEAST = "name: toy\ncorpus: csv\nmodels: [LSTM-h4-v2]\nfeatures: mfcc6\nepochs: 3\n";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void search() throws Exception {
        search("nested", "five");
        search("shared", "one");
    }

    private static void search(String tuning, String name) throws Exception {
        SearchPlan plan = new SearchPlan(
                TOY,
                "LSTM-h4-v2",
                Protocol.STRICT.with("tuning", tuning),
                BASE,
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
        StudySettings best = StudySettings.best(folder.resolve("found.db"), "five", BASE);
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
                .containsExactly(StudySettings.best(folder.resolve("found.db"), "one", BASE)
                        .winners()
                        .get(0)
                        .settings());
        assertThat(experiment.protocol().name()).contains("tuning=shared");
    }

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
                        "dropout is given, but study 'one' has found 0."));
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
