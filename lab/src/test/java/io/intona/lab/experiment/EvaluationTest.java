package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.feature.FeatureExtractor;
import io.intona.kernel.Kernels;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.lab.stats.Spread;
import io.intona.lab.train.DivergedException;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Schedule;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.work.Claim;
import io.intona.nn.Initialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluationTest {
    @TempDir
    private Path temp;

    private Path out(String name) {
        return temp.resolve(name);
    }

    @Test
    void everyClipIsPredictedOnceByANetworkThatDoesNotKnowItsSpeaker() throws Exception {
        EvaluationResult result = TestPlans.evaluate(TestPlans.plan(2), 1, out("a"));
        assertThat(result.runs()).extracting(RunRecord::run).containsExactly(1, 2);
        for (RunRecord run : result.runs()) {
            assertThat(run.predictions())
                    .extracting(Prediction::clip)
                    .containsExactlyInAnyOrderElementsOf(ToyDataset.of(1).examples().stream()
                            .map(example -> example.id())
                            .toList());
            assertThat(run.folds()).extracting(FoldRecord::fold).containsExactly(0, 1, 2, 3, 4);
            for (Prediction prediction : run.predictions()) {
                FoldRecord fold = run.folds().get(prediction.fold());
                assertThat(fold.test()).contains(prediction.speaker());
                assertThat(fold.train()).doesNotContain(prediction.speaker());
                assertThat(fold.validation()).doesNotContain(prediction.speaker());
            }
            for (Prediction prediction : run.validationPredictions()) {
                assertThat(run.folds().get(prediction.fold()).validation()).contains(prediction.speaker());
            }
        }
    }

    @Test
    void figuresOfARunAreThoseOfItsPredictions() throws Exception {
        RunRecord run =
                TestPlans.evaluate(TestPlans.plan(1), 1, out("a")).runs().get(0);
        ConfusionMatrix pooled =
                run.byFold().values().stream().reduce(ConfusionMatrix::plus).orElseThrow();
        assertThat(run.confusionMatrix()).isEqualTo(pooled);
        assertThat(run.bySpeaker().values().stream().reduce(ConfusionMatrix::plus))
                .contains(pooled);
        assertThat(run.bySpeaker().keySet()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(run.uar()).isEqualTo(pooled.unweightedAverageRecall());
        for (FoldRecord fold : run.folds()) {
            List<Prediction> validation = run.validationPredictions().stream()
                    .filter(prediction -> prediction.fold() == fold.fold())
                    .toList();
            double uar = ConfusionMatrix.of(
                            run.labels().size(),
                            validation.stream()
                                    .mapToInt(each -> run.labels().indexOf(each.truth()))
                                    .toArray(),
                            validation.stream()
                                    .mapToInt(each -> run.labels().indexOf(each.predicted()))
                                    .toArray())
                    .unweightedAverageRecall();
            assertThat(uar).isEqualTo(fold.curves().validationUar().get(fold.epoch() - 1));
        }
    }

    @Test
    void threadsAndRunsBesideItDoNotChangeABitOfARecord() throws Exception {
        TestPlans.evaluate(TestPlans.plan(3), 1, out("one"));
        TestPlans.evaluate(TestPlans.plan(3), 4, out("four"));
        TestPlans.evaluate(TestPlans.plan(1), 2, out("grown"));
        TestPlans.evaluate(TestPlans.plan(3), 2, out("grown"));
        assertThat(TestPlans.records(out("one")).keySet())
                .containsExactly("LSTM-h4-v2/run-01.json", "LSTM-h4-v2/run-02.json", "LSTM-h4-v2/run-03.json");
        assertThat(TestPlans.records(out("four"))).isEqualTo(TestPlans.records(out("one")));
        assertThat(TestPlans.records(out("grown"))).isEqualTo(TestPlans.records(out("one")));
        assertThat(new HashSet<>(TestPlans.records(out("one")).values())).hasSize(3);
    }

    @Test
    void whoeverWaitsForAnotherProcessIsToldSoOnce() throws Exception {
        Claim claim = new OutputFolder(out("shared"), TestPlans.plan(1).head(), 5, 54)
                .claim(1, 0)
                .orElseThrow();
        AtomicInteger waited = new AtomicInteger();
        Evaluation.run(TestPlans.plan(1), TestPlans.options(2), out("shared"), new Progress.Listener() {
            @Override
            public void epochEnded(Progress progress) {}

            @Override
            public void waiting() {
                waited.incrementAndGet();
                try {
                    claim.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        assertThat(waited).hasValue(1);
    }

    @Test
    void severalEvaluationsOfOneFolderShareTheWork() throws Exception {
        TestPlans.evaluate(TestPlans.plan(2), 1, out("alone"));
        Set<String> trained = new HashSet<>();
        List<Throwable> failures = new ArrayList<>();
        Runnable evaluation = () -> {
            try {
                Evaluation.run(TestPlans.plan(2), TestPlans.options(1), out("shared"), progress -> {
                    synchronized (trained) {
                        if (!trained.add(progress.run() + " " + progress.fold() + " " + progress.epoch())) {
                            failures.add(new AssertionError("trained twice: " + progress));
                        }
                    }
                });
            } catch (Exception e) {
                failures.add(e);
            }
        };
        Thread other = new Thread(evaluation);
        other.start();
        evaluation.run();
        other.join();
        assertThat(failures).isEmpty();
        assertThat(TestPlans.records(out("shared"))).isEqualTo(TestPlans.records(out("alone")));
    }

    @Test
    void aFinishedEvaluationIsOnlyReadAgain() throws Exception {
        EvaluationResult first = TestPlans.evaluate(TestPlans.plan(1), 1, out("a"));
        List<Progress> progress = new ArrayList<>();
        EvaluationResult second = Evaluation.run(TestPlans.plan(1), TestPlans.options(1), out("a"), progress::add);
        assertThat(progress).isEmpty();
        assertThat(second.toJson()).isEqualTo(first.toJson());
    }

    @Test
    void runsAndFoldsThatWereMadeBeforeAreKept() throws Exception {
        TestPlans.evaluate(TestPlans.plan(2), 1, out("a"));
        var expected = TestPlans.records(out("a"));
        Files.delete(out("a").resolve("LSTM-h4-v2/run-02.json"));
        List<Progress> progress = new ArrayList<>();
        Evaluation.run(TestPlans.plan(2), TestPlans.options(1), out("a"), progress::add);
        assertThat(progress).extracting(Progress::run).containsOnly(2);
        assertThat(TestPlans.records(out("a"))).isEqualTo(expected);
    }

    @Test
    void foldsStandByThemselvesUntilTheirRunIsComplete() throws Exception {
        IllegalStateException stop = new IllegalStateException("stopped in the second training");
        List<Progress> all = new ArrayList<>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Evaluation.run(TestPlans.plan(1), TestPlans.options(1), out("a"), progress -> {
                    all.add(progress);
                    if (progress.fold() != all.get(0).fold()) {
                        throw stop;
                    }
                }));
        int done = all.get(0).fold();
        Path fold = out("a").resolve("LSTM-h4-v2/run-01/fold-" + done + ".json");
        assertThat(TestPlans.records(out("a")).keySet()).containsExactly("LSTM-h4-v2/run-01/fold-" + done + ".json");
        assertThat(RecordSchema.errors(Files.readString(fold))).isEmpty();
        RunRecord part = RecordFile.read(fold);
        assertThat(part.folds()).extracting(FoldRecord::fold).containsExactly(done);

        RunRecord whole =
                TestPlans.evaluate(TestPlans.plan(1), 1, out("a")).runs().get(0);
        assertThat(TestPlans.records(out("a")).keySet()).containsExactly("LSTM-h4-v2/run-01.json");
        assertThat(whole.predictions()).containsAll(part.predictions());
        assertThat(whole.validationPredictions()).containsAll(part.validationPredictions());
        assertThat(whole.folds().get(done)).isEqualTo(part.folds().get(0));
    }

    @Test
    void aForeignFileAmongTheFoldsStaysAndIsNoHindrance() throws Exception {
        Path foreign = out("a").resolve("LSTM-h4-v2/run-01/.DS_Store");
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "");
        TestPlans.evaluate(TestPlans.plan(1), 1, out("a"));
        TestPlans.evaluate(TestPlans.plan(1), 1, out("a"));
        assertThat(TestPlans.records(out("a")).keySet())
                .containsExactly("LSTM-h4-v2/run-01.json", "LSTM-h4-v2/run-01/.DS_Store");
    }

    @Test
    void aFileIsNoFolderForRecords() throws Exception {
        Files.writeString(out("a"), "");
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> TestPlans.evaluate(TestPlans.plan(1), 1, out("a")))
                .withMessage(out("a") + ": this is a file, expected a folder for records");
    }

    @Test
    void progressTellsFramesEpochsAndFold() throws Exception {
        List<Progress> all = new ArrayList<>();
        Evaluation.run(TestPlans.plan(1), TestPlans.options(1), out("a"), all::add);
        assertThat(all).hasSize(5 * TestPlans.SETTINGS.epochs());
        long before = 0;
        for (Progress progress : all) {
            assertThat(progress.framesDone()).isGreaterThan(before).isLessThanOrEqualTo(progress.framesTotal());
            assertThat(progress.framesPerSecond()).isPositive();
            before = progress.framesDone();
        }
        assertThat(before).isEqualTo(all.get(0).framesTotal());
    }

    @Test
    void withoutAFolderTheResultIsTheSameAndNothingStays() throws Exception {
        Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
        Set<Path> before = evaluationFolders(tmp);
        EvaluationResult result = Evaluation.run(TestPlans.plan(1), TestPlans.options(2), Progress.Listener.NONE);
        assertThat(result.toJson())
                .isEqualTo(TestPlans.evaluate(TestPlans.plan(1), 1, out("a")).toJson());
        assertThat(evaluationFolders(tmp)).isEqualTo(before);
    }

    private static Set<Path> evaluationFolders(Path tmp) throws Exception {
        Set<Path> folders = new HashSet<>();
        try (var stream = Files.newDirectoryStream(tmp, "intona-evaluation-*")) {
            stream.forEach(folders::add);
        }
        return folders;
    }

    @Test
    void theResultAsJsonHasTheAgreedFields() throws Exception {
        EvaluationResult result = TestPlans.evaluate(TestPlans.plan(3), 2, out("a"));
        JsonNode json = Json.MAPPER.readTree(result.toJson());
        assertThat(json.propertyNames())
                .containsExactly(
                        "model", "parameters", "protocol", "runs", "uar_mean", "uar_sd", "labels", "confusion");
        assertThat(json.get("model").asString()).isEqualTo("LSTM-h4-v2");
        assertThat(json.get("parameters").asInt()).isEqualTo(4 * 4 * (6 + 4) + 8 * 4 + 2 * 4 + 2 * 4 + 3 * 4 + 3);
        assertThat(json.get("protocol").asString()).isEqualTo("strict");
        assertThat(json.get("runs").get(1).toString())
                .isEqualTo(
                        "{\"run\":2,\"seed\":1,\"uar\":" + result.runs().get(1).uar() + "}");
        Spread spread =
                Spread.of(result.runs().stream().mapToDouble(RunRecord::uar).toArray());
        assertThat(json.get("uar_mean").asDouble()).isEqualTo(spread.mean());
        assertThat(json.get("uar_sd").asDouble()).isEqualTo(spread.sampleDeviation());
        long clips = 0;
        for (JsonNode row : json.get("confusion")) {
            for (JsonNode count : row) {
                clips += count.asInt();
            }
        }
        assertThat(clips).isEqualTo(3L * ToyDataset.of(1).examples().size());
    }

    @Test
    void oneRunHasNoDeviation() throws Exception {
        JsonNode json = Json.MAPPER.readTree(
                TestPlans.evaluate(TestPlans.plan(1), 1, out("a")).toJson());
        assertThat(json.get("uar_sd").isNull()).isTrue();
    }

    @Test
    void provenanceNamesMachineAndCodeForEachFold() throws Exception {
        TestPlans.evaluate(TestPlans.plan(1), 1, out("a"));
        JsonNode provenance =
                Json.MAPPER.readTree(Files.readAllBytes(out("a").resolve("LSTM-h4-v2/run-01.provenance.json")));
        assertThat(provenance.get("folds")).hasSize(5);
        JsonNode fold = provenance.get("folds").get(0);
        assertThat(fold.propertyNames())
                .containsExactly(
                        "finished",
                        "host",
                        "revision",
                        "dirty",
                        "java",
                        "os",
                        "cpu",
                        "kernels",
                        "earlier",
                        "features_version",
                        "epoch_seconds");
        assertThat(fold.get("features_version").asInt()).isEqualTo(FeatureExtractor.VERSION);
        assertThat(fold.get("kernels").asString()).isEqualTo("scalar");
        assertThat(fold.get("java").asString())
                .startsWith(Integer.toString(Runtime.version().feature()));
        assertThat(fold.get("finished").asString()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    }

    @Test
    void aTrainingThatDivergesStopsTheEvaluationInAllThreads() {
        TrainingSettings wild = new TrainingSettings(1e38, 0, 0, 1, 8, 3, Schedule.RESTARTS, Initialization.ORTHOGONAL);
        EvaluationPlan plan = new EvaluationPlan(ToyDataset.of(1), TestPlans.MODEL, Protocol.STRICT, wild, 2, 1);
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> TestPlans.evaluate(plan, 3, out("a")))
                .withMessageContaining("training diverged in epoch");
    }

    @Test
    void plansAndOptionsThatCannotBeAreRefused() {
        Duration minute = Duration.ofMinutes(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestPlans.plan(0))
                .withMessage("0 runs, expected 1 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EvaluationPlan(ToyDataset.of(1), "GRU-h4-v2", Protocol.STRICT, TestPlans.SETTINGS, 1, 1))
                .withMessageStartingWith("model 'GRU-h4-v2' is unknown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestPlans.options(0))
                .withMessage("0 threads, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationOptions(Kernels.of("scalar"), 1, false, minute.negated()))
                .withMessage("checkpoints every PT-1M, expected 0 or more");
    }
}
