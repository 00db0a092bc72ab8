package io.intona.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.feature.Standardizer;
import io.intona.lab.train.Example;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.ToyDataset;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import io.intona.nn.Tensor;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalTrainingTest {
    private static final String REVISION = "intona.revision";
    private static final int EPOCHS = TestPlans.SETTINGS.epochs();

    @TempDir
    private Path folder;

    @AfterEach
    void forgetRevision() {
        System.clearProperty(REVISION);
    }

    private EmotionModel train(int epochs, String name, Progress.Listener listener) throws Exception {
        return FinalTraining.run(
                TestPlans.plan(1), TestPlans.options(1), epochs, Calibration.NONE, folder.resolve(name), listener);
    }

    private static List<float[]> values(EmotionModel model) {
        return model.parameters().trained().stream().map(Tensor::values).toList();
    }

    @Test
    void theModelHearsAllSpeakersAndKnowsHowItCameAbout() throws Exception {
        EmotionModel model = train(2, "m.safetensors", Progress.Listener.NONE);
        List<Example> examples = ToyDataset.of(1).examples();
        assertThat(model.standardizer())
                .isEqualTo(Standardizer.fit(
                        examples.stream().map(Example::features).toList()));
        assertThat(model.labels()).isEqualTo(ToyDataset.LABELS);
        assertThat(model.architecture().name()).isEqualTo(TestPlans.MODEL);
        assertThat(model.provenance())
                .containsEntry("epochs_trained", "2")
                .containsEntry("epochs", "3")
                .containsEntry("seed", "1")
                .containsEntry("corpus", "toy:1")
                .containsEntry("protocol", "strict")
                .containsEntry("kernels", "scalar")
                .containsKeys("revision", "dirty", "java", "os", "cpu", "host", "finished", "corpus_sha256");
        assertThat(values(EmotionModel.read(folder.resolve("m.safetensors")))).containsExactlyElementsOf(values(model));
    }

    @Test
    void everyEpochChangesTheModelAndTheSameTrainingHasTheSameBits() throws Exception {
        List<float[]> two = values(train(2, "a", Progress.Listener.NONE));
        assertThat(values(train(2, "b", Progress.Listener.NONE))).containsExactlyElementsOf(two);
        assertThat(values(train(3, "c", Progress.Listener.NONE)).get(0)).isNotEqualTo(two.get(0));
    }

    @Test
    void aKilledTrainingGoesOnFromItsCheckpoint() throws Exception {
        begin("a", 1);
        List<Progress> progress = new ArrayList<>();
        EmotionModel resumed = train(EPOCHS, "a", progress::add);
        assertThat(progress).extracting(Progress::epoch).containsExactly(2, 3);
        assertThat(values(resumed)).containsExactlyElementsOf(values(train(EPOCHS, "b", Progress.Listener.NONE)));
        assertThat(TestPlans.files(folder)).containsExactly(".a.lock", ".b.lock", "a", "b");
    }

    @Test
    void otherCodeDoesNotGoOnUnlessThatIsAccepted() throws Exception {
        System.setProperty(REVISION, "aaaa");
        begin("a", 1);
        System.setProperty(REVISION, "bbbb");
        assertThatExceptionOfType(RecordException.class)
                .isThrownBy(() -> train(EPOCHS, "a", Progress.Listener.NONE))
                .withMessage(folder.resolve(".a.checkpoint") + ": this training was left by " + words("aaaa")
                        + ", this is " + words("bbbb") + "; go on with --accept-code-change or delete the file");
        begin("a", 2);
        EmotionModel model = train(EPOCHS, "a", Progress.Listener.NONE);
        assertThat(model.provenance()).containsEntry("revision", "bbbb").containsEntry("earlier", words("aaaa"));
    }

    private static String words(String revision) {
        return "revision " + revision + " with scalar on Java "
                + Runtime.version().feature();
    }

    @Test
    void aModelThatCannotBeWrittenIsNamedBeforeTheTraining() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        List<Progress> progress = new ArrayList<>();
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> train(EPOCHS, "file/m", progress::add))
                .withMessageStartingWith(folder.resolve("file/m") + ": cannot be written (");
        assertThat(progress).isEmpty();
    }

    @Test
    void twoTrainingsDoNotWriteTheSameModel() throws Exception {
        List<Throwable> refusals = new ArrayList<>();
        train(EPOCHS, "a", progress -> {
            try {
                train(EPOCHS, "a", Progress.Listener.NONE);
            } catch (Exception e) {
                refusals.add(e);
            }
        });
        assertThat(refusals)
                .hasSize(EPOCHS)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(RecordException.class)
                        .hasMessage(folder.resolve("a")
                                + ": another training into this file is at work, wait for it or choose another file"));
        train(EPOCHS, "a", Progress.Listener.NONE);
    }

    /** Leaves the checkpoint of an epoch behind. */
    private void begin(String name, int epochs) {
        IllegalStateException stop = new IllegalStateException("stopped in the next epoch");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> FinalTraining.run(
                        TestPlans.plan(1),
                        TestPlans.accepting(),
                        EPOCHS,
                        Calibration.NONE,
                        folder.resolve(name),
                        progress -> {
                            if (progress.epoch() == epochs + 1) {
                                throw stop;
                            }
                        }));
        assertThat(Files.exists(folder.resolve(name))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normalisation | speaker | 1 | normalisation speaker needs recordings of each speaker, a model file holds one standardizer for all: expected train or all",
                "padding | zeros | 1 | padding zeros, but a model hears clips one by one, without padding: expected none",
                "tuning | given | 0 | stopping after 0 epochs, expected 1 to the settings' 3",
                "tuning | given | 4 | stopping after 4 epochs, expected 1 to the settings' 3"
            })
    void whatAModelFileCannotHoldIsRefused(String name, String value, int epochs, String message) {
        EvaluationPlan plan = new EvaluationPlan(
                ToyDataset.of(1), TestPlans.MODEL, Protocol.STRICT.with(name, value), TestPlans.SETTINGS, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FinalTraining.run(
                        plan,
                        TestPlans.options(1),
                        epochs,
                        Calibration.NONE,
                        folder.resolve("m"),
                        Progress.Listener.NONE))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "3 9 4, 4", "10 2 7 4, 6", "1 2, 2", "5 5 5 5 200, 5"})
    void theMedianOfTheChosenEpochsIsTheOneInTheMiddle(String epochs, int median) {
        FoldRecord.Curves none = new FoldRecord.Curves(List.of(), List.of());
        List<FoldRecord> folds = Arrays.stream(epochs.split(" "))
                .map(epoch -> new FoldRecord(0, List.of(), List.of(), List.of(), Integer.parseInt(epoch), none))
                .toList();
        RunRecord run = RunRecord.of(TestPlans.plan(1).head(), 1, folds, List.of(), List.of());
        assertThat(FinalTraining.medianEpoch(List.of(run))).isEqualTo(median);
    }

    @Test
    void withoutFoldsThereIsNoMedian() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FinalTraining.medianEpoch(List.of()))
                .withMessage("no folds to take the median epoch of");
    }
}
