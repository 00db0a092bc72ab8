package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.intona.kernel.Kernels;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.nn.Architecture;
import io.intona.nn.Initialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final Fold FOLD = new Fold(0, List.of("3", "4", "5", "6"), List.of("2"), List.of("1"));
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(1e-2, 1e-4, 0.3, 3, 4, 8, Schedule.RESTARTS, Initialization.ORTHOGONAL);

    private static Trainer trainer(Protocol protocol, TrainingSettings settings, long seed, int run, int fold) {
        FoldData data = FoldData.of(ToyDataset.FEATURES, ToyDataset.of(1).examples(), FOLD, protocol.normalisation());
        return new Trainer(architecture(), settings, protocol, data, Kernels.of("scalar"), seed, run, fold);
    }

    private static Architecture architecture() {
        return Architecture.parse("LSTM-h8-v2", ToyDataset.SIZE, ToyDataset.LABELS.size());
    }

    private static Trainer trained(Protocol protocol) throws InterruptedException {
        return finished(trainer(protocol, SETTINGS, 1, 1, 0));
    }

    private static Trainer finished(Trainer trainer) throws InterruptedException {
        while (!trainer.isDone()) {
            trainer.epoch();
        }
        return trainer;
    }

    private static byte[] state(Trainer trainer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trainer.state().write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static double uar(List<Classified> clips) {
        return ConfusionMatrix.of(
                        ToyDataset.LABELS.size(),
                        clips.stream().mapToInt(clip -> clip.example().label()).toArray(),
                        clips.stream().mapToInt(Classified::predicted).toArray())
                .unweightedAverageRecall();
    }

    @Test
    void theLossFallsAndUnseenSpeakersAreRecognisedAboveChance() throws Exception {
        Trainer trainer = trained(Protocol.STRICT);
        List<Double> losses = trainer.state().trainLoss();
        assertThat(losses).hasSize(SETTINGS.epochs());
        assertThat(losses.get(0)).isBetween(0.7, 1.8); // ln 3 = 1.10 before anything is learned
        assertThat(losses.get(SETTINGS.epochs() - 1)).isLessThan(0.75 * losses.get(0));
        assertThat(uar(trainer.testPredictions())).isGreaterThan(0.6);
    }

    @Test
    void levelsAreChangedAnewInEveryEpochAndTheSameEachTime() throws Exception {
        TrainingSettings louder = SETTINGS.with("gain_db", 3);
        byte[] state = state(finished(trainer(Protocol.STRICT, louder, 1, 1, 0)));
        assertThat(state(finished(trainer(Protocol.STRICT, louder, 1, 1, 0)))).isEqualTo(state);
        assertThat(state(trained(Protocol.STRICT))).isNotEqualTo(state);
    }

    @Test
    void levelsOfSpeakersWithAScaleOfTheirOwnAreNotChanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(Protocol.ADAPTED, SETTINGS.with("gain_db", 3), 1, 1, 0))
                .withMessage(
                        "gain of 3.0 dB with normalisation speaker, which has each speaker's own scale: expected gain 0,"
                                + " or normalisation train or all");
    }

    @Test
    void theFirstEpochWithTheBestValidationIsChosen() throws Exception {
        Trainer trainer = trained(Protocol.STRICT);
        List<Double> curve = trainer.state().validationUar();
        assertThat(trainer.state().bestEpoch()).isEqualTo(1 + curve.indexOf(Collections.max(curve)));
        assertThat(uar(trainer.validationPredictions())).isEqualTo(Collections.max(curve));
    }

    @Test
    void theLastEpochIsChosenWhereTheProtocolSaysSo() throws Exception {
        Trainer trainer = trained(Protocol.STRICT.with("epoch", "last"));
        assertThat(trainer.state().bestEpoch()).isEqualTo(SETTINGS.epochs());
        assertThat(uar(trainer.validationPredictions()))
                .isEqualTo(trainer.state().validationUar().get(SETTINGS.epochs() - 1));
    }

    @Test
    void theBestEpochForTheTestSpeakersIsChosenOnlyWhereTheProtocolSaysSo() throws Exception {
        Trainer onTest = trained(Protocol.STRICT.with("epoch", "test"));
        Trainer byEpoch = trainer(Protocol.STRICT.with("epoch", "last"), SETTINGS, 1, 1, 0);
        double best = -1;
        int bestEpoch = 0;
        while (!byEpoch.isDone()) {
            byEpoch.epoch();
            double uar = uar(byEpoch.testPredictions());
            if (uar > best) {
                best = uar;
                bestEpoch = byEpoch.state().epoch();
            }
        }
        assertThat(onTest.state().bestEpoch()).isEqualTo(bestEpoch);
        assertThat(uar(onTest.testPredictions())).isEqualTo(best);
    }

    @Test
    void theSameTrainingHasTheSameBitsAndAnyOtherHasNot() throws Exception {
        byte[] bits = state(trained(Protocol.STRICT));
        assertThat(state(trained(Protocol.STRICT))).isEqualTo(bits);
        for (Trainer other : List.of(
                trainer(Protocol.STRICT, SETTINGS, 2, 1, 0),
                trainer(Protocol.STRICT, SETTINGS, 1, 2, 0),
                trainer(Protocol.STRICT, SETTINGS, 1, 1, 1))) {
            assertThat(state(finished(other))).isNotEqualTo(bits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 8})
    void aTrainingThatGoesOnElsewhereHasTheSameBits(int epochs) throws Exception {
        Trainer first = trainer(Protocol.STRICT, SETTINGS, 1, 1, 0);
        for (int epoch = 0; epoch < epochs; epoch++) {
            first.epoch();
        }
        Trainer second = trainer(Protocol.STRICT, SETTINGS, 1, 1, 0);
        second.resume(new DataInputStream(new ByteArrayInputStream(state(first))));
        assertThat(state(finished(second))).isEqualTo(state(trained(Protocol.STRICT)));
    }

    @Test
    void paddingWithZerosChangesAttentionAndIsTheSameEachTime() throws Exception {
        Protocol zeros = Protocol.STRICT.with("padding", "zeros");
        List<Classified> padded = trained(zeros).testPredictions();
        assertThat(padded.get(0).probabilities())
                .isNotEqualTo(trained(Protocol.STRICT).testPredictions().get(0).probabilities());
        assertThat(trained(zeros).testPredictions())
                .extracting(Classified::probabilities)
                .containsExactlyElementsOf(
                        padded.stream().map(Classified::probabilities).toList());
    }

    @Test
    void probabilitiesAddUpToOne() throws Exception {
        for (Classified clip : trained(Protocol.STRICT).testPredictions()) {
            float sum = 0;
            for (float probability : clip.probabilities()) {
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void stepsAllocateNothing() throws Exception {
        TrainingSettings manyEpochs = SETTINGS.withEpochs(40);
        Trainer trainer = trainer(Protocol.STRICT, manyEpochs, 1, 1, 0);
        for (int epoch = 0; epoch < 20; epoch++) {
            trainer.epoch();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int epochs = 20;
        for (int epoch = 0; epoch < epochs; epoch++) {
            trainer.epoch();
        }
        long bytesAnEpoch = (threads.getCurrentThreadAllocatedBytes() - before) / epochs;
        assertThat(bytesAnEpoch)
                .as("bytes an epoch of 9 steps: generators and one judgement")
                .isLessThan(30_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4  | 1e38 | the loss is NaN",
                "36 | 1e38 | a parameter is no finite number", // the only step of an epoch, after the loss
                "36 | 1e37 | a probability is no finite number"
            })
    void aTrainingThatDivergesEndsInThatEpoch(int batch, double rate, String what) {
        TrainingSettings wild =
                new TrainingSettings(rate, 0, 0, 1, batch, 8, Schedule.RESTARTS, Initialization.ORTHOGONAL);
        Trainer trainer = trainer(Protocol.STRICT, wild, 1, 3, 2);
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(trainer::epoch)
                .withMessage("training diverged in epoch 1 of run 3, fold 2: " + what + "; try a learning rate below "
                        + rate);
    }

    @Test
    void aModelOfAllSpeakersThatGivesNoProbabilitiesIsNotHandedOut() throws Exception {
        TrainingSettings wild =
                new TrainingSettings(1e37, 0, 0, 1, 54, 1, Schedule.RESTARTS, Initialization.ORTHOGONAL);
        FoldData data = FoldData.ofAll(ToyDataset.FEATURES, ToyDataset.of(1).examples());
        Protocol last = Protocol.STRICT.with("epoch", "last");
        Trainer trainer = finished(new Trainer(architecture(), wild, last, data, Kernels.of("scalar"), 1, 0, 0));
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(trainer::chosen)
                .withMessageContaining("a probability is no finite number");
    }

    @ParameterizedTest
    @ValueSource(ints = {36, 37, 2_000_000_000, Integer.MAX_VALUE})
    void aBatchOfMoreClipsThanThereAreIsAllOfThem(int batch) throws Exception {
        byte[] all = state(finished(trainer(Protocol.STRICT, withBatch(36), 1, 1, 0)));
        assertThat(state(finished(trainer(Protocol.STRICT, withBatch(batch), 1, 1, 0))))
                .isEqualTo(all);
    }

    private static TrainingSettings withBatch(int batch) {
        return new TrainingSettings(1e-2, 1e-4, 0.3, 2, batch, 2, Schedule.RESTARTS, Initialization.ORTHOGONAL);
    }

    @Test
    void anInterruptEndsTheTraining() {
        Trainer trainer = trainer(Protocol.STRICT, SETTINGS, 1, 1, 0);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(trainer::epoch);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void ofEqualProbabilitiesTheFirstIsPredicted() {
        Example example = ToyDataset.of(1).examples().get(0);
        assertThat(new Classified(example, new float[] {0.25f, 0.375f, 0.375f}).predicted())
                .isEqualTo(1);
    }
}
