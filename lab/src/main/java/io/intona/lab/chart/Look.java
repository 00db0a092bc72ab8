package io.intona.lab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/**
 * How all charts look. Lengths are points, 1/72 inch: a figure {@value #WIDTH} points wide fits the text of an A4 page as
 * it is, and then no letter is smaller than the 9 points of {@link #TEXT}.
 *
 * <p>Colours are Okabe and Ito's, which differ for all kinds of colour vision: Color Universal Design (2008),
 * jfly.uni-koeln.de/color. Lines that stand in one chart also differ in their dashes, for grey prints.
 */
public final class Look {
    /** Width of a figure that fills a page's text, in points. */
    public static final int WIDTH = 454;

    /** Empty space around a chart, above and below, in points. */
    public static final int MARGIN = 6;

    /** Of tick labels, legends and what is written into a chart. */
    public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 9);

    /** Of what repeats itself in every field; no text is smaller. */
    public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 8);

    /** Of the names of axes. */
    public static final Font NAME = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

    /** Of the headings of panels. */
    public static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 10);

    /** Of axes, outlines and text. */
    public static final Color INK = new Color(0x222222);

    /** Of lines that guide the eye. */
    public static final Color GRID = new Color(0xDDDDDD);

    /** Of what serves as comparison: chance, a diagonal, another's results. */
    public static final Color REFERENCE = new Color(0x777777);

    private static final Color[] OKABE_ITO = {
        new Color(0x0072B2), // blue
        new Color(0xD55E00), // vermilion
        new Color(0x009E73), // bluish green
        new Color(0xCC79A7), // reddish purple
        new Color(0xE69F00), // orange
        new Color(0x56B4E9), // sky blue
        new Color(0x000000) // black
    };
    private static final float[][] DASHES = {{}, {5, 2}, {1.5f, 2}, {6, 2, 1.5f, 2}};
    private static final float HAIRLINE = 0.5f;
    private static final double SHARE_MARGIN = 0.02;
    private static final RectangleInsets MARGINS = new RectangleInsets(MARGIN, MARGIN, MARGIN, 2 * MARGIN);

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(
                false); // it draws the names of vertical axes as shapes, not as text
    }

    private Look() {}

    /**
     * Makes sure that text can be drawn.
     *
     * @throws IllegalStateException if this Java finds no font, with what to install
     */
    public static void requireFonts() {
        try {
            new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                    .createGraphics()
                    .getFontMetrics(TEXT)
                    .stringWidth("0");
        } catch (RuntimeException | LinkageError | InternalError e) { // depending on what exactly is missing
            throw new IllegalStateException(
                    "figures need fonts, and this Java finds none: install fontconfig and a font, for example with"
                            + " 'apt-get install fontconfig fonts-dejavu-core'",
                    e);
        }
    }

    /** The colour of the series with that number, from 0; after seven they repeat. */
    public static Color color(int series) {
        return OKABE_ITO[series % OKABE_ITO.length];
    }

    /** The same, letting through what lies behind. */
    public static Color color(int series, double opacity) {
        Color solid = color(series);
        return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), (int) Math.round(255 * opacity));
    }

    /** A line of the given width, dashed differently for each of four series. */
    public static BasicStroke line(int series, double width) {
        float[] dashes = DASHES[series % DASHES.length];
        float thickness = (float) width;
        return dashes.length == 0
                ? new BasicStroke(thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    /** An axis of numbers that shows its data and not necessarily 0. */
    public static NumberAxis axis(String name) {
        NumberAxis axis = new NumberAxis(name);
        axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        axis.setAutoRangeIncludesZero(false);
        return dressed(axis);
    }

    /** An axis for shares and probabilities, from 0 to 1, with room for marks at the ends. */
    public static NumberAxis shareAxis(String name) {
        NumberAxis axis = axis(name);
        axis.setRange(-SHARE_MARGIN, 1 + SHARE_MARGIN);
        axis.setTickUnit(
                new NumberTickUnit(0.1, new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT))));
        return axis;
    }

    /** An axis of whole numbers. */
    public static NumberAxis countAxis(String name) {
        NumberAxis axis = axis(name);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        return axis;
    }

    /** An axis of words: the first at 0, the next at 1. */
    public static SymbolAxis wordAxis(String name, String... words) {
        SymbolAxis axis = dressed(new SymbolAxis(name, words));
        axis.setGridBandsVisible(false);
        return axis;
    }

    private static <A extends ValueAxis> A dressed(A axis) {
        axis.setLabelFont(NAME);
        axis.setLabelPaint(INK);
        axis.setTickLabelFont(TEXT);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(INK);
        axis.setAxisLineStroke(line(0, HAIRLINE));
        axis.setTickMarkPaint(INK);
        axis.setTickMarkStroke(line(0, HAIRLINE));
        return axis;
    }

    /** Gives a plot white ground, a thin outline and quiet grid lines. */
    public static <P extends XYPlot> P dressed(P plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(INK);
        plot.setOutlineStroke(line(0, HAIRLINE));
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(line(0, HAIRLINE));
        plot.setRangeGridlineStroke(line(0, HAIRLINE));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    /** A chart without title: what it shows is told by the text around it. */
    public static JFreeChart chart(Plot plot) {
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, NAME, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(MARGINS);
        return chart;
    }

    /** A mark for each of four series; they differ in shape as well as in colour. */
    public static Shape dot(int series) {
        double r = 2.8;
        return switch (series % 4) {
            case 0 -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
            case 1 -> polygon(0, -r - 1, r + 0.6, r, -r - 0.6, r);
            case 2 -> new Rectangle2D.Double(-r + 0.3, -r + 0.3, 2 * r - 0.6, 2 * r - 0.6);
            default -> polygon(0, -r - 1, r + 1, 0, 0, r + 1, -r - 1, 0);
        };
    }

    private static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** A dashed line at a value, for comparison. */
    public static ValueMarker reference(double value) {
        return new ValueMarker(value, REFERENCE, line(1, 1));
    }

    /** A few words in a plot, starting at a place of its axes. */
    public static XYTextAnnotation note(String words, double x, double y) {
        XYTextAnnotation note = new XYTextAnnotation(words, x, y);
        note.setFont(TEXT);
        note.setPaint(INK);
        note.setTextAnchor(TextAnchor.CENTER_LEFT);
        note.setBackgroundPaint(Color.WHITE);
        return note;
    }

    /** A legend within the plot, in its upper right corner. */
    public static void legendInside(XYPlot plot) {
        LegendTitle legend = legend(plot);
        legend.setMargin(4, 0, 0, 4);
        plot.addAnnotation(new XYTitleAnnotation(1, 1, legend, RectangleAnchor.TOP_RIGHT));
    }

    /** Adds a legend of the plot's series; only where lines cannot be told apart otherwise. */
    public static JFreeChart withLegend(JFreeChart chart, RectangleEdge edge) {
        LegendTitle legend = legend(chart.getPlot());
        legend.setPosition(edge);
        chart.addLegend(legend);
        return chart;
    }

    private static LegendTitle legend(Plot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setItemFont(TEXT);
        legend.setItemPaint(INK);
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(Color.WHITE);
        return legend;
    }
}
