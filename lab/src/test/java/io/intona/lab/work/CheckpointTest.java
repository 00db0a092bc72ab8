package io.intona.lab.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.kernel.Kernels;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Fold;
import io.intona.lab.train.FoldData;
import io.intona.lab.train.Folds;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.ToyDataset;
import io.intona.lab.train.Trainer;
import io.intona.lab.train.TrainingSettings;
import io.intona.nn.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final List<CodeIdentity> CODE =
            List.of(new CodeIdentity("a1", "scalar", 17), new CodeIdentity("b2-dirty", "scalar", 25));

    @TempDir
    private Path folder;

    private Path file;

    private static Trainer trainer() {
        Dataset dataset = ToyDataset.of(1);
        Fold fold = Folds.of(dataset.corpus(), 1).get(0);
        FoldData data = FoldData.of(dataset.features(), dataset.examples(), fold, Protocol.STRICT.normalisation());
        Architecture architecture = Architecture.parse("LSTM-h4-v2", ToyDataset.SIZE, ToyDataset.LABELS.size());
        TrainingSettings settings = TrainingSettings.DEFAULT.withEpochs(3);
        return new Trainer(architecture, settings, Protocol.STRICT, data, Kernels.of("scalar"), 1, 1, 0);
    }

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("fold-0.checkpoint");
        Trainer trainer = trainer();
        trainer.epoch();
        Checkpoint.write(file, folder.resolve("fold-0.part"), "key", CODE, trainer);
    }

    @Test
    void aTrainingGoesOnFromItsCheckpoint() throws Exception {
        Checkpoint checkpoint = Checkpoint.read(file, "key").orElseThrow();
        assertThat(checkpoint.code()).isEqualTo(CODE);
        Trainer resumed = trainer();
        checkpoint.restore(resumed);
        assertThat(resumed.state().epoch()).isEqualTo(1);
        Trainer whole = trainer();
        for (Trainer each : List.of(resumed, whole)) {
            while (!each.isDone()) {
                each.epoch();
            }
        }
        assertThat(resumed.state().trainLoss()).isEqualTo(whole.state().trainLoss());
        assertThat(resumed.testPredictions().get(0).probabilities())
                .isEqualTo(whole.testPredictions().get(0).probabilities());
    }

    @Test
    void noFileIsNoCheckpoint() throws Exception {
        Files.delete(file);
        assertThat(Checkpoint.read(file, "key")).isEmpty();
    }

    @Test
    void theCheckpointOfAnotherTrainingIsNoCheckpoint() throws Exception {
        assertThat(Checkpoint.read(file, "other key")).isEmpty();
    }

    @Test
    void aTruncatedFileIsNoCheckpoint() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 31, 32, 33, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(Checkpoint.read(file, "key")).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void aSingleBitMoreOrLessIsSeenAnywhere() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += 37) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 16;
            Files.write(file, damaged);
            assertThat(Checkpoint.read(file, "key")).as("byte %d", at).isEmpty();
        }
    }
}
