package io.intona.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HannWindowTest {
    @Test
    void isPeriodicAndItsHalvesAddUpToOne() {
        float[] window = HannWindow.periodic(1024);
        assertThat(window[0]).isZero();
        assertThat(window[512]).isEqualTo(1);
        for (int i = 0; i < 512; i++) {
            assertThat((double) window[i] + window[i + 512]).isCloseTo(1, within(1e-7));
        }
    }
}
