package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.intona.kernel.Kernels;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Schedule;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.work.CodeIdentity;
import io.intona.nn.Initialization;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** One folder, one kind of result. */
class RefusalTest {
    private static final String REVISION = "intona.revision";

    @TempDir
    private static Path made;

    @TempDir
    private Path out;

    @BeforeAll
    static void evaluate() throws Exception {
        System.setProperty(REVISION, "aaaa");
        TestPlans.evaluate(TestPlans.plan(1), 1, made);
    }

    @BeforeEach
    void copy() throws Exception {
        System.setProperty(REVISION, "aaaa");
        for (String name : TestPlans.files(made)) {
            Files.createDirectories(out.resolve(name).getParent());
            Files.copy(made.resolve(name), out.resolve(name));
        }
    }

    @AfterEach
    void forgetRevision() {
        System.clearProperty(REVISION);
    }

    private static Arguments row(String difference, EvaluationPlan plan) {
        return Arguments.of(difference, plan);
    }

    private static EvaluationPlan plan(Dataset dataset, Protocol protocol, TrainingSettings settings, long seed) {
        return new EvaluationPlan(dataset, TestPlans.MODEL, protocol, settings, 1, seed);
    }

    private static EvaluationPlan settings(
            double rate, double decay, double dropout, int period, int batch, int epochs, Schedule schedule) {
        TrainingSettings settings =
                new TrainingSettings(rate, decay, dropout, period, batch, epochs, schedule, Initialization.ORTHOGONAL);
        return plan(ToyDataset.of(1), Protocol.STRICT, settings, 1);
    }

    private static EvaluationPlan protocol(String name, String value) {
        return plan(ToyDataset.of(1), Protocol.STRICT.with(name, value), TestPlans.SETTINGS, 1);
    }

    static Stream<Arguments> others() {
        Schedule restarts = Schedule.RESTARTS;
        TrainingSettings xavier = new TrainingSettings(1e-2, 1e-4, 0.2, 2, 8, 3, restarts, Initialization.XAVIER);
        Dataset toy = ToyDataset.of(1);
        Dataset otherFrame =
                new Dataset(toy.corpus(), toy.features().withFrame(2048, 256), toy.sha256(), toy.examples());
        Dataset otherSamples = new Dataset(toy.corpus(), toy.features(), "f".repeat(64), toy.examples());
        return Stream.of(
                row("protocol.normalisation = train, this evaluation has all", protocol("normalisation", "all")),
                row("protocol.tuning = given, this evaluation has nested", protocol("tuning", "nested")),
                row("protocol.epoch = validation, this evaluation has last", protocol("epoch", "last")),
                row("protocol.padding = none, this evaluation has zeros", protocol("padding", "zeros")),
                row("seed = 1, this evaluation has 2", plan(toy, Protocol.STRICT, TestPlans.SETTINGS, 2)),
                row(
                        "settings.corpus = toy:1, this evaluation has toy:2",
                        plan(ToyDataset.of(2), Protocol.STRICT, TestPlans.SETTINGS, 1)),
                row(
                        "settings.corpus_sha256 = " + toy.sha256() + ", this evaluation has " + "f".repeat(64),
                        plan(otherSamples, Protocol.STRICT, TestPlans.SETTINGS, 1)),
                row(
                        "settings.clips = 54, this evaluation has 60",
                        plan(ToyDataset.of(6, 10, 1), Protocol.STRICT, TestPlans.SETTINGS, 1)),
                row(
                        "settings.frame_samples = 1024, this evaluation has 2048",
                        plan(otherFrame, Protocol.STRICT, TestPlans.SETTINGS, 1)),
                row(
                        "settings.learning_rate = 0.01, this evaluation has 0.02",
                        settings(2e-2, 1e-4, 0.2, 2, 8, 3, restarts)),
                row(
                        "settings.weight_decay = 1.0E-4, this evaluation has 0.0",
                        settings(1e-2, 0, 0.2, 2, 8, 3, restarts)),
                row("settings.dropout = 0.2, this evaluation has 0.0", settings(1e-2, 1e-4, 0, 2, 8, 3, restarts)),
                row("settings.t_0 = 2, this evaluation has 1", settings(1e-2, 1e-4, 0.2, 1, 8, 3, restarts)),
                row("settings.batch = 8, this evaluation has 9", settings(1e-2, 1e-4, 0.2, 2, 9, 3, restarts)),
                row("settings.epochs = 3, this evaluation has 4", settings(1e-2, 1e-4, 0.2, 2, 8, 4, restarts)),
                row(
                        "settings.schedule = restarts, this evaluation has cycles",
                        settings(1e-2, 1e-4, 0.2, 2, 8, 3, Schedule.CYCLES)),
                row("settings.init = orthogonal, this evaluation has paper", plan(toy, Protocol.STRICT, xavier, 1)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void aFolderOfAnotherEvaluationIsRefusedNamingWhatDiffers(String difference, EvaluationPlan other)
            throws Exception {
        var before = TestPlans.records(out);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(other, 1, out))
                .withMessage(out + ": made with " + difference + "; choose another folder");
        assertThat(TestPlans.records(out)).isEqualTo(before);
    }

    @Test
    void recordsTellWhatAFolderIsForIfNothingElseDoes() throws Exception {
        Files.delete(out.resolve(".work/identity.json"));
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(protocol("padding", "zeros"), 1, out))
                .withMessageContaining("protocol.padding = none, this evaluation has zeros");
        System.setProperty(REVISION, "bbbb");
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(TestPlans.plan(2), 1, out))
                .withMessageContaining("code.revision = aaaa, this is bbbb");
    }

    /** Such as {@code results} with a folder for each experiment, as it comes out of a repository. */
    @Test
    void recordsInAFolderOfTheirOwnDoNotTellWhatTheFolderAroundItIsFor() throws Exception {
        Path around = out.resolve("around");
        for (String name : TestPlans.files(made)) {
            Path copy = around.resolve("inside").resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(made.resolve(name), copy);
        }
        EvaluationPlan other = plan(ToyDataset.of(1), Protocol.STRICT, TestPlans.SETTINGS, 2);
        assertThat(TestPlans.evaluate(other, 1, around).runs()).hasSize(1);
    }

    @Test
    void networksThatAreToBeKeptAreMissedInUnfinishedRunsToo() throws Exception {
        Path model = out.resolve(TestPlans.MODEL);
        Files.delete(model.resolve("run-01.json"));
        Files.createDirectory(model.resolve("run-01"));
        Files.writeString(model.resolve("run-01/fold-3.json"), "made without them");
        EvaluationOptions keeping =
                new EvaluationOptions(Kernels.of("scalar"), 1, false, Duration.ofHours(1), false, true);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> Evaluation.run(TestPlans.plan(1), keeping, out, Progress.Listener.NONE))
                .withMessage(model.resolve("run-01.fold-3.safetensors") + ": this network was not kept when "
                        + Path.of(TestPlans.MODEL, "run-01", "fold-3.json")
                        + " was made, remove that, then its training is done again");
    }

    @Test
    void aNoteOrAProvenanceThatCannotBeReadIsNamed() throws Exception {
        Path note = out.resolve(".work/identity.json");
        Files.writeString(note, "{\"seed\": [1");
        assertRefused(note + ": this is no JSON: Unexpected end-of-input");
        Files.writeString(note, "[1]");
        assertRefused(note + ": this is no note of what the folder is for: ");
        Files.delete(note);
        Path provenance = out.resolve("LSTM-h4-v2/run-01.provenance.json");
        Files.writeString(provenance, "{\"folds\": ");
        assertRefused(provenance + ": this is no JSON: Unexpected end-of-input");
        Files.createDirectory(note);
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> TestPlans.evaluate(TestPlans.plan(2), 1, out))
                .withMessageStartingWith(note + ": cannot be read (");
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(TestPlans.plan(2), 1, out))
                .withMessageStartingWith(message)
                .withMessageNotContaining("Source");
    }

    @Test
    void aRecordThatSomebodyPutThereIsRefused() throws Exception {
        Path strange = out.resolveSibling(out.getFileName() + "-strange");
        TestPlans.evaluate(plan(ToyDataset.of(1), Protocol.STRICT, TestPlans.SETTINGS, 2), 1, strange);
        Files.copy(strange.resolve("LSTM-h4-v2/run-01.json"), out.resolve("LSTM-h4-v2/run-02.json"));
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(TestPlans.plan(2), 1, out))
                .withMessage(out.resolve("LSTM-h4-v2/run-02.json")
                        + ": made with seed = 2, this evaluation has 1; choose another folder");
    }

    @ParameterizedTest
    @MethodSource("wrongRecords")
    void aRecordThatIsNotTheOneOfItsNameIsRefused(String name, UnaryOperator<RunRecord> change, String message)
            throws Exception {
        Path model = out.resolve(TestPlans.MODEL);
        RunRecord record = RecordFile.read(model.resolve("run-01.json"));
        RecordFile.write(change.apply(record), model.resolve(name));
        List<Progress> progress = new ArrayList<>();
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> Evaluation.run(TestPlans.plan(2), TestPlans.options(1), out, progress::add))
                .withMessage(model.resolve(name) + ": " + message + "; remove it, then its trainings are done again");
        assertThat(progress).isEmpty();
    }

    static Stream<Arguments> wrongRecords() {
        return Stream.of(
                wrong("run-02.json", record -> record, "run 1, expected 2"),
                wrong(
                        "run-01.json",
                        record -> {
                            RecordHead head = record.head();
                            return RunRecord.of(
                                    new RecordHead("LSTM-h4-mean", head.protocol(), 1, head.labels(), head.settings()),
                                    1,
                                    record.folds(),
                                    record.predictions(),
                                    record.validationPredictions());
                        },
                        "model LSTM-h4-mean, expected LSTM-h4-v2"),
                wrong(
                        "run-01.json",
                        record -> RunRecord.of(
                                record.head(),
                                1,
                                record.folds().subList(0, 1),
                                record.predictions().subList(0, 5),
                                List.of()),
                        "folds [0], expected [0, 1, 2, 3, 4]"),
                wrong(
                        "run-01.json",
                        record -> RunRecord.of(
                                record.head(),
                                1,
                                record.folds(),
                                record.predictions().subList(0, 20),
                                record.validationPredictions()),
                        "number of predictions 20, expected 54"));
    }

    private static Arguments wrong(String name, UnaryOperator<RunRecord> change, String message) {
        return Arguments.of(name, change, message);
    }

    @Test
    void foldsThatDoNotMakeARunAreNotMadeIntoOne() throws Exception {
        Path model = out.resolve(TestPlans.MODEL);
        RunRecord run = RecordFile.read(model.resolve("run-01.json"));
        Files.createDirectories(model.resolve("run-02"));
        for (int fold = 0; fold < 5; fold++) {
            int index = fold;
            List<Prediction> own = run.predictions().stream()
                    .filter(each -> each.fold() == index)
                    .skip(fold == 3 ? 1 : 0)
                    .toList();
            RunRecord part = RunRecord.of(run.head(), 2, List.of(run.folds().get(fold)), own, List.of());
            Path file = model.resolve("run-02/fold-" + fold + ".json");
            RecordFile.write(part, file);
            Files.writeString(model.resolve("run-02/fold-" + fold + ".provenance.json"), "{}");
        }
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(TestPlans.plan(2), 1, out))
                .withMessageStartingWith(
                        model.resolve("run-02") + ": number of predictions 53, expected 54; remove it");
        assertThat(model.resolve("run-02.json")).doesNotExist();
        assertThat(model.resolve("run-02/fold-3.json")).exists();
    }

    @Test
    void anotherModelMayUseTheSameFolder() throws Exception {
        EvaluationPlan other =
                new EvaluationPlan(ToyDataset.of(1), "LSTM-h4-mean", Protocol.STRICT, TestPlans.SETTINGS, 1, 1);
        TestPlans.evaluate(other, 1, out);
        assertThat(TestPlans.records(out).keySet())
                .containsExactly("LSTM-h4-mean/run-01.json", "LSTM-h4-v2/run-01.json");
    }

    @Test
    void otherCodeMayReadButNotGoOnUnlessThatIsAccepted() throws Exception {
        System.setProperty(REVISION, "bbbb");
        TestPlans.evaluate(TestPlans.plan(1), 1, out);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(TestPlans.plan(2), 1, out))
                .withMessage(out + ": the work there was begun with code.revision = aaaa, this is bbbb; results may"
                        + " differ, so go on with --accept-code-change or choose another folder");
        Evaluation.run(TestPlans.plan(2), TestPlans.accepting(), out, Progress.Listener.NONE);
        assertThat(provenance(1).get("folds").get(0).get("revision").asString()).isEqualTo("aaaa");
        assertThat(provenance(2).get("folds").get(0).get("revision").asString()).isEqualTo("bbbb");
    }

    @ParameterizedTest
    @MethodSource("otherCode")
    void everyPartOfTheCodesIdentityIsChecked(CodeIdentity begun, String difference) throws Exception {
        RecordHead head = TestPlans.plan(1).head();
        OutputFolder folder = new OutputFolder(out.resolve("sub"), head, 5, 54);
        folder.enter(begun, false, false);
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> folder.enter(new CodeIdentity("aaaa-dirty-01", "scalar", 17), false, false))
                .withMessageContaining(difference);
    }

    static Stream<Arguments> otherCode() {
        return Stream.of(
                Arguments.of(new CodeIdentity("aaaa", "scalar", 17), "code.revision = aaaa, this is aaaa-dirty-01"),
                Arguments.of(
                        new CodeIdentity("aaaa-dirty-02", "scalar", 17),
                        "code.revision = aaaa-dirty-02, this is aaaa-dirty-01"),
                Arguments.of(
                        new CodeIdentity("aaaa-dirty-01", "simd-256", 17), "code.kernels = simd-256, this is scalar"),
                Arguments.of(new CodeIdentity("aaaa-dirty-01", "scalar", 25), "code.java = 25, this is 17"));
    }

    @Test
    void aChangedTreeResumesItsOwnWork() throws Exception {
        Path dirty = out.resolve("sub");
        System.setProperty(REVISION, "aaaa-dirty-01");
        TestPlans.evaluate(TestPlans.plan(1), 1, dirty);
        TestPlans.evaluate(TestPlans.plan(2), 1, dirty);
        JsonNode provenance =
                Json.MAPPER.readTree(Files.readAllBytes(dirty.resolve("LSTM-h4-v2/run-02.provenance.json")));
        assertThat(provenance.get("folds").get(0).get("dirty").asBoolean()).isTrue();
    }

    @Test
    void aFoldThatOtherCodeHasBegunSaysSo() throws Exception {
        System.setProperty(REVISION, "bbbb");
        Thread begun = new Thread(() -> {
            try {
                Evaluation.run(TestPlans.plan(2), TestPlans.accepting(), out, progress -> {
                    if (progress.epoch() == 2) { // a checkpoint was written after the first
                        Thread.currentThread().interrupt();
                    }
                });
            } catch (Exception e) {
                assertThat(e).isInstanceOfAny(InterruptedException.class, ClosedByInterruptException.class);
            }
        });
        begun.start();
        begun.join();
        System.setProperty(REVISION, "cccc");
        Evaluation.run(TestPlans.plan(2), TestPlans.accepting(), out, Progress.Listener.NONE);
        assertThat(provenance(2).get("folds").toString())
                .contains("\"earlier\":[{\"revision\":\"bbbb\",\"kernels\":\"scalar\",\"java\":");
    }

    private JsonNode provenance(int run) throws Exception {
        return Json.MAPPER.readTree(Files.readAllBytes(out.resolve("LSTM-h4-v2/run-0" + run + ".provenance.json")));
    }
}
