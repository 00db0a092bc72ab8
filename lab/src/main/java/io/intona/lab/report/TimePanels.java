package io.intona.lab.report;

import io.intona.lab.chart.ColorMap;
import io.intona.lab.chart.ColorScale;
import io.intona.lab.chart.Look;
import io.intona.lab.chart.MapAnnotation;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;

/** Panels above one another that share the axis of time, in seconds from the recording's start. */
final class TimePanels {
    /** Height of the axis of time with its name, in points. */
    static final int AXIS_HEIGHT = 34;

    /** Between two panels, in points. */
    static final int GAP = 8;

    /** How many columns a waveform is drawn in; each shows the lowest and the highest sample of its time. */
    private static final int WAVEFORM_COLUMNS = 1000;

    /** Of standardised features: most lie within 2.5 standard deviations. */
    static final ColorScale FEATURES = new ColorScale(ColorMap.VIRIDIS, -2.5, 2.5);

    private final Heard heard;
    private final CombinedDomainXYPlot panels;

    TimePanels(Heard heard) {
        this.heard = heard;
        NumberAxis time = Look.axis("time, s");
        time.setRange(0, heard.seconds());
        time.setFixedDimension(AXIS_HEIGHT);
        panels = new CombinedDomainXYPlot(time);
        panels.setGap(GAP);
    }

    CombinedDomainXYPlot plot() {
        return panels;
    }

    void addWaveform(int weight) {
        float[] samples = heard.clip().samples();
        int columns = Math.min(WAVEFORM_COLUMNS, samples.length);
        double[][] line = new double[2][2 * columns]; // (time, amplitude)
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * samples.length / columns);
            int to = (int) ((long) (column + 1) * samples.length / columns);
            float low = samples[from];
            float high = samples[from];
            for (int i = from; i < to; i++) {
                low = Math.min(low, samples[i]);
                high = Math.max(high, samples[i]);
            }
            double time = (from + to) / 2.0 / heard.clip().sampleRateHz();
            line[0][2 * column] = time;
            line[1][2 * column] = low;
            line[0][2 * column + 1] = time;
            line[1][2 * column + 1] = high;
        }
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, Look.color(0));
        renderer.setSeriesStroke(0, Look.line(0, 0.5));
        panels.add(Look.dressed(new XYPlot(dataset(line), null, Look.axis("amplitude"), renderer)), weight);
    }

    /** The attention weight of each frame. */
    void addWeights(int weight) {
        float[] weights = heard.recognition().attention();
        double[][] steps = new double[2][2 * weights.length]; // (time, weight)
        for (int t = 0; t < weights.length; t++) {
            steps[0][2 * t] = heard.edge(t);
            steps[0][2 * t + 1] = heard.edge(t + 1);
            steps[1][2 * t] = weights[t];
            steps[1][2 * t + 1] = weights[t];
        }
        NumberAxis axis = Look.axis("attention");
        axis.setAutoRangeIncludesZero(true);
        XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
        renderer.setSeriesPaint(0, Look.color(1));
        panels.add(Look.dressed(new XYPlot(dataset(steps), null, axis, renderer)), weight);
    }

    /** The standardised features, the first at the bottom. */
    void addFeatures(int weight) {
        addMap("coefficient", heard.features().size(), FEATURES, heard.features()::at, weight);
    }

    /** The score that each attention vector gives each frame, the first vector at the bottom. */
    XYPlot addScores(int weight, ColorScale scale) {
        return addMap("attention vector", heard.vectors(), scale, heard::score, weight);
    }

    /** A value of a frame and a row. */
    private interface Values {
        float at(int frame, int row);
    }

    private XYPlot addMap(String name, int rows, ColorScale scale, Values values, int weight) {
        BufferedImage image = new BufferedImage(heard.frames(), rows, BufferedImage.TYPE_INT_RGB);
        for (int t = 0; t < heard.frames(); t++) {
            for (int row = 0; row < rows; row++) {
                image.setRGB(t, rows - 1 - row, scale.color(values.at(t, row)).getRGB());
            }
        }
        NumberAxis axis = Look.countAxis(name);
        axis.setRange(-0.5, rows - 0.5);
        XYPlot plot = Look.dressed(new XYPlot(null, null, axis, new XYLineAndShapeRenderer()));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        double width = heard.edge(heard.frames()) - heard.edge(0);
        plot.addAnnotation(new MapAnnotation(image, new Rectangle2D.Double(heard.edge(0), -0.5, width, rows)));
        panels.add(plot, weight);
        return plot;
    }

    private static XYDataset dataset(double[][] points) {
        DefaultXYDataset dataset = new DefaultXYDataset();
        dataset.addSeries("", points);
        return dataset;
    }
}
