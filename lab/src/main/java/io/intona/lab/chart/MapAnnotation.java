package io.intona.lab.chart;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * An image that lies exactly over a rectangle of the axes, such as a map with a pixel for each frame and coefficient.
 * (JFreeChart's own {@code XYDataImageAnnotation} rounds to whole points.)
 */
public final class MapAnnotation extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1;
    private static final double FINE = 1000; // parts of a point
    private static final int SHARP_WIDTH = 1000;
    private static final int SHARP_HEIGHT = 400;

    private final transient BufferedImage image;
    private final transient Rectangle2D place;

    /**
     * @param image its first row is drawn at the top
     * @param place in the units of the axes
     */
    public MapAnnotation(BufferedImage image, Rectangle2D place) {
        this.image = enlarged(image);
        this.place = place;
    }

    /** Every pixel as many, so that programs that smooth images do so only at their edges. */
    private static BufferedImage enlarged(BufferedImage image) {
        int across = 1 + SHARP_WIDTH / image.getWidth();
        int down = 1 + SHARP_HEIGHT / image.getHeight();
        int width = image.getWidth() * across;
        int height = image.getHeight() * down;
        BufferedImage enlarged = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                enlarged.setRGB(x, y, image.getRGB(x / across, y / down));
            }
        }
        return enlarged;
    }

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int renderer,
            PlotRenderingInfo info) {
        double left = domain.valueToJava2D(place.getMinX(), area, RectangleEdge.BOTTOM);
        double right = domain.valueToJava2D(place.getMaxX(), area, RectangleEdge.BOTTOM);
        double bottom = range.valueToJava2D(place.getMinY(), area, RectangleEdge.LEFT);
        double top = range.valueToJava2D(place.getMaxY(), area, RectangleEdge.LEFT);
        AffineTransform before = graphics.getTransform();
        graphics.scale(1 / FINE, 1 / FINE); // images are placed at whole numbers
        int x = (int) Math.round(left * FINE);
        int y = (int) Math.round(top * FINE);
        int width = (int) Math.round(right * FINE) - x;
        int height = (int) Math.round(bottom * FINE) - y;
        graphics.drawImage(image, x, y, width, height, null);
        graphics.setTransform(before);
    }
}
