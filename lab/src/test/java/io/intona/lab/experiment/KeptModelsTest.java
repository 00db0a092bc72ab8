package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.lab.train.Example;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.work.Claim;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import io.intona.nn.Network;
import io.intona.nn.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptModelsTest {
    private static final Path RUN_1 = Path.of(TestPlans.MODEL, "run-01.json");

    @TempDir
    private Path folder;

    private static final EvaluationOptions KEEPING =
            new EvaluationOptions(Kernels.of("scalar"), 1, false, Duration.ofHours(1), false, true);

    @Test
    void aKeptNetworkIsTheOneThatWasTested() throws Exception {
        EvaluationResult result = Evaluation.run(TestPlans.plan(1), KEEPING, folder, Progress.Listener.NONE);
        RunRecord run = result.runs().get(0);
        Map<String, Example> examples =
                ToyDataset.of(1).examples().stream().collect(Collectors.toMap(Example::id, Function.identity()));
        for (FoldRecord fold : run.folds()) {
            EmotionModel model =
                    EmotionModel.read(folder.resolve(TestPlans.MODEL + "/run-01.fold-" + fold.fold() + ".safetensors"));
            assertThat(model.provenance())
                    .containsEntry("run", "1")
                    .containsEntry("fold", Integer.toString(fold.fold()))
                    .containsEntry("epochs_trained", Integer.toString(fold.epoch()));
            Network network = new Network(model.architecture(), Kernels.of("scalar"));
            for (Prediction prediction : run.predictions()) {
                if (prediction.fold() == fold.fold()) {
                    FeatureMatrix features = model.standardizer()
                            .apply(examples.get(prediction.clip()).features());
                    assertThat(network.infer(model.parameters(), features, new Workspace())
                                    .probabilities())
                            .containsExactly(prediction.probabilities(), within(1e-6f));
                }
            }
        }
    }

    @Test
    void networksThatWereNotKeptAreNotMadeUp() throws Exception {
        TestPlans.evaluate(TestPlans.plan(1), 1, folder);
        Path missing = folder.resolve(TestPlans.MODEL + "/run-01.fold-0.safetensors");
        assertThat(Files.exists(missing)).isFalse();
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> Evaluation.run(TestPlans.plan(1), KEEPING, folder, Progress.Listener.NONE))
                .withMessage(missing + ": this network was not kept when " + RUN_1 + " was made, remove that, then its"
                        + " trainings are done again");
    }

    /** One that has claimed a fold before, and completes the run while this one waits for it. */
    @Test
    void networksThatAnotherProcessHasNotKeptAreMissed() throws Exception {
        Claim held = TestPlans.plan(1).folder(folder).claim(1, 3).orElseThrow();
        Progress.Listener other = new Progress.Listener() {
            @Override
            public void epochEnded(Progress progress) {}

            @Override
            public void waiting() {
                try {
                    held.close();
                    TestPlans.evaluate(TestPlans.plan(1), 1, folder);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> Evaluation.run(TestPlans.plan(1), KEEPING, folder, other))
                .withMessage(folder.resolve(TestPlans.MODEL + "/run-01.fold-3.safetensors")
                        + ": this network was not kept when " + RUN_1 + " was made, remove that, then its trainings are"
                        + " done again");
        assertThat(folder.resolve(TestPlans.MODEL + "/run-01.fold-2.safetensors"))
                .exists();
    }

    @Test
    void networksThatNeedTheirSpeakersAreNotKept() {
        EvaluationPlan plan =
                new EvaluationPlan(ToyDataset.of(1), TestPlans.MODEL, Protocol.ADAPTED, TestPlans.SETTINGS, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluation.run(plan, KEEPING, folder, Progress.Listener.NONE))
                .withMessageStartingWith("normalisation speaker needs recordings of each speaker");
    }

    @Test
    void aCalibrationLeavesOneInFiveValidationClipsUnanswered() throws Exception {
        List<RunRecord> runs = TestPlans.evaluate(TestPlans.plan(2), 1, folder).runs();
        Calibration calibration = ModelCalibration.of(runs);
        List<Double> sure = new ArrayList<>();
        for (RunRecord run : runs) {
            for (Prediction prediction : run.validationPredictions()) {
                double sum = 0;
                double greatest = 0;
                for (float p : prediction.probabilities()) {
                    double power = Math.pow(p, 1 / calibration.temperature());
                    sum += power;
                    greatest = Math.max(greatest, power);
                }
                sure.add(greatest / sum);
            }
        }
        long unanswered = sure.stream()
                .filter(each -> each < calibration.abstainThreshold() - 1e-9)
                .count();
        assertThat((double) unanswered / sure.size()).isBetween(0.15, 0.2);
    }
}
