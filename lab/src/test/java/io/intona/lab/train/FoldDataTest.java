package io.intona.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.intona.feature.FeatureMatrix;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldDataTest {
    private final List<Example> examples = ToyDataset.of(1).examples();
    private final Fold fold = new Fold(0, List.of("3", "4", "5", "6"), List.of("2"), List.of("1"));

    @Test
    void everyClipGoesWhereItsSpeakerIs() {
        FoldData data = FoldData.of(ToyDataset.FEATURES, examples, fold, Protocol.Normalisation.TRAIN);
        assertThat(speakers(data.train())).containsExactlyInAnyOrder("3", "4", "5", "6");
        assertThat(speakers(data.validation())).containsExactly("2");
        assertThat(speakers(data.test())).containsExactly("1");
        assertThat(data.train().size() + data.validation().size() + data.test().size())
                .isEqualTo(examples.size());
        assertThat(data.trainFrames())
                .isEqualTo(data.train().features().stream()
                        .mapToLong(FeatureMatrix::frames)
                        .sum());
    }

    @ParameterizedTest
    @EnumSource(Protocol.Normalisation.class)
    void framesOfTheSpeakersNormalisedByHaveMeanZeroAndVarianceOne(Protocol.Normalisation normalisation) {
        FoldData data = FoldData.of(ToyDataset.FEATURES, examples, fold, normalisation);
        switch (normalisation) {
            case TRAIN -> assertStandard(List.of(data.train()), List.of("3", "4", "5", "6"));
            case ALL ->
                assertStandard(
                        List.of(data.train(), data.validation(), data.test()), List.of("1", "2", "3", "4", "5", "6"));
            case SPEAKER -> {
                assertStandard(List.of(data.train()), List.of("4"));
                assertStandard(List.of(data.validation()), List.of("2"));
                assertStandard(List.of(data.test()), List.of("1"));
            }
        }
    }

    private static void assertStandard(List<ExampleSet> sets, List<String> speakers) {
        for (int i = 0; i < ToyDataset.SIZE; i++) {
            double sum = 0;
            double squares = 0;
            long frames = 0;
            for (ExampleSet set : sets) {
                for (int clip = 0; clip < set.size(); clip++) {
                    if (speakers.contains(set.examples().get(clip).speaker())) {
                        FeatureMatrix features = set.features().get(clip);
                        for (int t = 0; t < features.frames(); t++) {
                            sum += features.at(t, i);
                            squares += features.at(t, i) * features.at(t, i);
                            frames++;
                        }
                    }
                }
            }
            assertThat(sum / frames).isCloseTo(0, within(1e-5));
            assertThat(squares / frames).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void withoutFoldsEverybodyTrains() {
        FoldData data = FoldData.ofAll(ToyDataset.FEATURES, examples);
        assertThat(data.train().size()).isEqualTo(examples.size());
        assertThat(data.validation().size() + data.test().size()).isZero();
    }

    @Test
    void oneClipIsTooFewToTrainOn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FoldData.ofAll(ToyDataset.FEATURES, examples.subList(0, 1)))
                .withMessage("training on 1 clips, expected at least 2: one clip has no variance");
    }

    private static Set<String> speakers(ExampleSet set) {
        return set.examples().stream().map(Example::speaker).collect(Collectors.toSet());
    }
}
