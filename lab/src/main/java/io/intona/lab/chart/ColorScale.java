package io.intona.lab.chart;

import java.awt.Color;
import java.awt.Paint;
import org.jfree.chart.renderer.PaintScale;

/**
 * Which number has which colour of a map.
 *
 * @param low drawn in the map's first colour, and all below it
 * @param high drawn in the map's last colour, and all above it
 */
public record ColorScale(ColorMap map, double low, double high) implements PaintScale {
    public ColorScale {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "colours from " + low + " to " + high + ", expected two ends that differ");
        }
    }

    /** The colour of a value. */
    public Color color(double value) {
        return map.at((value - low) / (high - low));
    }

    /** Black or white, whichever can be read on the colour of the value. */
    public Color textOn(double value) {
        return map.textOn((value - low) / (high - low));
    }

    @Override
    public double getLowerBound() {
        return low;
    }

    @Override
    public double getUpperBound() {
        return high;
    }

    @Override
    public Paint getPaint(double value) {
        return color(value);
    }
}
