package io.intona.lab.report;

import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import io.intona.lab.experiment.FoldRecord;
import io.intona.lab.experiment.FoldRecord.Curves;
import io.intona.lab.experiment.RunRecord;
import io.intona.lab.stats.Spread;
import java.util.List;
import java.util.function.Function;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * How a model was trained: loss on training speakers and UAR on validation speakers by epoch. A run's curve is the mean
 * over its folds; drawn is the mean over runs and, where there are several, a band of one standard deviation (ddof 1) to
 * both sides.
 */
final class CurveFigure {
    private static final int HEIGHT = 260;
    private static final double BAND_OPACITY = 0.25;

    private CurveFigure() {}

    static Figure of(ModelRuns model) {
        NumberAxis epochs = Look.countAxis("epoch");
        CombinedDomainXYPlot panels = new CombinedDomainXYPlot(epochs);
        panels.setGap(8);
        panels.add(panel("training loss, nats", model, Curves::trainLoss, 1));
        panels.add(panel("validation UAR", model, Curves::validationUar, 0));
        int runs = model.runs().size();
        String spread = runs == 1 ? "one run" : "mean over " + runs + " runs ± one standard deviation";
        String title = "Learning curves of " + model.name() + ", " + spread + ", each the mean over its folds";
        return new Figure("learning-" + model.name(), title, Look.chart(panels), Look.WIDTH, HEIGHT);
    }

    private static XYPlot panel(String name, ModelRuns model, Function<Curves, List<Double>> values, int color) {
        NumberAxis axis = Look.axis(name);
        axis.setAutoRangeIncludesZero(true);
        YIntervalSeries series = new YIntervalSeries(name);
        for (int epoch = 0; epoch < epochs(model); epoch++) {
            Spread spread = Spread.of(runs(model, values, epoch));
            double deviation = Double.isNaN(spread.sampleDeviation()) ? 0 : spread.sampleDeviation();
            series.add(epoch + 1, spread.mean(), spread.mean() - deviation, spread.mean() + deviation);
        }
        YIntervalSeriesCollection dataset = new YIntervalSeriesCollection();
        dataset.addSeries(series);
        boolean isPoint = series.getItemCount() == 1;
        DeviationRenderer renderer = new DeviationRenderer(true, isPoint);
        renderer.setAlpha((float) BAND_OPACITY);
        renderer.setSeriesPaint(0, Look.color(color));
        renderer.setSeriesFillPaint(0, Look.color(color));
        renderer.setSeriesStroke(0, Look.line(0, 1.2));
        return Look.dressed(new XYPlot(dataset, null, axis, renderer));
    }

    private static int epochs(ModelRuns model) {
        return model.runs().stream()
                .flatMap(run -> run.folds().stream())
                .mapToInt(fold -> fold.curves().trainLoss().size())
                .min()
                .orElse(0);
    }

    /** A value of each run: the mean over its folds. */
    private static double[] runs(ModelRuns model, Function<Curves, List<Double>> values, int epoch) {
        return model.runs().stream()
                .mapToDouble(run -> Spread.of(folds(run, values, epoch)).mean())
                .toArray();
    }

    private static double[] folds(RunRecord run, Function<Curves, List<Double>> values, int epoch) {
        return run.folds().stream()
                .map(FoldRecord::curves)
                .mapToDouble(curves -> values.apply(curves).get(epoch))
                .toArray();
    }
}
