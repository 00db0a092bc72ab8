package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import java.util.SplittableRandom;
import org.jtransforms.dct.DoubleDCT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DctTest {
    private static final Kernels KERNELS = Kernels.of("scalar");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 128})
    void itsRowsAreOrthonormal(int size) {
        float[][] matrix = matrix(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double product = 0;
                for (int m = 0; m < size; m++) {
                    product += (double) matrix[m][i] * matrix[m][j];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-6));
            }
        }
    }

    @Test
    void agreesWithJTransforms() {
        float[] values = new float[128];
        double[] expected = new double[128];
        SplittableRandom random = new SplittableRandom(3);
        for (int m = 0; m < values.length; m++) {
            values[m] = (float) random.nextDouble(-100, 30);
            expected[m] = values[m];
        }
        new DoubleDCT_1D(128).forward(expected, true);
        float[] actual = new float[34];
        new Dct(128, 34).apply(KERNELS, 1, values, actual);
        for (int k = 0; k < actual.length; k++) {
            assertThat((double) actual[k]).isCloseTo(expected[k], within(1e-4));
        }
    }

    private static float[][] matrix(int size) {
        Dct dct = new Dct(size, size);
        float[][] matrix = new float[size][size];
        for (int m = 0; m < size; m++) {
            float[] unit = new float[size];
            unit[m] = 1;
            dct.apply(KERNELS, 1, unit, matrix[m]);
        }
        return matrix;
    }
}
