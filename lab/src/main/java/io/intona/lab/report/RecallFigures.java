package io.intona.lab.report;

import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import io.intona.lab.stats.ConfusionMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Whom and what a model recognises how well: by speaker, and by the intensity of the emotion. A dot is the recall of all
 * runs' clips together, a line reaches from the worst run to the best.
 */
final class RecallFigures {
    private static final int ROW_HEIGHT = 13;
    private static final int WIDE_ROW_HEIGHT = 22;
    private static final int AXIS_HEIGHT = 46;
    private static final int LEGEND_HEIGHT = 18;
    private static final double APART = 0.18; // of two dots of a row, to each side of its middle

    private RecallFigures() {}

    /** A row for each test speaker, the best recognised on top. */
    static Figure bySpeaker(ModelRuns model) {
        List<Map.Entry<String, ConfusionMatrix>> speakers = model.bySpeaker().entrySet().stream()
                .sorted(Comparator.comparingDouble(each -> each.getValue().unweightedAverageRecall()))
                .toList();
        List<SortedMap<String, ConfusionMatrix>> runs =
                model.runs().stream().map(run -> run.bySpeaker()).toList();
        XYIntervalSeries series = new XYIntervalSeries("UAR");
        for (int row = 0; row < speakers.size(); row++) {
            String speaker = speakers.get(row).getKey();
            double[] each = runs.stream()
                    .mapToDouble(run -> Objects.requireNonNull(run.get(speaker)).unweightedAverageRecall())
                    .toArray();
            add(series, row, speakers.get(row).getValue().unweightedAverageRecall(), each);
        }
        String[] names = speakers.stream().map(Map.Entry::getKey).toArray(String[]::new);
        XYPlot plot = plot("UAR", Look.wordAxis("test speaker", names), series);
        plot.addDomainMarker(Look.reference(model.uar().mean()));
        return new Figure(
                "speakers",
                "UAR of " + model.name()
                        + " by test speaker: all runs together, and from the worst run to the best; the"
                        + " dashed line is the mean over runs",
                Look.chart(plot),
                Look.WIDTH,
                AXIS_HEIGHT + ROW_HEIGHT * names.length);
    }

    /** A row for each emotion, if the clips' names say how intense it was meant. */
    static Optional<Figure> byIntensity(ModelRuns model) {
        Optional<Intensities> known = Intensities.of(model);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Intensities intensities = known.get();
        String[] labels = model.runs().get(0).labels().toArray(String[]::new);
        XYIntervalSeries[] series = Intensities.NAMES.stream()
                .map(name -> new XYIntervalSeries(name + " intensity"))
                .toArray(XYIntervalSeries[]::new);
        for (int i = 0; i < series.length; i++) {
            double place = (2 * i - 1) * APART;
            for (int label = 0; label < labels.length; label++) {
                double pooled = intensities.recall(i, label);
                if (!Double.isNaN(pooled)) { // neutral is never strong
                    add(series[i], label + place, pooled, intensities.recalls(i, label));
                }
            }
        }
        SymbolAxis rows = Look.wordAxis("emotion", labels);
        rows.setInverted(true);
        JFreeChart chart = Look.withLegend(Look.chart(plot("recall", rows, series)), RectangleEdge.TOP);
        return Optional.of(new Figure(
                "intensity",
                "Recall of " + model.name() + " by emotion and intensity: all runs together, and from the worst run to"
                        + " the best",
                chart,
                Look.WIDTH,
                AXIS_HEIGHT + LEGEND_HEIGHT + WIDE_ROW_HEIGHT * labels.length));
    }

    private static void add(XYIntervalSeries series, double row, double pooled, double[] runs) {
        double worst = Arrays.stream(runs).min().orElse(pooled);
        double best = Arrays.stream(runs).max().orElse(pooled);
        series.add(pooled, worst, best, row, row, row);
    }

    private static XYPlot plot(String name, SymbolAxis rows, XYIntervalSeries... series) {
        XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        renderer.setCapLength(0);
        renderer.setErrorStroke(Look.line(0, 1));
        for (int i = 0; i < series.length; i++) {
            dataset.addSeries(series[i]);
            renderer.setSeriesPaint(i, Look.color(i));
            renderer.setSeriesShape(i, Look.dot(i));
        }
        return Look.dressed(new XYPlot(dataset, Look.shareAxis(name), rows, renderer));
    }
}
