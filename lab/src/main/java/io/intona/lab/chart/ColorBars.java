package io.intona.lab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.Size2D;

/**
 * Bars at a chart's right edge that say which number has which colour, each beside its panel. (JFreeChart's own
 * {@code PaintScaleLegend} takes the whole height, and two of them stand side by side.)
 */
public final class ColorBars extends Title {
    private static final long serialVersionUID = 1;
    private static final int GAP = 8; // between the panels and the bars
    private static final int BAR = 8; // width
    private static final int NUMBERS = 40; // width of the numbers and the name
    private static final int SHADES = 64;

    /** A bar from {@code top} points below the chart's upper margin on. */
    private record Bar(String name, ColorScale scale, double top, double height) {}

    private final transient List<Bar> bars = new ArrayList<>();

    public ColorBars() {
        setPosition(RectangleEdge.RIGHT);
        setPadding(0, 0, 0, 0);
    }

    /**
     * Adds a bar.
     *
     * @param name what is coloured, with its unit
     * @param top where it begins, in points below the chart's upper margin
     * @param height in points
     */
    public void add(String name, ColorScale scale, double top, double height) {
        bars.add(new Bar(name, scale, top, height));
    }

    @Override
    public Size2D arrange(Graphics2D graphics, RectangleConstraint constraint) {
        return new Size2D(GAP + BAR + NUMBERS, constraint.getHeightRange().getUpperBound());
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        for (Bar bar : bars) {
            draw(graphics, bar, area.getX() + GAP, area.getY() + bar.top());
        }
    }

    @Override
    public Object draw(Graphics2D graphics, Rectangle2D area, Object parameters) {
        draw(graphics, area);
        return area;
    }

    private static void draw(Graphics2D graphics, Bar bar, double x, double y) {
        double low = bar.scale().low();
        double step = (bar.scale().high() - low) / SHADES;
        double height = bar.height() / SHADES;
        for (int i = 0; i < SHADES; i++) {
            Color color = bar.scale().color(low + (i + 0.5) * step);
            graphics.setPaint(color);
            double overlap = i == 0 ? 0 : 0.3; // no light shines through between the shades
            graphics.fill(new Rectangle2D.Double(x, y + bar.height() - (i + 1) * height, BAR, height + overlap));
        }
        NumberAxis axis = Look.axis(bar.name());
        axis.setRange(low, bar.scale().high());
        Rectangle2D beside = new Rectangle2D.Double(x, y, BAR, bar.height());
        Rectangle2D all = new Rectangle2D.Double(x, y, BAR + NUMBERS, bar.height());
        axis.draw(graphics, x + BAR, all, beside, RectangleEdge.RIGHT, null);
    }
}
