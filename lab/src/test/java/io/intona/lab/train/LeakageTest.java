package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.nn.Architecture;
import io.intona.nn.Initialization;
import io.intona.nn.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to the recordings of the test speakers, a strict training must not notice. */
class LeakageTest {
    private static final Fold FOLD = new Fold(0, List.of("3", "4", "5", "6"), List.of("2"), List.of("1"));
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(1e-2, 1e-4, 0.3, 3, 4, 5, Schedule.RESTARTS, Initialization.ORTHOGONAL);

    static Stream<Arguments> poisons() {
        return Stream.of(
                Arguments.of("not a number", poison(example -> filled(example, Float.NaN))),
                Arguments.of("infinite", poison(example -> filled(example, Float.POSITIVE_INFINITY))),
                Arguments.of("shifted", poison(example -> filled(example, 1e6f))),
                Arguments.of(
                        "longer",
                        poison(example -> new Example(
                                example.id(),
                                example.speaker(),
                                example.label(),
                                new FeatureMatrix(50, ToyDataset.SIZE, new float[50 * ToyDataset.SIZE])))),
                Arguments.of(
                        "labelled otherwise",
                        poison(example -> new Example(
                                example.id(),
                                example.speaker(),
                                (example.label() + 1) % ToyDataset.LABELS.size(),
                                example.features()))));
    }

    private static Function<Example, Example> poison(Function<Example, Example> change) {
        return change;
    }

    private static Example filled(Example example, float value) {
        float[] values = example.features().values();
        Arrays.fill(values, value);
        FeatureMatrix features = new FeatureMatrix(example.features().frames(), ToyDataset.SIZE, values);
        return new Example(example.id(), example.speaker(), example.label(), features);
    }

    private record Outcome(FoldData data, Trainer trainer, byte[] state) {}

    private static Outcome train(List<Example> examples, Protocol protocol) throws Exception {
        FoldData data = FoldData.of(ToyDataset.FEATURES, examples, FOLD, protocol.normalisation());
        Architecture architecture = Architecture.parse("LSTM-h5-v2", ToyDataset.SIZE, ToyDataset.LABELS.size());
        Trainer trainer = new Trainer(architecture, SETTINGS, protocol, data, Kernels.of("scalar"), 1, 1, 0);
        while (!trainer.isDone()) {
            trainer.epoch();
        }
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        trainer.state().write(new DataOutputStream(state));
        return new Outcome(data, trainer, state.toByteArray());
    }

    private static List<Example> poisoned(Function<Example, Example> change) {
        return ToyDataset.of(1).examples().stream()
                .map(example -> FOLD.test().contains(example.speaker()) ? change.apply(example) : example)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poisons")
    void aStrictTrainingDoesNotNoticeWhatTheTestSpeakersSay(String name, Function<Example, Example> change)
            throws Exception {
        Outcome clean = train(ToyDataset.of(1).examples(), Protocol.STRICT);
        Outcome poisoned = train(poisoned(change), Protocol.STRICT);
        assertThat(poisoned.state()).isEqualTo(clean.state()); // parameters, moments, chosen epoch, curves
        assertThat(poisoned.data().standardizer("3")).isEqualTo(clean.data().standardizer("3"));
        assertThat(probabilities(poisoned.trainer().validationPredictions()))
                .isDeepEqualTo(probabilities(clean.trainer().validationPredictions()));
        assertThat(poisoned.trainer().chosen().trained())
                .extracting(Tensor::values)
                .containsExactlyElementsOf(clean.trainer().chosen().trained().stream()
                        .map(Tensor::values)
                        .toList());
    }

    /** The counter-test: the same poison does show where the protocol lets it in. */
    @Test
    void trainingsThatMayLookAtTestSpeakersDoNotice() throws Exception {
        for (String[] leak : new String[][] {{"normalisation", "all"}, {"epoch", "test"}}) {
            Protocol protocol = Protocol.STRICT.with(leak[0], leak[1]);
            Outcome clean = train(ToyDataset.of(1).examples(), protocol);
            Outcome poisoned = train(poisoned(example -> filled(example, 1e3f)), protocol);
            assertThat(poisoned.state()).as("%s", protocol.name()).isNotEqualTo(clean.state());
        }
    }

    private static float[][] probabilities(List<Classified> clips) {
        return clips.stream().map(Classified::probabilities).toArray(float[][]::new);
    }
}
