package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.kernel.Kernels;
import io.intona.lab.experiment.Experiment.Comparison;
import io.intona.lab.experiment.ExperimentSettings.Found;
import io.intona.lab.experiment.ExperimentSettings.Given;
import io.intona.lab.experiment.ExperimentStatus.ModelStatus;
import io.intona.lab.stats.Spread;
import io.intona.lab.train.Fold;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Schedule;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.tune.StudySettings;
import io.intona.lab.tune.StudySettings.Winner;
import io.intona.lab.work.Claim;
import io.intona.nn.Initialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExperimentRunTest {
    private static final String FIRST = "LSTM-h4-v2";
    private static final String SECOND = "LSTM-h4-mean";

    @TempDir
    private Path temp;

    private static Experiment experiment(int runs, WorkOrder order, String... models) {
        return experiment(runs, order, Protocol.STRICT, new Given(TestPlans.SETTINGS), models);
    }

    private static Experiment experiment(
            int runs, WorkOrder order, Protocol protocol, ExperimentSettings settings, String... models) {
        return new Experiment(
                "toy",
                "csv",
                List.of(models),
                runs,
                1,
                protocol,
                ToyDataset.of(1).features(),
                settings,
                order,
                models.length < 2 ? List.of() : List.of(new Comparison(models[0], models[1])));
    }

    private static ExperimentStatus run(Experiment experiment, Path out, int threads, Progress.Listener listener)
            throws IOException, InterruptedException {
        return ExperimentRun.run(
                experiment, ToyDataset.of(1), TestPlans.options(threads), out, "./intona experiment run x", listener);
    }

    private static ExperimentStatus run(Experiment experiment, Path out) throws IOException, InterruptedException {
        return run(experiment, out, 2, Progress.Listener.NONE);
    }

    private static EvaluationPlan plan(String model, int runs) {
        return new EvaluationPlan(ToyDataset.of(1), model, Protocol.STRICT, TestPlans.SETTINGS, runs, 1);
    }

    @Test
    void recordsAreThoseOfEvaluationsByteForByte() throws Exception {
        Path one = temp.resolve("one");
        TestPlans.evaluate(plan(FIRST, 2), 1, one);
        TestPlans.evaluate(plan(SECOND, 2), 1, one);
        Path two = temp.resolve("two");
        run(experiment(2, WorkOrder.RUNS, FIRST, SECOND), two);
        SortedMap<String, String> records = TestPlans.records(two);
        assertThat(records.remove("experiment.json")).isNotNull();
        assertThat(records).isEqualTo(TestPlans.records(one)).hasSize(4);
    }

    /** The trainings in the order of their first epochs, without folds. */
    private static List<String> begun(List<Progress> all) {
        return all.stream()
                .filter(progress -> progress.epoch() == 1)
                .map(progress -> progress.model() + " " + progress.run())
                .distinct()
                .toList();
    }

    @Test
    void theFileSaysWhetherModelsOrRunsAreCompletedFirst() throws Exception {
        List<Progress> models = new ArrayList<>();
        run(experiment(2, WorkOrder.MODELS, SECOND, FIRST), temp.resolve("models"), 1, models::add);
        assertThat(begun(models)).containsExactly(SECOND + " 1", SECOND + " 2", FIRST + " 1", FIRST + " 2");
        List<Progress> runs = new ArrayList<>();
        run(experiment(2, WorkOrder.RUNS, SECOND, "LSTM-h16-v2"), temp.resolve("runs"), 1, runs::add);
        assertThat(begun(runs)) // the larger model first
                .containsExactly("LSTM-h16-v2 1", SECOND + " 1", "LSTM-h16-v2 2", SECOND + " 2");
    }

    @Test
    void progressTellsTheShareOfAllModels() throws Exception {
        List<Progress> all = new ArrayList<>();
        run(experiment(1, WorkOrder.MODELS, FIRST, SECOND), temp.resolve("a"), 1, all::add);
        assertThat(all)
                .hasSize(2 * 5 * TestPlans.SETTINGS.epochs())
                .isSortedAccordingTo((a, b) -> Long.compare(a.framesDone(), b.framesDone()));
        assertThat(all.get(all.size() - 1).framesDone()).isEqualTo(all.get(0).framesTotal());
    }

    @Test
    void theNextModelBeginsWhileTheLastTrainingOfOneRuns() throws Exception {
        Path out = temp.resolve("a");
        Claim held = plan(FIRST, 1).folder(out).claim(1, 3).orElseThrow();
        List<String> whileHeld = new ArrayList<>();
        Experiment experiment = experiment(1, WorkOrder.MODELS, FIRST, SECOND);
        run(experiment, out, 1, new Progress.Listener() {
            @Override
            public void epochEnded(Progress progress) {}

            @Override
            public void waiting() { // told when there is nothing else to do
                try {
                    for (ModelStatus each : ExperimentStatus.of(experiment, out).models()) {
                        whileHeld.add(each.done() + " " + each.running() + " " + each.left() + " "
                                + each.uars().size());
                    }
                    held.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        assertThat(whileHeld).containsExactly("4 1 0 0", "5 0 0 1");
    }

    @Test
    void whatAnotherProcessHasLeftIsDoneBeforeWhatComesLater() throws Exception {
        Path out = temp.resolve("a");
        Claim held = plan(FIRST, 1).folder(out).claim(1, 3).orElseThrow();
        List<String> begun = new ArrayList<>();
        run(experiment(1, WorkOrder.MODELS, FIRST, SECOND), out, 1, progress -> {
            if (progress.epoch() == 1) {
                begun.add(progress.model() + " " + progress.fold());
            }
            if (begun.size() == 6 && progress.epoch() == 1) {
                try {
                    held.close(); // as if its process had died
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        assertThat(begun.subList(0, 4)).allMatch(each -> each.startsWith(FIRST)).doesNotContain(FIRST + " 3");
        assertThat(begun.subList(4, 6)).allMatch(each -> each.startsWith(SECOND));
        assertThat(begun.get(6)).isEqualTo(FIRST + " 3");
    }

    @Test
    void anExperimentGrowsAndKeepsWhatIsThere() throws Exception {
        Path out = temp.resolve("a");
        TestPlans.evaluate(plan(FIRST, 1), 1, out); // by evaluate
        String before = TestPlans.records(out).get(FIRST + "/run-01.json");
        List<Progress> all = new ArrayList<>();
        run(experiment(2, WorkOrder.MODELS, FIRST, SECOND), out, 1, all::add);
        assertThat(begun(all)).containsExactly(FIRST + " 2", SECOND + " 1", SECOND + " 2");
        assertThat(TestPlans.records(out)).containsEntry(FIRST + "/run-01.json", before);
        run(experiment(2, WorkOrder.MODELS, FIRST, SECOND, "LSTM-h4-final"), out);
        JsonNode note = Json.read(out.resolve("experiment.json"));
        assertThat(note.get("models")).hasSize(3);
    }

    @Test
    void comparisonsThatAreAddedWhenThereAreResultsWereNotPlanned() throws Exception {
        Path out = temp.resolve("a");
        String command = "./intona experiment run x";
        String third = "LSTM-h4-final";
        ExperimentNote.write(out, comparing(), command);
        ExperimentNote.write(out, comparing(new Comparison(FIRST, SECOND)), command); // nobody has seen anything yet
        Path note = out.resolve("experiment.json");
        assertThat(Json.read(note).get("comparisons").toString()).isEqualTo("[[\"" + FIRST + "\",\"" + SECOND + "\"]]");
        TestPlans.evaluate(plan(FIRST, 1), 1, out);
        ExperimentNote.write(out, comparing(new Comparison(FIRST, third), new Comparison(FIRST, SECOND)), command);
        assertThat(Json.read(note).get("comparisons").toString()).isEqualTo("[[\"" + FIRST + "\",\"" + SECOND + "\"]]");
        assertThat(Json.read(note).get("later_comparisons").toString())
                .isEqualTo("[[\"" + FIRST + "\",\"" + third + "\"]]");
        assertThat(RecordSchema.errors("experiment", Files.readString(note))).isEmpty();
        ExperimentNote.write(out, comparing(), command);
        assertThat(Json.read(note).get("comparisons")).hasSize(1);
        assertThat(Json.read(note).has("later_comparisons")).isFalse();
    }

    @Test
    void comparisonsOfModelsThatEvaluateHasCompletedWereNotPlanned() throws Exception {
        Path out = temp.resolve("a");
        TestPlans.evaluate(plan(FIRST, 1), 1, out);
        TestPlans.evaluate(plan(SECOND, 1), 1, out);
        String third = "LSTM-h4-final";
        Experiment experiment = comparing(new Comparison(FIRST, SECOND), new Comparison(third, FIRST));
        Path note = out.resolve("experiment.json");
        for (int command = 1; command <= 2; command++) {
            ExperimentNote.write(out, experiment, "./intona experiment run x");
            assertThat(Json.read(note).get("comparisons").toString())
                    .isEqualTo("[[\"" + third + "\",\"" + FIRST + "\"]]");
            assertThat(Json.read(note).get("later_comparisons").toString())
                    .isEqualTo("[[\"" + FIRST + "\",\"" + SECOND + "\"]]");
        }
        assertThat(RecordSchema.errors("experiment", Files.readString(note))).isEmpty();
    }

    private static Experiment comparing(Comparison... comparisons) {
        Experiment some = experiment(1, WorkOrder.MODELS, FIRST, SECOND, "LSTM-h4-final");
        return new Experiment(
                some.name(),
                some.corpus(),
                some.models(),
                some.runs(),
                some.seed(),
                some.protocol(),
                some.features(),
                some.settings(),
                some.order(),
                List.of(comparisons));
    }

    @Test
    void theFolderOfAnotherExperimentIsRefused() throws Exception {
        Path out = temp.resolve("a");
        Files.createDirectories(out);
        Path note = Files.writeString(out.resolve("experiment.json"), "{\"name\": \"other\"}");
        Experiment experiment = experiment(1, WorkOrder.MODELS, FIRST);
        String sentence = note
                + ": this folder is of the experiment 'other', expected 'toy'; choose another folder with" + " --out";
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> run(experiment, out))
                .withMessage(sentence);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> ExperimentStatus.of(experiment, out))
                .withMessage(sentence);
        assertThat(Files.list(out)).containsExactly(note);
    }

    @Test
    void theNoteHasTheAgreedFieldsAndAlwaysTheSameBytes() throws Exception {
        run(experiment(1, WorkOrder.MODELS, FIRST, SECOND), temp.resolve("a"));
        run(experiment(1, WorkOrder.MODELS, FIRST, SECOND), temp.resolve("b"));
        Path note = temp.resolve("a/experiment.json");
        assertThat(note).hasSameBinaryContentAs(temp.resolve("b/experiment.json"));
        assertThat(RecordSchema.errors("experiment", Files.readString(note))).isEmpty();
        JsonNode json = Json.read(note);
        assertThat(json.get("comparisons").toString()).isEqualTo("[[\"" + FIRST + "\",\"" + SECOND + "\"]]");
        assertThat(json.get("settings").get("learning_rate").asDouble()).isEqualTo(1e-2);
        assertThat(json.get("command").asString()).isEqualTo("./intona experiment run x");
    }

    @Test
    void compressedRecordsHoldTheSame() throws Exception {
        EvaluationOptions gzip =
                new EvaluationOptions(Kernels.of("scalar"), 1, false, Duration.ofHours(1), true, false);
        Experiment experiment = experiment(1, WorkOrder.MODELS, FIRST);
        Path out = temp.resolve("a");
        ExperimentRun.run(experiment, ToyDataset.of(1), gzip, out, "x", Progress.Listener.NONE);
        assertThat(TestPlans.records(out).keySet()).containsExactly(FIRST + "/run-01.json.gz", "experiment.json");
        TestPlans.evaluate(plan(FIRST, 1), 1, temp.resolve("b"));
        RecordFile.write(RecordFile.read(out.resolve(FIRST + "/run-01.json.gz")), temp.resolve("copy.json"));
        assertThat(temp.resolve("copy.json")).hasSameBinaryContentAs(temp.resolve("b/" + FIRST + "/run-01.json"));
        assertThat(run(experiment, out).models().get(0).uars()).hasSize(1); // read, not made again
        assertThat(TestPlans.records(out)).hasSize(2);
    }

    // ---- status -----------------------------------------------------------------------------------------------------

    @Test
    void statusSumsUpTheRecordsWithoutTheCorpusAndLeavesNothingBehind() throws Exception {
        Path out = temp.resolve("a");
        Experiment experiment = experiment(3, WorkOrder.MODELS, FIRST, SECOND);
        ExperimentStatus nothing = ExperimentStatus.of(experiment, out);
        assertThat(out).doesNotExist();
        assertThat(nothing.models()).extracting(ModelStatus::left).containsExactly(15, 15);
        assertThat(nothing.secondsLeft()).isNaN();
        EvaluationResult made = TestPlans.evaluate(plan(FIRST, 2), 1, out);
        plan(FIRST, 3).folder(out).claim(3, 0).orElseThrow().close(); // as of a process that died
        Iterable<String> files = TestPlans.files(out);
        ExperimentStatus some = ExperimentStatus.of(experiment, out);
        assertThat(TestPlans.files(out)).isEqualTo(files);
        ModelStatus first = some.models().get(0);
        assertThat(List.of(first.done(), first.running(), first.left())).containsExactly(10, 0, 5);
        assertThat(first.uar()).isEqualTo(made.uar());
        assertThat(first.uars())
                .isEqualTo(made.runs().stream().map(RunRecord::uar).toList());
        assertThat(some.models().get(1).uar()).isEqualTo(Spread.of());
        assertThat(some.secondsLeft()).isPositive();
        assertThat(RecordSchema.errors("experiment-status", some.toJson())).isEmpty();
        assertThat(RecordSchema.errors("experiment-status", nothing.toJson())).isEmpty();
    }

    @Test
    void statusRefusesRecordsOfOtherSettings() throws Exception {
        Path out = temp.resolve("a");
        TestPlans.evaluate(plan(FIRST, 1), 1, out);
        Experiment other = experiment(
                1, WorkOrder.MODELS, Protocol.STRICT.with("epoch", "last"), new Given(TestPlans.SETTINGS), FIRST);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> ExperimentStatus.of(other, out))
                .withMessage(out.resolve(FIRST + "/run-01.json") + ": made with protocol.epoch = validation, this"
                        + " evaluation has last; choose another folder");
        Files.move(out.resolve(FIRST + "/run-01.json"), out.resolve(FIRST + "/run-02.json"));
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> ExperimentStatus.of(experiment(2, WorkOrder.MODELS, FIRST), out))
                .withMessageContaining("run-02.json: run 1, expected 2");
    }

    // ---- settings of each fold --------------------------------------------------------------------------------------

    private static TrainingSettings settings(double dropout) {
        return new TrainingSettings(1e-2, 1e-4, dropout, 2, 8, 3, Schedule.RESTARTS, Initialization.ORTHOGONAL);
    }

    private static List<TrainingSettings> byFold(double last) {
        return List.of(settings(0), settings(0.1), settings(0.2), settings(0.3), settings(last));
    }

    /** As if a nested search had found them. */
    private static ExperimentSettings found(List<TrainingSettings> settings) {
        Map<String, String> conditions = new LinkedHashMap<>();
        ToyDataset.of(1).fields().forEach((name, value) -> conditions.put(name, String.valueOf(value)));
        List<Winner> winners = new ArrayList<>();
        for (Fold fold : plan(FIRST, 1).folds()) {
            int index = fold.index();
            winners.add(new Winner(
                    "x/fold-" + index, OptionalInt.of(index), fold.test(), conditions, 7, settings.get(index), 0.5));
        }
        return new Found("x.db", "x", new StudySettings(Protocol.Tuning.NESTED, winners));
    }

    @Test
    void eachFoldIsTrainedWithItsOwnSettingsAndTheRecordSaysWhich() throws Exception {
        Protocol nested = Protocol.STRICT.with("tuning", "nested");
        Path out = temp.resolve("nested");
        run(experiment(1, WorkOrder.MODELS, nested, found(byFold(0.4)), FIRST), out);
        Path file = out.resolve(FIRST + "/run-01.json");
        RunRecord record = RecordFile.read(file);
        for (int fold = 0; fold < 5; fold++) {
            EvaluationPlan alone = new EvaluationPlan(
                    ToyDataset.of(1), FIRST, nested, byFold(0.4).get(fold), 1, 1);
            RunRecord same = TestPlans.evaluate(alone, 1, temp.resolve("alone-" + fold))
                    .runs()
                    .get(0);
            assertThat(record.folds().get(fold)).isEqualTo(same.folds().get(fold));
        }
        assertThat(RecordSchema.errors(Files.readString(file))).isEmpty();
        JsonNode json = Json.read(file).get("settings");
        assertThat(json.has("dropout")).isFalse();
        assertThat(json.get("epochs").asInt()).isEqualTo(3);
        for (int fold = 0; fold < 5; fold++) {
            assertThat(json.get("by_fold").get(fold).get("dropout").asDouble())
                    .isEqualTo(byFold(0.4).get(fold).dropout());
        }
        assertThat(RecordSchema.errors("experiment", Files.readString(out.resolve("experiment.json"))))
                .isEmpty();
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> run(experiment(1, WorkOrder.MODELS, nested, found(byFold(0.5)), FIRST), out))
                .withMessage(
                        out + ": made with settings.by_fold.4.dropout = 0.4, this evaluation has 0.5; choose another"
                                + " folder");
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> run(experiment(1, WorkOrder.MODELS, nested, new Given(settings(0)), FIRST), out))
                .withMessageContaining("made with settings.learning_rate = missing, this evaluation has 0.01");
    }

    @Test
    void aGainOfAnyFoldIsRefusedWhereSpeakersHaveTheirOwnScaleBeforeAnythingIsWritten() {
        List<TrainingSettings> louder = new ArrayList<>(byFold(0));
        louder.set(3, settings(0).with("gain_db", 6));
        Path out = temp.resolve("a");
        Experiment experiment = experiment(1, WorkOrder.MODELS, Protocol.ADAPTED, found(louder), FIRST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(experiment, out))
                .withMessageStartingWith("gain of 6.0 dB with normalisation speaker");
        assertThat(out).doesNotExist();
    }

    @Test
    void settingsAreOneForAllOrOneForEachFoldWithAsManyEpochs() {
        for (List<TrainingSettings> wrong :
                List.of(List.<TrainingSettings>of(), byFold(0).subList(0, 2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EvaluationPlan(ToyDataset.of(1), FIRST, Protocol.STRICT, wrong, 1, 1))
                    .withMessage(wrong.size() + " settings, expected one for all folds or 5");
        }
        List<TrainingSettings> uneven = new ArrayList<>(byFold(0));
        uneven.set(3, settings(0).withEpochs(4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationPlan(ToyDataset.of(1), FIRST, Protocol.STRICT, uneven, 1, 1))
                .withMessage("settings of folds with different epochs, expected as many in each");
    }
}
