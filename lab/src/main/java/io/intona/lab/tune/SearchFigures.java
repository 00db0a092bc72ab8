package io.intona.lab.tune;

import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import io.intona.lab.tune.SearchResult.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Four figures of each study: its history, the importance of its settings, a slice along each of them, and all trials in
 * parallel coordinates. A function of the study alone.
 */
public final class SearchFigures {
    private static final int HEIGHT = 200;
    private static final int BEST_OF = 4;
    private static final String UAR = "UAR";

    private final StudyResult study;
    private final List<Trial> complete;
    private final List<Trial> best; // the best quarter

    private SearchFigures(StudyResult study) {
        this.study = study;
        this.complete = study.trials().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        this.best = ConfirmationAgenda.best(complete, Math.max(1, complete.size() / BEST_OF), Direction.MAXIMIZE);
    }

    /** Writes SVG and PNG of all figures into a folder, which is made if it is not there; returns the files. */
    public static List<Path> write(SearchResult result, Path folder) throws IOException {
        Look.requireFonts();
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (StudyResult study : result.studies()) {
            for (Figure figure : of(study)) {
                files.addAll(figure.write(folder));
            }
        }
        return files;
    }

    /** The figures of one study; none if no trial is complete. */
    static List<Figure> of(StudyResult study) {
        SearchFigures figures = new SearchFigures(study);
        return figures.complete.isEmpty()
                ? List.of()
                : List.of(figures.history(), figures.importance(), figures.slices(), figures.parallel());
    }

    private Figure figure(String kind, String title, XYPlot plot) {
        String name = kind + "-" + study.name().replaceAll("[^A-Za-z0-9._-]", "-");
        return new Figure(name, title + " of study " + study.name(), Look.chart(plot), Look.WIDTH, HEIGHT);
    }

    // ---- history
    // --------------------------------------------------------------------------------------------------------

    private Figure history() {
        XYSeries ended = new XYSeries("complete");
        XYSeries pruned = new XYSeries("pruned");
        XYSeries record = new XYSeries("best so far");
        double most = Double.NEGATIVE_INFINITY;
        for (Trial trial : study.trials()) {
            if (trial.state() == TrialState.COMPLETE) {
                ended.add(trial.number(), trial.value());
                if (record.getItemCount() > 0) {
                    record.add(trial.number(), most); // a step, not a slope
                }
                most = Math.max(most, trial.value());
                record.add(trial.number(), most);
            } else if (trial.state() == TrialState.PRUNED && !Double.isNaN(trial.value())) {
                pruned.add(trial.number(), trial.value());
            }
        }
        XYSeriesCollection data = collection(List.of(ended, pruned, record));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        for (int series = 0; series < 2; series++) {
            renderer.setSeriesShape(series, Look.dot(series));
            renderer.setSeriesPaint(series, Look.color(series, 0.7));
        }
        renderer.setSeriesLinesVisible(2, true);
        renderer.setSeriesShapesVisible(2, false);
        renderer.setSeriesPaint(2, Look.INK);
        renderer.setSeriesStroke(2, Look.line(0, 1));
        XYPlot plot = Look.dressed(new XYPlot(data, Look.countAxis("trial"), Look.axis(UAR), renderer));
        return figure("history", "Value of each trial and the best so far", plot);
    }

    private static XYSeriesCollection collection(List<XYSeries> all) {
        XYSeriesCollection collection = new XYSeriesCollection();
        all.forEach(collection::addSeries);
        return collection;
    }

    // ---- importance
    // -----------------------------------------------------------------------------------------------------

    private Figure importance() {
        Map<String, Double> shares = Importance.of(study.trials(), Direction.MAXIMIZE);
        XYSeries series = new XYSeries("importance");
        int index = 0;
        for (double share : shares.values()) {
            series.add(index++, share);
        }
        SymbolAxis names = Look.wordAxis("", shares.keySet().toArray(String[]::new));
        names.setInverted(true);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Look.color(0));
        NumberAxis axis = Look.shareAxis("importance (PED-ANOVA, best quarter)");
        XYPlot plot =
                Look.dressed(new XYPlot(new XYBarDataset(collection(List.of(series)), 0.6), names, axis, renderer));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setDomainGridlinesVisible(false);
        return figure("importance", "Importance of the settings", plot);
    }

    // ---- slices
    // ---------------------------------------------------------------------------------------------------------

    private Map<String, Distribution> space() {
        Map<String, Distribution> space = new LinkedHashMap<>();
        complete.get(0).parameters().forEach((name, parameter) -> space.put(name, parameter.distribution()));
        return space;
    }

    private Figure slices() {
        CombinedRangeXYPlot panels = new CombinedRangeXYPlot(Look.axis(UAR));
        panels.setGap(6);
        space().forEach((name, distribution) -> panels.add(slice(name, distribution)));
        return figure("slices", "Value of the complete trials along each setting", panels);
    }

    private XYPlot slice(String name, Distribution distribution) {
        XYSeries others = new XYSeries("others");
        XYSeries quarter = new XYSeries("best quarter");
        for (Trial trial : Split.having(complete, Map.of(name, distribution))) {
            (best.contains(trial) ? quarter : others).add(place(distribution, trial.parameter(name)), trial.value());
        }
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, Look.dot(0));
        renderer.setSeriesPaint(0, Look.color(5, 0.6));
        renderer.setSeriesShape(1, Look.dot(0));
        renderer.setSeriesPaint(1, Look.color(0, 0.9));
        NumberAxis axis = distribution instanceof Distribution.Categorical categorical
                ? Look.wordAxis(
                        name,
                        categorical.choices().stream().map(String::valueOf).toArray(String[]::new))
                : isLog(distribution) ? powersOfTen(name) : fewTicks(name, Axis.of(distribution));
        axis.setLabelFont(Look.SMALL); // panels are narrow
        axis.setTickLabelFont(Look.SMALL);
        return Look.dressed(new XYPlot(collection(List.of(others, quarter)), axis, null, renderer));
    }

    /** For common logarithms: its ticks tell the numbers. */
    private static NumberAxis powersOfTen(String name) {
        NumberAxis axis = Look.axis(name);
        axis.setTickUnit(new NumberTickUnit(
                1, new DecimalFormat("'1e'0;'1e-'0", DecimalFormatSymbols.getInstance(Locale.ROOT))));
        return axis;
    }

    /** Ticks at the greatest power of ten that is in the range at least twice, or at two or five times that. */
    private static NumberAxis fewTicks(String name, Axis range) {
        NumberAxis axis = Look.axis(name);
        double unit = Math.pow(10, Math.floor(Math.log10(range.range() / 2)));
        for (double times : new double[] {5, 2, 1}) {
            if (times * unit <= range.range() / 2) {
                axis.setTickUnit(new NumberTickUnit(times * unit, NumberFormat.getInstance(Locale.ROOT)));
                return axis;
            }
        }
        return axis;
    }

    private static boolean isLog(Distribution distribution) {
        return !(distribution instanceof Distribution.Categorical)
                && Axis.of(distribution).log();
    }

    private static double place(Distribution distribution, double value) {
        return isLog(distribution) ? Math.log10(value) : value;
    }

    // ---- parallel coordinates
    // -------------------------------------------------------------------------------------------

    private Figure parallel() {
        Map<String, Distribution> space = space();
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        double least = complete.stream().mapToDouble(Trial::value).min().orElseThrow();
        double most = complete.stream().mapToDouble(Trial::value).max().orElseThrow();
        for (boolean good : new boolean[] {true, false}) { // what is drawn last lies behind
            for (Trial trial : complete) {
                if (best.contains(trial) == good && trial.parameters().keySet().equals(space.keySet())) {
                    int index = lines.getSeriesCount();
                    lines.addSeries(line(trial, space, least, most));
                    renderer.setSeriesPaint(index, good ? Look.color(0) : Look.color(5, 0.4));
                    renderer.setSeriesStroke(index, Look.line(0, good ? 1 : 0.6));
                }
            }
        }
        List<String> names = new ArrayList<>(space.keySet());
        names.add(UAR);
        NumberAxis height = Look.axis("least to greatest");
        height.setRange(-0.03, 1.03);
        height.setTickLabelsVisible(false);
        XYPlot plot =
                Look.dressed(new XYPlot(lines, Look.wordAxis("", names.toArray(String[]::new)), height, renderer));
        plot.setRangeGridlinesVisible(false);
        return figure("parallel", "All complete trials in parallel coordinates, the best quarter dark", plot);
    }

    private static XYSeries line(Trial trial, Map<String, Distribution> space, double least, double most) {
        XYSeries line = new XYSeries(trial.number());
        int index = 0;
        for (Map.Entry<String, Distribution> each : space.entrySet()) {
            line.add(index++, share(each.getValue(), trial.parameter(each.getKey())));
        }
        line.add(index, most > least ? (trial.value() - least) / (most - least) : 0.5);
        return line;
    }

    /** Where a value lies between the least and the greatest that are possible. */
    private static double share(Distribution distribution, double value) {
        if (distribution.isSingle()) {
            return 0.5;
        }
        if (distribution instanceof Distribution.Categorical categorical) {
            return value / (categorical.choices().size() - 1);
        }
        Axis axis = Axis.of(distribution);
        double low = axis.inward(axis.least());
        return (axis.inward(value) - low) / (axis.inward(axis.greatest()) - low);
    }
}
