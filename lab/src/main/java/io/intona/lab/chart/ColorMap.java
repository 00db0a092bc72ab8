package io.intona.lab.chart;

import java.awt.Color;

/**
 * Colours for numbers from 0 to 1, of steadily changing lightness: they read alike for all kinds of colour vision and in a
 * grey print. Between the points given, colours are interpolated.
 */
public enum ColorMap {
    /** From dark violet to yellow: ten steps of Matplotlib's map of that name, by Smith and van der Walt, CC0. */
    VIRIDIS(
            0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26,
            0xFDE725),
    /** From white to the palette's blue and on into dark: for shares that are also written in the fields. */
    BLUES(0xFFFFFF, 0xC6E0F0, 0x6BB0D8, 0x0072B2, 0x003F63);

    /** √(1.05 · 0.05) − 0.05: black and white have the same contrast with it. */
    private static final double EVEN_CONTRAST = 0.179;

    private final int[] points;

    ColorMap(int... points) {
        this.points = points;
    }

    /** The colour of a value; what lies below 0 or above 1 is drawn as these, what is no number as grey. */
    public Color at(double value) {
        if (Double.isNaN(value)) {
            return Color.LIGHT_GRAY;
        }
        double place = Math.max(0, Math.min(1, value)) * (points.length - 1);
        int lower = Math.min((int) place, points.length - 2);
        double share = place - lower;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = points[lower] >> shift & 0xFF;
            int to = points[lower + 1] >> shift & 0xFF;
            rgb |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return new Color(rgb);
    }

    /** Black or white, whichever has more contrast with the colour of the value (WCAG 2.2, relative luminance). */
    public Color textOn(double value) {
        return luminance(at(value)) < EVEN_CONTRAST ? Color.WHITE : Color.BLACK;
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int component) {
        double share = component / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
