package io.intona.lab.chart;

import io.intona.file.WholeFile;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.JFreeChart;

/**
 * A chart with a name and a size. The same chart gives the same bytes wherever Java has the same fonts.
 *
 * @param name of its files, without ending, and prefix of the ids within its SVG
 * @param title what it shows, in a sentence, for those who cannot see it
 * @param width in points, 1/72 inch
 * @param height in points
 */
public record Figure(String name, String title, JFreeChart chart, int width, int height) {
    /** Points of a PNG a point of the figure: 216 dots an inch. */
    static final int PNG_SCALE = 3;

    /** The figure as SVG, an element that may also stand in a page of HTML if no other figure there has its name. */
    public String svg() {
        return Svg.draw(this);
    }

    /** The same under another name. */
    public Figure named(String newName) {
        return new Figure(newName, title, chart, width, height);
    }

    /** The figure as PNG. */
    public byte[] png() throws IOException {
        BufferedImage image = image();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Png.write(image, PNG_SCALE * 72, bytes);
        return bytes.toByteArray();
    }

    private BufferedImage image() {
        BufferedImage image = new BufferedImage(width * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(PNG_SCALE, PNG_SCALE);
        drawOn(graphics);
        graphics.dispose();
        return image;
    }

    void drawOn(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }

    /** Writes NAME.svg and NAME.png into a folder that exists, each whole or not at all; returns both. */
    public List<Path> write(Path folder) throws IOException {
        byte[] svg = (Svg.DECLARATION + svg() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] png = png();
        Path svgFile = folder.resolve(name + ".svg");
        Path pngFile = folder.resolve(name + ".png");
        WholeFile.write(svgFile, out -> out.write(svg));
        WholeFile.write(pngFile, out -> out.write(png));
        return List.of(svgFile, pngFile);
    }
}
