package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSpectrumTest {
    private static final Kernels SCALAR = Kernels.of("scalar");

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 65536})
    void agreesWithJTransforms(int size) {
        float[] signal = noise(size);
        float[] window = Arrays.copyOf(noise(size + 1), size);
        double[] expected = expected(signal, window);
        double loudest = Arrays.stream(expected).max().orElseThrow();
        float[] power = power(signal, window);
        assertThat(power).hasSize(expected.length);
        for (int k = 0; k < expected.length; k++) {
            double tolerance = 2e-6 * Math.sqrt(expected[k] * loudest) + 1e-12 * loudest;
            assertThat((double) power[k]).as("|X[%d]|²", k).isCloseTo(expected[k], within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 1024, 4096})
    void keepsTheEnergyAsParsevalSays(int size) {
        float[] signal = noise(size);
        double energy = 0;
        for (float value : signal) {
            energy += (double) value * value;
        }
        float[] power = power(signal, flat(size));
        double total = power[0] + power[size / 2];
        for (int k = 1; k < size / 2; k++) {
            total += 2 * power[k];
        }
        assertThat(total / size).isCloseTo(energy, within(1e-6 * energy));
    }

    /** Nothing leaks from strong to weak bins beyond the rounding of float: about 130 dB below. */
    @Test
    void aToneLeavesTheOtherBinsAlone() {
        float[] signal = new float[1024];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = (float) StrictMath.sin(2 * Math.PI * 100 * i / 1024);
        }
        float[] power = power(signal, flat(1024));
        assertThat(power[100]).isCloseTo(512f * 512, within(0.1f));
        for (int k = 0; k <= 512; k++) {
            if (k != 100) {
                assertThat(power[k]).isLessThan(1e-13f * power[100]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void leavesNothingOfEarlierTransformsInTheSpectrum(int size) {
        PowerSpectrum spectrum = new PowerSpectrum(size, SCALAR);
        PowerSpectrum.Space space = spectrum.newSpace(1, 1);
        float[] used = new float[size / 2 + 1];
        for (int i = 0; i < 3; i++) {
            spectrum.transform(noise(size + i), flat(size), space, used);
        }
        spectrum.transform(Arrays.copyOf(noise(size), size), flat(size), space, used);
        assertThat(used).isEqualTo(power(noise(size), flat(size)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void signalsSideBySideHaveTheBitsOfEachAlone(String kernels) {
        for (int size : new int[] {16, 256, 512, 2048}) {
            for (int lanes : new int[] {1, 3, 16, 19}) {
                float[] samples = noise(size + 5 * lanes);
                float[] window = noise(size);
                PowerSpectrum spectrum = new PowerSpectrum(size, Kernels.of(kernels));
                float[] all = new float[(size / 2 + 1) * lanes];
                spectrum.transform(samples, window, spectrum.newSpace(lanes, 5), all);
                for (int lane = 0; lane < lanes; lane++) {
                    float[] alone = power(Arrays.copyOfRange(samples, 5 * lane, 5 * lane + size), window);
                    for (int k = 0; k <= size / 2; k++) {
                        assertThat(all[k * lanes + lane]).isEqualTo(alone[k]);
                    }
                }
            }
        }
    }

    /** In double, by another implementation. */
    private static double[] expected(float[] signal, float[] window) {
        int size = signal.length;
        double[] transform = new double[2 * size];
        for (int i = 0; i < size; i++) {
            transform[i] = (double) signal[i] * window[i];
        }
        new DoubleFFT_1D(size).realForwardFull(transform);
        double[] power = new double[size / 2 + 1];
        for (int k = 0; k < power.length; k++) {
            power[k] = transform[2 * k] * transform[2 * k] + transform[2 * k + 1] * transform[2 * k + 1];
        }
        return power;
    }

    /** By plain loops, one signal alone. */
    private static float[] power(float[] signal, float[] window) {
        PowerSpectrum spectrum = new PowerSpectrum(signal.length, SCALAR);
        float[] power = new float[signal.length / 2 + 1];
        spectrum.transform(signal, window, spectrum.newSpace(1, 1), power);
        return power;
    }

    private static float[] flat(int size) {
        float[] flat = new float[size];
        Arrays.fill(flat, 1);
        return flat;
    }

    private static float[] noise(int size) {
        SplittableRandom random = new SplittableRandom(size);
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) {
            noise[i] = (float) random.nextDouble(-1, 1);
        }
        return noise;
    }
}
