package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.intona.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MelFilterBankTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "200, 3", "1000, 15", "6400, 42", "999.9999, 14.9999985", "2529.822128134704, 28.5"})
    void knowsPointsOfTheSlaneyScale(double hz, double mel) {
        assertThat(MelFilterBank.melOf(hz)).isCloseTo(mel, within(1e-9));
        assertThat(MelFilterBank.hzOf(mel)).isCloseTo(hz, within(1e-9 * (1 + hz)));
    }

    @Test
    void spacesItsEdgesEvenlyFromZeroToHalfTheRate() {
        double[] edges = MelFilterBank.edgesHz(128, 48_000);
        assertThat(edges).hasSize(130);
        assertThat(edges[0]).isZero();
        assertThat(edges[129]).isCloseTo(24_000, within(1e-9));
        double step = MelFilterBank.melOf(24_000) / 129;
        for (int i = 1; i < edges.length; i++) {
            assertThat(MelFilterBank.melOf(edges[i]) - MelFilterBank.melOf(edges[i - 1]))
                    .isCloseTo(step, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"128, 65536, 48000", "128, 65536, 16000", "40, 16384, 44100"})
    void everyBandHasAreaOne(int bands, int frameSamples, int sampleRateHz) {
        MelFilterBank bank = new MelFilterBank(bands, frameSamples, sampleRateHz);
        for (int band = 0; band < bands; band++) {
            double area = 0;
            for (int bin = 0; bin <= frameSamples / 2; bin++) {
                area += bank.weight(band, bin) * sampleRateHz / frameSamples;
            }
            assertThat(area).as("band %d", band).isCloseTo(1, within(2e-3));
        }
    }

    @ParameterizedTest
    @CsvSource({"128, 1024, 48000", "128, 4096, 48000", "64, 512, 16000"})
    void trianglesOfEqualHeightAddUpToOneBetweenTheOutermostCentres(int bands, int frameSamples, int sampleRateHz) {
        MelFilterBank bank = new MelFilterBank(bands, frameSamples, sampleRateHz);
        double[] edges = MelFilterBank.edgesHz(bands, sampleRateHz);
        for (int bin = 0; bin <= frameSamples / 2; bin++) {
            double hz = (double) bin * sampleRateHz / frameSamples;
            double sum = 0;
            for (int band = 0; band < bands; band++) {
                sum += bank.weight(band, bin) * (edges[band + 2] - edges[band]) / 2;
            }
            if (hz >= edges[1] && hz <= edges[bands]) {
                assertThat(sum).as("bin %d", bin).isCloseTo(1, within(2e-7));
            }
        }
    }

    @Test
    void sumsTheWeightedPowersOfItsBins() {
        MelFilterBank bank = new MelFilterBank(20, 256, 16_000);
        float[] power = new float[129];
        for (int bin = 0; bin < power.length; bin++) {
            power[bin] = 1 + bin * bin;
        }
        float[] mel = new float[20];
        bank.apply(Kernels.of("scalar"), 1, power, mel);
        for (int band = 0; band < 20; band++) {
            double sum = 0;
            for (int bin = 0; bin < power.length; bin++) {
                sum += (double) bank.weight(band, bin) * power[bin];
            }
            assertThat((double) mel[band]).isCloseTo(sum, within(5e-7 * sum));
        }
    }

    @Test
    void bandsBetweenTwoBinsStayEmpty() {
        MelFilterBank bank = new MelFilterBank(128, 16, 48_000);
        float[] mel = new float[128];
        bank.apply(Kernels.of("scalar"), 1, new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, mel);
        assertThat(mel).contains(0f);
    }
}
