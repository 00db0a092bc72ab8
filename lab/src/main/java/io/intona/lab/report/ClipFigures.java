package io.intona.lab.report;

import io.intona.audio.AudioClip;
import io.intona.kernel.Kernels;
import io.intona.lab.chart.ColorBars;
import io.intona.lab.chart.ColorMap;
import io.intona.lab.chart.ColorScale;
import io.intona.lab.chart.Figure;
import io.intona.lab.chart.Look;
import io.intona.model.EmotionModel;
import io.intona.nn.Architecture.Pooling;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.plot.XYPlot;

/** Figures 4 and 5 of the paper: what a model with attention hears in one recording. */
public final class ClipFigures {
    /** The figures show every frame, and of a longer recording none could be seen. */
    public static final int MAX_SECONDS = 60;

    /** Height of all that is not a panel, in points. */
    private static final int AROUND = 2 * Look.MARGIN + TimePanels.AXIS_HEIGHT;

    private static final int UNIT = 26; // of the panels' heights, in points
    private static final int TALL = 7 * UNIT;

    private ClipFigures() {}

    /**
     * Both figures.
     *
     * @throws IllegalArgumentException if the model has no attention, or the clip is empty or longer than
     *     {@value #MAX_SECONDS} s
     * @throws IllegalStateException if Java has no fonts
     */
    public static List<Figure> of(AudioClip clip, EmotionModel model, Kernels kernels) {
        if (!(clip.durationSeconds() <= MAX_SECONDS)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the recording is %.1f s long, expected at most %d s: the figures show every frame",
                    clip.durationSeconds(),
                    MAX_SECONDS));
        }
        Look.requireFonts();
        Heard heard = Heard.of(clip, model, kernels);
        return List.of(overview(heard), attentionMap(heard));
    }

    /** @throws IllegalArgumentException if the model has no attention */
    public static void requireAttention(EmotionModel model) {
        if (model.architecture().pooling() != Pooling.ATTENTION) {
            throw new IllegalArgumentException("this is a model "
                    + model.architecture().name() + " without attention, expected one with, such as LSTM-h64-v8");
        }
    }

    /** Figure 4: waveform, features and attention weights on one axis of time. */
    private static Figure overview(Heard heard) {
        TimePanels panels = new TimePanels(heard);
        panels.addWaveform(3);
        panels.addFeatures(4);
        panels.addWeights(3);
        ColorBars bars = new ColorBars();
        bars.add("SD", TimePanels.FEATURES, 3 * UNIT + TimePanels.GAP, 4 * UNIT);
        JFreeChart chart = Look.chart(panels.plot());
        chart.addSubtitle(bars);
        int height = AROUND + 10 * UNIT + 2 * TimePanels.GAP;
        String title = String.format(
                Locale.ROOT,
                "What %s hears: waveform, standardised %s, and how much attention each frame gets (the weights add up to"
                        + " 1). Recognised as %s",
                heard.model().architecture().name(),
                heard.model().features().name(),
                heard.verdict());
        return new Figure("figure-4", title, chart, Look.WIDTH, height);
    }

    /** Figure 5: the score of each vector at each frame, the best of each frame outlined, over the features. */
    private static Figure attentionMap(Heard heard) {
        ColorScale scale = scoreScale(heard);
        TimePanels panels = new TimePanels(heard);
        outline(panels.addScores(7, scale), heard);
        panels.addFeatures(4);
        ColorBars bars = new ColorBars();
        bars.add("score", scale, 0, TALL);
        bars.add("SD", TimePanels.FEATURES, TALL + TimePanels.GAP, 4 * UNIT);
        JFreeChart chart = Look.chart(panels.plot());
        chart.addSubtitle(bars);
        int height = AROUND + TALL + TimePanels.GAP + 4 * UNIT;
        String title = String.format(
                Locale.ROOT,
                "Attention map of %s: the score that each of %d attention vectors gives each frame, the winning vector of"
                        + " each frame outlined; below, standardised %s",
                heard.model().architecture().name(),
                heard.vectors(),
                heard.model().features().name());
        return new Figure("figure-5", title, chart, Look.WIDTH, height);
    }

    private static ColorScale scoreScale(Heard heard) {
        float low = heard.scores()[0];
        float high = low;
        for (float score : heard.scores()) {
            low = Math.min(low, score);
            high = Math.max(high, score);
        }
        return new ColorScale(ColorMap.VIRIDIS, low, high > low ? high : low + 1.0);
    }

    private static void addBox(XYPlot plot, double from, double to, int vector, Color color, double width) {
        plot.addAnnotation(new XYBoxAnnotation(from, vector - 0.5, to, vector + 0.5, Look.line(0, width), color));
    }

    /** A box around every stretch of frames that the same vector wins. */
    private static void outline(XYPlot plot, Heard heard) {
        int[] winners = heard.recognition().winningVectors();
        int from = 0;
        for (int t = 1; t <= winners.length; t++) {
            if (t == winners.length || winners[t] != winners[from]) {
                addBox(plot, heard.edge(from), heard.edge(t), winners[from], Color.BLACK, 1.6);
                addBox(plot, heard.edge(from), heard.edge(t), winners[from], Color.WHITE, 0.7);
                from = t;
            }
        }
    }
}
