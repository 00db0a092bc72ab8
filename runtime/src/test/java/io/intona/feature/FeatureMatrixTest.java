package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureMatrixTest {
    @Test
    void holdsItsOwnCopyRowAfterRow() {
        float[] values = {1, 2, 3, 4, 5, 6};
        FeatureMatrix matrix = new FeatureMatrix(2, 3, values);
        values[0] = 99;
        matrix.values()[0] = 99;
        float[] row = new float[4];
        matrix.copyFrame(1, row, 1);
        assertThat(matrix.at(0, 0)).isEqualTo(1);
        assertThat(matrix.at(1, 2)).isEqualTo(6);
        assertThat(row).containsExactly(0, 4, 5, 6);
    }

    @Test
    void isEqualToAnotherOfTheSameShapeAndBits() {
        FeatureMatrix matrix = new FeatureMatrix(2, 1, new float[] {0, 1});
        assertThat(matrix)
                .isEqualTo(new FeatureMatrix(2, 1, new float[] {0, 1}))
                .isNotEqualTo(new FeatureMatrix(1, 2, new float[] {0, 1}))
                .isNotEqualTo(new FeatureMatrix(2, 1, new float[] {-0f, 1}));
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 0", "3, 0, 0", "2, 3, 5", "65536, 65536, 0"})
    void refusesValuesThatDoNotFillItsShape(int frames, int size, int values) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureMatrix(frames, size, new float[values]))
                .withMessage(values + " values for " + frames + " frames of " + size + ", expected frames × size");
    }
}
