package io.intona.lab.report;

import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import io.intona.lab.experiment.Prediction;
import io.intona.lab.stats.Calibration;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Whether a model is as often right as it says: share of clips recognised against the confidence, all runs' test clips in
 * bins of equal width, and below how many clips each bin has. On the dashed line it would be. A bin of few clips says little
 * and is drawn so: hollow, and no line leads to it.
 */
final class CalibrationFigure {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 320;
    private static final int FEW = 30; // clips: the standard error of a share is up to 0.09

    private CalibrationFigure() {}

    static Calibration calibration(ModelRuns model) {
        List<Prediction> clips =
                model.runs().stream().flatMap(run -> run.predictions().stream()).toList();
        double[] confidence = new double[clips.size()];
        boolean[] recognised = new boolean[clips.size()];
        for (int i = 0; i < confidence.length; i++) {
            for (float probability : clips.get(i).probabilities()) {
                confidence[i] = Math.max(confidence[i], probability); // the predicted label's
            }
            recognised[i] = clips.get(i).predicted().equals(clips.get(i).truth());
        }
        return Calibration.of(Calibration.BINS, confidence, recognised);
    }

    static Figure of(ModelRuns model) {
        Calibration calibration = calibration(model);
        NumberAxis confidence = Look.shareAxis("confidence: probability of the emotion told");
        CombinedDomainXYPlot panels = new CombinedDomainXYPlot(confidence);
        panels.setGap(8);
        panels.add(accuracy(calibration), 3);
        panels.add(clips(calibration), 1);
        String title = String.format(
                Locale.ROOT,
                "Reliability of %s before any temperature: expected calibration error %.3f in %d bins, all test clips of %d %s;"
                        + " bins of fewer than %d clips are hollow",
                model.name(),
                calibration.expectedError(),
                Calibration.BINS,
                model.runs().size(),
                model.runs().size() == 1 ? "run" : "runs",
                FEW);
        return new Figure("calibration", title, Look.chart(panels), WIDTH, HEIGHT);
    }

    private static XYPlot accuracy(Calibration calibration) {
        XYSeries many = new XYSeries("accuracy");
        XYSeries few = new XYSeries("accuracy of few clips");
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.clips() >= FEW) {
                many.add(bin.confidence(), bin.accuracy());
            } else if (bin.clips() > 0) {
                many.add(bin.confidence(), Double.NaN); // the line ends here
                few.add(bin.confidence(), bin.accuracy());
            }
        }
        XYSeriesCollection dataset = new XYSeriesCollection(many);
        dataset.addSeries(few);
        NumberAxis axis = Look.shareAxis("share recognised");
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        renderer.setSeriesPaint(0, Look.color(0));
        renderer.setSeriesStroke(0, Look.line(0, 1.2));
        renderer.setSeriesShape(0, Look.dot(0));
        renderer.setSeriesPaint(1, Look.color(0));
        renderer.setSeriesShape(1, Look.dot(0));
        renderer.setSeriesShapesFilled(1, false);
        renderer.setSeriesLinesVisible(1, false);
        XYPlot plot = Look.dressed(new XYPlot(dataset, null, axis, renderer));
        plot.addAnnotation(new XYLineAnnotation(0, 0, 1, 1, Look.line(1, 1), Look.REFERENCE));
        String error = String.format(Locale.ROOT, "ECE %.3f", calibration.expectedError());
        plot.addAnnotation(Look.note(error, 0.75, 0.05));
        return plot;
    }

    private static XYPlot clips(Calibration calibration) {
        XYIntervalSeries series = new XYIntervalSeries("clips");
        for (Calibration.Bin bin : calibration.bins()) {
            double middle = (bin.above() + bin.upTo()) / 2;
            series.add(middle, bin.above(), bin.upTo(), bin.clips(), bin.clips(), bin.clips());
        }
        XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
        dataset.addSeries(series);
        XYBarRenderer renderer = new XYBarRenderer(0.1);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Look.color(0));
        return Look.dressed(new XYPlot(dataset, null, Look.countAxis("clips"), renderer));
    }
}
