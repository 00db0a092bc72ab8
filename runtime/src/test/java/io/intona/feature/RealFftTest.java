package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFftTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 32, 64, 128, 512, 1024, 2048, 4096, 65536})
    void agreesWithJTransforms(int size) {
        double[] signal = noise(size);
        RealFft fft = new RealFft(size);
        RealFft.Spectrum spectrum = fft.newSpectrum();
        fft.transform(signal, spectrum);

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
        RealFft fft = new RealFft(size);
        RealFft.Spectrum spectrum = fft.newSpectrum();
        fft.transform(signal, spectrum);
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
        RealFft fft = new RealFft(size);
        RealFft.Spectrum fresh = fft.newSpectrum();
        RealFft.Spectrum used = fft.newSpectrum();
        double[] signal = noise(size);
        fft.transform(signal, fresh);
        for (int i = 0; i < 3; i++) {
            fft.transform(signal, used);
        }
        assertThat(used.re).isEqualTo(fresh.re);
        assertThat(used.im).isEqualTo(fresh.im);
    }

    private static double[] noise(int size) {
        return new SplittableRandom(size).doubles(size, -1, 1).toArray();
    }
}
