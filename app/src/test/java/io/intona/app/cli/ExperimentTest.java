package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import io.intona.lab.experiment.Experiment;
import io.intona.lab.experiment.Experiment.Comparison;
import io.intona.lab.experiment.ExperimentFile;
import io.intona.lab.experiment.ExperimentSettings;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExperimentTest {
    private static final Path ROOT = Path.of(System.getProperty("intona.root"));

    /** Shared by all tests, so that features are computed once. */
    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                corpus: synthetic:small
                models: [LSTM-h4-v2, LSTM-h4-mean]
                comparisons:
                  - [LSTM-h4-mean, LSTM-h4-v2]
                runs: 2
                seed: 7
                features: mfcc5
                epochs: 2
                """);
    }

    private Ran run(Path out, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("experiment", "run", file.toString(), "--out", out.toString()));
        arguments.addAll(List.of("--cache", cache.toString()));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    private static Ran status(Path file, Path out, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("experiment", "status", file.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    private static JsonNode parse(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @Test
    void theTableAndTheRecordsAreThoseOfSingleEvaluations() throws IOException {
        Path out = folder.resolve("out");
        Ran ran = run(out, "--json", "--threads=2");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        Schemas.assertValid("experiment-status", ran.out());
        JsonNode models = parse(ran.out()).get("models");
        assertThat(models).hasSize(2);
        for (JsonNode each : models) {
            String model = each.get("model").asString();
            Path single = folder.resolve("single");
            JsonNode evaluated = parse(Command.run(
                            "evaluate",
                            "--corpus=synthetic:small",
                            "--model=" + model,
                            "--features=mfcc5",
                            "--epochs=2",
                            "--runs=2",
                            "--seed=7",
                            "--json",
                            "--cache=" + cache,
                            "--out=" + single)
                    .out());
            assertThat(each.get("uar_mean")).isEqualTo(evaluated.get("uar_mean"));
            assertThat(each.get("uar_sd")).isEqualTo(evaluated.get("uar_sd"));
            assertThat(each.get("done").asInt()).isEqualTo(10);
            for (int run = 1; run <= 2; run++) {
                String record = model + "/run-0" + run + ".json";
                assertThat(out.resolve(record)).hasSameBinaryContentAs(single.resolve(record));
            }
        }
        assertThat(parse(ran.out()).get("seconds_left").asDouble()).isZero();
    }

    @Test
    void besideTheRecordsStandsWhatTheyAreOf() throws IOException {
        Path out = folder.resolve("out");
        run(out);
        String note = Files.readString(out.resolve("experiment.json"));
        Schemas.assertValid("experiment", note);
        assertThat(parse(note).get("name").asString()).isEqualTo("tiny");
        assertThat(parse(note).get("command").asString()).isEqualTo("./intona experiment run tiny.yaml");
        assertThat(parse(note).get("comparisons").toString()).isEqualTo("[[\"LSTM-h4-mean\",\"LSTM-h4-v2\"]]");
    }

    @Test
    void aPersonGetsALineForEachModelAndTheTimeLeft() throws IOException {
        Path out = folder.resolve("out");
        Ran before = status(file, out);
        assertThat(before.exitCode()).as(before.err()).isZero();
        assertThat(before.out()).isEqualTo("""
                tiny: protocol strict, 2 runs of 5 folds
                model               done  running   left   runs      UAR       SD
                LSTM-h4-v2             0        0     10      0        -        -
                LSTM-h4-mean           0        0     10      0        -        -
                0 trainings run, 20 are left: how long that takes is known when the first is done.
                """);
        assertThat(out).doesNotExist();
        Ran ran = run(out);
        assertThat(ran.outLines().get(2)).matches("LSTM-h4-v2 +10 +0 +0 +2 +0\\.[0-9]{4} +0\\.[0-9]{4}");
        assertThat(ran.outLines().get(4)).startsWith("Everything is done.");
        assertThat(status(file, out).out()).isEqualTo(ran.out());
        assertThat(run(out).out()).isEqualTo(ran.out());
        Files.writeString(file, Files.readString(file).replace("runs: 2", "runs: 3"));
        assertThat(status(file, out).outLines().get(4))
                .matches("0 trainings run, 10 are left: about [0-9]+ s on all cores of this machine\\.");
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0 s", "59.6, 1 min", "3599, 59 min", "3600, 1 h 0 min", "86399, 23 h 59 min", "200000, 2 d 7 h"})
    void timesAreToldInTheirGreatestUnits(double seconds, String words) {
        assertThat(ExperimentText.words(seconds)).isEqualTo(words);
    }

    @Test
    void recordsCanBeCompressed() {
        Path out = folder.resolve("out");
        assertThat(run(out, "--gzip").exitCode()).isZero();
        assertThat(out.resolve("LSTM-h4-v2/run-02.json.gz")).exists();
        assertThat(out.resolve("LSTM-h4-v2/run-02.json")).doesNotExist();
        assertThat(status(file, out).outLines().get(4)).startsWith("Everything is done.");
    }

    @Test
    void theFileIsJudgedBeforeTheCorpusIsLookedAt() throws IOException {
        Files.writeString(file, "name: tiny\ncorpus: ravdess\nmodels: [LSTM-h4-v2]\nepoch: 3\n");
        Ran ran = run(folder.resolve("out"), "--corpus=ravdess=" + folder.resolve("nowhere"));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("intona experiment run: " + file + ": line 4: 'epoch' is unknown, expected one of name,");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(status(folder.resolve("no.yaml"), folder).err())
                .isEqualTo("intona experiment status: " + folder.resolve("no.yaml")
                        + ": there is no such file or folder\n");
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of(
                        "ravdess",
                        "",
                        "--corpus is missing, but the experiment is on ravdess: expected --corpus" + " ravdess=DIR"),
                Arguments.of(
                        "csv",
                        "--corpus=emodb=x",
                        "--corpus is emodb=x, but the experiment is on csv: expected" + " --corpus csv=FILE"),
                Arguments.of(
                        "emodb",
                        "--corpus=emodb",
                        "--corpus is emodb, but the experiment is on emodb: expected" + " --corpus emodb=DIR"),
                Arguments.of(
                        "synthetic",
                        "--corpus=synthetic",
                        "--corpus is synthetic, but the experiment is on" + " synthetic:1: expected no such option"),
                Arguments.of("ravdess", "--corpus=ravdess=", "--corpus: corpus 'ravdess=' names no folder"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void theCommandLineSaysWhereTheCorpusIsAndTheFileWhich(String corpus, String option, String sentence)
            throws IOException {
        Files.writeString(file, "name: tiny\ncorpus: " + corpus + "\nmodels: [LSTM-h4-v2]\n");
        Path out = folder.resolve("out");
        Ran ran = option.isEmpty() ? run(out) : run(out, option);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("intona experiment run: " + sentence);
        assertThat(out).doesNotExist();
    }

    static Stream<Arguments> wrongVerbs() {
        return Stream.of(
                Arguments.of("", "Missing verb, expected run or status"),
                Arguments.of("runn", "unknown verb 'runn', did you mean run"),
                Arguments.of("run", "Missing required parameter: 'FILE'"));
    }

    @ParameterizedTest
    @MethodSource("wrongVerbs")
    void theVerbSaysWhatItExpects(String words, String sentence) {
        Ran ran = Command.run(("experiment " + words).split(" "));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(": " + sentence);
    }

    // ---- the project's own files ------------------------------------------------------------------------------------

    @Test
    void theFileOfThePaperHasItsModelsRunsAndComparisons() throws IOException {
        Experiment paper = ExperimentFile.read(ROOT.resolve("experiments/paper.yaml"));
        List<String> models = new ArrayList<>();
        for (int hidden : List.of(64, 96, 128)) {
            for (int vectors = 1; vectors <= (hidden == 128 ? 256 : 64); vectors *= 2) {
                models.add("LSTM-h" + hidden + "-v" + vectors);
            }
        }
        assertThat(paper.models()).isEqualTo(models).hasSize(23);
        assertThat(Architecture.parse(models.get(0), paper.features().size(), 8).parameterCount())
                .isEqualTo(26_312); // as published
        assertThat(paper.runs()).isEqualTo(10);
        assertThat(paper.protocol()).isEqualTo(Protocol.STRICT);
        assertThat(paper.settings()).isEqualTo(new ExperimentSettings.Given(TrainingSettings.DEFAULT.withEpochs(200)));
        assertThat(paper.comparisons())
                .containsExactly(
                        new Comparison("LSTM-h64-v1", "LSTM-h64-v64"),
                        new Comparison("LSTM-h96-v1", "LSTM-h96-v64"),
                        new Comparison("LSTM-h128-v1", "LSTM-h128-v256"));
    }

    @Test
    void theSmallestComparisonGoesOnWithTheRecordsThatCameWithTheProject() {
        Ran ran = status(ROOT.resolve("experiments/h64.yaml"), ROOT.resolve("results/ravdess-strict"), "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode first = parse(ran.out()).get("models").get(0);
        assertThat(first.get("model").asString()).isEqualTo("LSTM-h64-v1");
        assertThat(first.get("done").asInt()).isGreaterThanOrEqualTo(5);
    }

    /** The note beside those records was written when settings that are not searched did not come from the study. */
    @Test
    void theNestedExperimentHasTheSettingsOfTheRecordsThatCameWithTheProject() throws IOException {
        Path records = ROOT.resolve("results/ravdess-nested");
        Path yaml = ROOT.resolve("experiments/h64-nested.yaml");
        List<TrainingSettings> byFold = ExperimentFile.read(yaml).settings().byFold();
        JsonNode made =
                parse(Files.readString(records.resolve("experiment.json"))).get("settings");
        assertThat(made.get("by_fold")).hasSize(5);
        for (int fold = 0; fold < 5; fold++) {
            Map<String, Object> fields = byFold.get(fold).fields();
            assertThat(fields.remove("epochs")).isEqualTo(made.get("epochs").asInt());
            assertThat(parse(JsonMapper.shared().writeValueAsString(fields)))
                    .isEqualTo(made.get("by_fold").get(fold));
        }
        assertThat(status(yaml, records).exitCode()).isZero();
    }

    @Test
    void theSmokeExperimentNeedsNoRecordings() throws IOException {
        assertThat(ExperimentFile.read(ROOT.resolve("experiments/smoke.yaml")).isSynthetic())
                .isTrue();
    }
}
