package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFftTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 32, 64, 128, 512, 1024, 2048, 4096, 65536})
    void agreesWithJTransforms(int size) {
        double[] signal = noise(size);
        RealFft fft = new RealFft(size, Kernels.of("scalar"));
        RealFft.Spectrum spectrum = fft.newSpectrum(1);
        transform(fft, signal, spectrum);

        double[] expected = new double[2 * size];
        System.arraycopy(signal, 0, expected, 0, size);
        new DoubleFFT_1D(size).realForwardFull(expected);
        double tolerance = 1e-14 * size;
        for (int k = 0; k <= size / 2; k++) {
            assertThat(spectrum.re[k]).as("re[%d]", k).isCloseTo(expected[2 * k], within(tolerance));
            assertThat(spectrum.im[k]).as("im[%d]", k).isCloseTo(expected[2 * k + 1], within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 1024, 4096})
    void keepsTheEnergyAsParsevalSays(int size) {
        double[] signal = noise(size);
        double energy = 0;
        for (double value : signal) {
            energy += value * value;
        }
        RealFft fft = new RealFft(size, Kernels.of("scalar"));
        RealFft.Spectrum spectrum = fft.newSpectrum(1);
        transform(fft, signal, spectrum);
        double[] power = new double[size / 2 + 1];
        spectrum.power(power);
        double total = power[0] + power[size / 2];
        for (int k = 1; k < size / 2; k++) {
            total += 2 * power[k];
        }
        assertThat(total / size).isCloseTo(energy, within(1e-13 * energy));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void leavesNothingOfEarlierTransformsInTheSpectrum(int size) {
        RealFft fft = new RealFft(size, Kernels.of("scalar"));
        RealFft.Spectrum fresh = fft.newSpectrum(1);
        RealFft.Spectrum used = fft.newSpectrum(1);
        double[] signal = noise(size);
        transform(fft, signal, fresh);
        for (int i = 0; i < 3; i++) {
            transform(fft, signal, used);
        }
        assertThat(used.re).isEqualTo(fresh.re);
        assertThat(used.im).isEqualTo(fresh.im);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void signalsSideBySideHaveTheBitsOfEachAlone(String kernels) {
        for (int size : new int[] {16, 256, 512, 2048}) {
            for (int lanes : new int[] {1, 3, 8, 19}) {
                float[] samples = floats(noise(size + 5 * lanes));
                double[] window = noise(size);
                RealFft fft = new RealFft(size, Kernels.of(kernels));
                RealFft.Spectrum all = fft.newSpectrum(lanes);
                fft.transform(samples, 5, window, all);
                for (int lane = 0; lane < lanes; lane++) {
                    float[] signal = Arrays.copyOfRange(samples, 5 * lane, 5 * lane + size);
                    RealFft plain = new RealFft(size, Kernels.of("scalar"));
                    RealFft.Spectrum alone = plain.newSpectrum(1);
                    plain.transform(signal, 1, window, alone);
                    for (int k = 0; k <= size / 2; k++) {
                        assertThat(all.re[k * lanes + lane]).isEqualTo(alone.re[k]);
                        assertThat(all.im[k * lanes + lane]).isEqualTo(alone.im[k]);
                    }
                }
            }
        }
    }

    private static void transform(RealFft fft, double[] signal, RealFft.Spectrum spectrum) {
        double[] flat = new double[signal.length];
        Arrays.fill(flat, 1);
        fft.transform(floats(signal), 1, flat, spectrum);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Values that float holds exactly. */
    private static double[] noise(int size) {
        return new SplittableRandom(size)
                .doubles(size, -1, 1)
                .map(value -> (float) value)
                .toArray();
    }
}
