package io.intona.lab.report;

import io.intona.lab.chart.ColorMap;
import io.intona.lab.chart.ColorScale;
import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.stats.ConfusionMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/** Figure 6 of the paper: the confusion matrix of one run, each row in per cent of its clips, with the counts. */
final class ConfusionFigure {
    private static final int BESIDE_FIELDS = 45; // points for the axis's name, ticks and margins
    private static final int BELOW_FIELDS = 48;
    private static final int FIELD_HEIGHT = 33;
    private static final int MAX_FIELD_WIDTH = 60;
    private static final ColorScale PERCENT = new ColorScale(ColorMap.BLUES, 0, 100);
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private ConfusionFigure() {}

    static Figure of(RunRecord run) {
        ConfusionMatrix matrix = run.confusionMatrix();
        int classes = matrix.classes();
        String[] labels = run.labels().toArray(String[]::new);
        SymbolAxis predicted = Look.wordAxis("recognised as", labels);
        SymbolAxis truth = Look.wordAxis("meant", labels);
        truth.setInverted(true);
        int besideFields = BESIDE_FIELDS + width(run.labels(), Look.TEXT);
        int width = Math.min(Look.WIDTH, besideFields + classes * MAX_FIELD_WIDTH);
        int fieldWidth = (width - besideFields) / classes;
        boolean small = width(run.labels(), Look.TEXT) > fieldWidth;
        boolean upright = width(run.labels(), Look.SMALL) > fieldWidth;
        predicted.setTickLabelFont(small && !upright ? Look.SMALL : Look.TEXT);
        predicted.setVerticalTickLabels(upright);
        XYPlot plot = Look.dressed(new XYPlot(fields(matrix), predicted, truth, renderer()));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        write(plot, matrix);
        int height = BELOW_FIELDS + (upright ? width(run.labels(), Look.TEXT) : 0) + classes * FIELD_HEIGHT;
        String title = String.format(
                Locale.ROOT,
                "Confusion matrix of run %d of %s, UAR %.4f: per cent of the clips of each emotion, and clips",
                run.run(),
                run.model(),
                run.uar());
        return new Figure("figure-6", title, Look.chart(plot), width, height);
    }

    private static int width(List<String> labels, Font font) {
        return (int) Math.ceil(labels.stream()
                .mapToDouble(label -> font.getStringBounds(label, MEASURE).getWidth())
                .max()
                .orElse(0));
    }

    private static double percent(ConfusionMatrix matrix, int truth, int predicted) {
        return 100.0
                * matrix.count(truth, predicted)
                / Arrays.stream(matrix.counts()[truth]).sum();
    }

    private static DefaultXYZDataset fields(ConfusionMatrix matrix) {
        int classes = matrix.classes();
        double[][] fields = new double[3][classes * classes]; // (predicted, truth, per cent)
        for (int i = 0; i < fields[0].length; i++) {
            fields[0][i] = i % classes;
            fields[1][i] = i / classes;
            fields[2][i] = percent(matrix, i / classes, i % classes);
        }
        DefaultXYZDataset dataset = new DefaultXYZDataset();
        dataset.addSeries("per cent", fields);
        return dataset;
    }

    private static XYBlockRenderer renderer() {
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(PERCENT);
        return renderer;
    }

    private static void write(XYPlot plot, ConfusionMatrix matrix) {
        for (int truth = 0; truth < matrix.classes(); truth++) {
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                double percent = percent(matrix, truth, predicted);
                String share = Double.isNaN(percent) ? "–" : String.format(Locale.ROOT, "%.0f %%", percent);
                Color color = PERCENT.textOn(percent);
                Font font = truth == predicted ? Look.TEXT.deriveFont(Font.BOLD) : Look.TEXT;
                text(plot, share, predicted, truth - 0.17, font, color);
                String clips = "(" + matrix.count(truth, predicted) + ")";
                text(plot, clips, predicted, truth + 0.2, Look.SMALL, color);
            }
        }
    }

    private static void text(XYPlot plot, String text, double x, double y, Font font, Color color) {
        XYTextAnnotation annotation = new XYTextAnnotation(text, x, y);
        annotation.setFont(font);
        annotation.setPaint(color);
        plot.addAnnotation(annotation);
    }
}
