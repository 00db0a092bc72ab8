package io.intona.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intona.feature.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackedBatchTest {
    private static final List<FeatureMatrix> CLIPS = List.of(clip(2, 10), clip(4, 20), clip(1, 30), clip(4, 40));
    private static final int[] LABELS = {5, 6, 7, 8};

    /** Frames of two values: first, first + 0.5; then the next whole number. */
    private static FeatureMatrix clip(int frames, int first) {
        float[] values = new float[2 * frames];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i / 2f;
        }
        return new FeatureMatrix(frames, 2, values);
    }

    @Test
    void stepsHoldTheClipsStillRunningTheLongestFirst() {
        PackedBatch batch = new PackedBatch();
        batch.load(CLIPS, LABELS);
        assertThat(batch.clips()).isEqualTo(4);
        assertThat(batch.frames()).isEqualTo(11);
        assertThat(batch.steps()).isEqualTo(4);
        assertThat(batch.inputSize()).isEqualTo(2);
        assertThat(batch.paddedFrames()).isEqualTo(PackedBatch.NO_PADDING);
        assertThat(IntStream.range(0, 4).map(batch::running)).containsExactly(4, 3, 2, 2);
        float[] firstValues = new float[11];
        for (int row = 0; row < 11; row++) {
            firstValues[row] = batch.values()[2 * row];
            assertThat(batch.values()[2 * row + 1]).isEqualTo(firstValues[row] + 0.5f);
        }
        assertThat(firstValues).containsExactly(20, 40, 10, 30, 21, 41, 11, 22, 42, 23, 43);
    }

    @Test
    void clipsOfOneLengthKeepTheirOrder() {
        PackedBatch batch = new PackedBatch();
        batch.load(CLIPS, LABELS);
        assertThat(IntStream.range(0, 4).map(batch::position)).containsExactly(1, 3, 0, 2);
        assertThat(IntStream.range(0, 4).map(batch::label)).containsExactly(6, 8, 5, 7);
        assertThat(IntStream.range(0, 4).map(batch::length)).containsExactly(4, 4, 2, 1);
        assertThat(IntStream.range(0, 4).map(batch::clipStart)).containsExactly(0, 4, 8, 10);
    }

    @Test
    void aPartOfAnOrderIsLoaded() {
        PackedBatch batch = new PackedBatch();
        batch.load(CLIPS, LABELS, new int[] {0, 2, 3, 1}, 1, 3, 6);
        assertThat(batch.clips()).isEqualTo(2);
        assertThat(IntStream.range(0, 2).map(batch::position)).containsExactly(1, 0);
        assertThat(IntStream.range(0, 2).map(batch::label)).containsExactly(8, 7);
        assertThat(IntStream.range(0, 2).map(batch::paddingOf)).containsExactly(2, 5);
    }

    @Test
    void everyFrameStandsInItsRowWhateverWasLoadedBefore() {
        Random random = new Random(1);
        PackedBatch batch = new PackedBatch();
        for (int repetition = 0; repetition < 50; repetition++) {
            int size = 1 + random.nextInt(3);
            FeatureMatrix[] clips = new FeatureMatrix[1 + random.nextInt(9)];
            Arrays.setAll(clips, i -> RandomNetwork.clip(random, 1 + random.nextInt(20), size));
            int[] labels = IntStream.range(0, clips.length).toArray();
            batch.load(List.of(clips), labels);
            assertThat(batch.frames())
                    .isEqualTo(
                            Arrays.stream(clips).mapToInt(FeatureMatrix::frames).sum());
            for (int clip = 0; clip < clips.length; clip++) {
                FeatureMatrix matrix = clips[batch.position(clip)];
                assertThat(batch.length(clip)).isEqualTo(matrix.frames());
                assertThat(batch.label(clip)).isEqualTo(batch.position(clip));
                for (int t = 0; t < matrix.frames(); t++) {
                    assertThat(batch.running(t)).isGreaterThan(clip);
                    for (int j = 0; j < size; j++) {
                        assertThat(batch.values()[batch.row(t, clip) * size + j])
                                .isEqualTo(matrix.at(t, j));
                    }
                }
            }
        }
    }

    @Test
    void whatIsAddedToAClipGoesToEachOfItsFramesAndToNoOther() {
        PackedBatch batch = new PackedBatch();
        batch.load(CLIPS, LABELS);
        batch.add(1, 2, new float[] {100, 1000});
        for (int clip = 0; clip < CLIPS.size(); clip++) {
            FeatureMatrix matrix = CLIPS.get(batch.position(clip));
            for (int t = 0; t < matrix.frames(); t++) {
                int at = 2 * batch.row(t, clip);
                assertThat(batch.values()[at]).isEqualTo(matrix.at(t, 0) + (clip == 1 ? 200 : 0));
                assertThat(batch.values()[at + 1]).isEqualTo(matrix.at(t, 1) + (clip == 1 ? 2000 : 0));
            }
        }
    }

    static List<Arguments> badBatches() {
        List<FeatureMatrix> mixed = List.of(clip(2, 0), new FeatureMatrix(1, 3, new float[3]));
        int[] two = {0, 1};
        return List.of(
                Arguments.of(
                        CLIPS,
                        LABELS,
                        two,
                        1,
                        1,
                        0,
                        "batch of the clips 1 to 1 of 2, expected at least one clip of those"),
                Arguments.of(
                        CLIPS,
                        LABELS,
                        two,
                        -1,
                        1,
                        0,
                        "batch of the clips -1 to 1 of 2, expected at least one clip of those"),
                Arguments.of(
                        CLIPS,
                        LABELS,
                        two,
                        0,
                        3,
                        0,
                        "batch of the clips 0 to 3 of 2, expected at least one clip of those"),
                Arguments.of(CLIPS, two, two, 0, 2, 0, "2 labels for 4 clips, expected one each"),
                Arguments.of(
                        mixed,
                        two,
                        two,
                        0,
                        2,
                        0,
                        "clip 1 has 3 features a frame, expected 2 as the others of its batch"),
                Arguments.of(
                        CLIPS,
                        LABELS,
                        two,
                        0,
                        2,
                        3,
                        "clips padded to 3 frames, expected at least the longest clip's 4 or 0 for none"),
                Arguments.of(
                        CLIPS,
                        LABELS,
                        two,
                        0,
                        2,
                        -1,
                        "clips padded to -1 frames, expected at least the longest clip's 4 or 0 for none"));
    }

    @ParameterizedTest
    @MethodSource("badBatches")
    void aBadBatchIsRefused(
            List<FeatureMatrix> clips, int[] labels, int[] order, int from, int to, int padded, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedBatch().load(clips, labels, order, from, to, padded))
                .withMessage(message);
    }
}
