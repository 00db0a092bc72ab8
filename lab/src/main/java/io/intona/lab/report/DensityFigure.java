package io.intona.lab.report;

import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import io.intona.lab.stats.KernelDensity;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Figure 7 of the paper: smoothed densities of UAR over runs, one attention vector against many, a panel for each hidden
 * size. Strokes on the axis are the runs themselves.
 */
final class DensityFigure {
    private static final int STEPS = 200;
    private static final double TAIL = 3; // bandwidths beyond the outermost run
    private static final int PANEL_HEIGHT = 125;
    private static final double LEGEND_MARGIN = 0.3; // of the highest density, so that no curve meets the legend
    private static final int AXIS_HEIGHT = 40;
    private static final double STROKE = 6; // height of the stroke that stands for a run, in points

    /** Two models of the same hidden size. */
    record Pair(ModelRuns one, ModelRuns many) {}

    private DensityFigure() {}

    /**
     * For each hidden size the model with one vector and the one that the family plans to compare it with; if that has not
     * been run, the one with the most vectors.
     */
    static List<Pair> pairs(Group group, Family family) {
        List<Pair> pairs = new ArrayList<>();
        for (ModelRuns one : group.models()) {
            if (one.architecture().attentionVectors() == 1) {
                List<ModelRuns> alike = group.ofHiddenSize(one.architecture().hiddenSize());
                family.planned().stream()
                        .flatMap(pair -> pair.partner(one.name()).stream())
                        .flatMap(partner -> group.model(partner).stream())
                        .filter(alike::contains)
                        .findFirst()
                        .or(() -> most(group, one))
                        .ifPresent(many -> pairs.add(new Pair(one, many)));
            }
        }
        return pairs;
    }

    private static Optional<ModelRuns> most(Group group, ModelRuns one) {
        return group.ofHiddenSize(one.architecture().hiddenSize()).stream()
                .filter(each -> each.architecture().attentionVectors() > 1)
                .reduce((less, more) -> more);
    }

    /** The figure, unless fewer than two runs of a pair, or equal ones, leave nothing to smooth. */
    static Optional<Figure> of(List<Pair> pairs) {
        CombinedDomainXYPlot panels = new CombinedDomainXYPlot(Look.axis("UAR"));
        panels.setGap(6);
        List<String> drawn = new ArrayList<>();
        for (Pair pair : pairs) {
            if (isSmooth(pair.one()) && isSmooth(pair.many())) {
                panels.add(panel(pair));
                drawn.add(pair.one().name() + " and " + pair.many().name());
            }
        }
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        String title = "Densities of UAR over runs (Gaussian kernels, Scott's bandwidth): " + String.join(", ", drawn);
        int height = AXIS_HEIGHT + drawn.size() * PANEL_HEIGHT;
        return Optional.of(new Figure("figure-7", title, Look.chart(panels), Look.WIDTH, height));
    }

    private static boolean isSmooth(ModelRuns runs) {
        return Arrays.stream(runs.uars()).distinct().count() > 1;
    }

    private static XYPlot panel(Pair pair) {
        NumberAxis density = Look.axis("density, 1/UAR");
        density.setAutoRangeIncludesZero(true);
        density.setUpperMargin(LEGEND_MARGIN);
        XYSeriesCollection curves = new XYSeriesCollection();
        XYPlot plot = Look.dressed(new XYPlot(curves, null, density, null));
        XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
        lines.setDrawSeriesLineAsPath(true); // else dashes begin anew at every point
        XYSeriesCollection runs = new XYSeriesCollection();
        XYLineAndShapeRenderer strokes = new XYLineAndShapeRenderer(false, true);
        for (ModelRuns model : List.of(pair.one(), pair.many())) {
            int series = curves.getSeriesCount();
            curves.addSeries(curve(model));
            lines.setSeriesPaint(series, Look.color(series));
            lines.setSeriesStroke(series, Look.line(series, 1.5));
            runs.addSeries(runs(model));
            strokes.setSeriesPaint(series, Look.color(series));
            strokes.setSeriesShape(series, new Rectangle2D.Double(-0.4, -(series + 1) * STROKE, 0.8, STROKE));
            strokes.setSeriesVisibleInLegend(series, false);
        }
        plot.setRenderer(lines);
        plot.setDataset(1, runs);
        plot.setRenderer(1, strokes);
        Look.legendInside(plot);
        return plot;
    }

    /** Each run at the bottom; its shape rises from there. */
    private static XYSeries runs(ModelRuns model) {
        XYSeries runs = new XYSeries(model.name() + ", runs");
        for (double uar : model.uars()) {
            runs.add(uar, 0);
        }
        return runs;
    }

    private static XYSeries curve(ModelRuns runs) {
        KernelDensity density = new KernelDensity(runs.uars());
        double reach = TAIL * density.bandwidth();
        double low = Arrays.stream(runs.uars()).min().orElseThrow() - reach;
        double high = Arrays.stream(runs.uars()).max().orElseThrow() + reach;
        XYSeries curve = new XYSeries(runs.name());
        for (int i = 0; i <= STEPS; i++) {
            double uar = low + (high - low) * i / STEPS;
            curve.add(uar, density.at(uar));
        }
        return curve;
    }
}
