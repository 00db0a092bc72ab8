package io.intona.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMapTest {
    @ParameterizedTest
    @EnumSource
    void lightnessGoesOneWay(ColorMap map) {
        double direction = Math.signum(luminance(map.at(1)) - luminance(map.at(0)));
        for (int step = 0; step < 50; step++) {
            double change = luminance(map.at((step + 1) / 50.0)) - luminance(map.at(step / 50.0));
            assertThat(change * direction).as("step " + step).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesOutsideAreDrawnAsTheEndsAndNoNumberAsGrey(ColorMap map) {
        assertThat(map.at(-3)).isEqualTo(map.at(0));
        assertThat(map.at(7)).isEqualTo(map.at(1));
        Color none = map.at(Double.NaN);
        assertThat(none.getRed()).isEqualTo(none.getGreen()).isEqualTo(none.getBlue());
    }

    /** WCAG 2.2 asks for a contrast of 4.5 between text and ground. */
    @ParameterizedTest
    @EnumSource
    void textOnAFieldCanBeRead(ColorMap map) {
        for (int step = 0; step <= 50; step++) {
            double ground = luminance(map.at(step / 50.0)) + 0.05;
            double text = luminance(map.textOn(step / 50.0)) + 0.05;
            assertThat(Math.max(ground, text) / Math.min(ground, text))
                    .as("step " + step)
                    .isGreaterThan(4.5);
        }
    }

    /** Relative luminance of sRGB, WCAG 2.2. */
    private static double luminance(Color color) {
        float[] linear = color.getRGBColorComponents(null);
        for (int i = 0; i < 3; i++) {
            linear[i] = (float) (linear[i] <= 0.04045 ? linear[i] / 12.92 : Math.pow((linear[i] + 0.055) / 1.055, 2.4));
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
