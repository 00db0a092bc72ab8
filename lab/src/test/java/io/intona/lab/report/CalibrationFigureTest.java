package io.intona.lab.report;

import static io.intona.lab.report.TestRecords.groups;
import static io.intona.lab.report.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.intona.lab.chart.Figure;
import io.intona.lab.experiment.Prediction;
import io.intona.lab.experiment.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class CalibrationFigureTest {
    /** A run whose 32 clips are about 0.56 sure, but for a few that are certain. */
    private static RunRecord run(int certain) {
        RunRecord run = record("LSTM-h64-v1", 1);
        List<Prediction> clips = new ArrayList<>(run.predictions());
        for (int i = 0; i < certain; i++) {
            Prediction clip = clips.get(i);
            float[] sure = new float[run.labels().size()];
            sure[run.labels().indexOf(clip.predicted())] = 1;
            clips.set(
                    i, new Prediction(clip.clip(), clip.speaker(), clip.fold(), clip.truth(), clip.predicted(), sure));
        }
        return new RunRecord(
                run.schema(),
                run.model(),
                run.protocol(),
                run.run(),
                run.seed(),
                run.labels(),
                run.uar(),
                run.confusion(),
                run.folds(),
                clips,
                run.validationPredictions(),
                run.settings());
    }

    private static XYPlot accuracy(Figure figure) {
        return ((CombinedDomainXYPlot) figure.chart().getPlot()).getSubplots().get(0);
    }

    @Test
    void aBinOfFewClipsIsHollowAndNoLineLeadsToIt() throws IOException {
        Figure figure = CalibrationFigure.of(groups(run(2)).get(0).models().get(0));
        assertThat(figure.title()).endsWith("bins of fewer than 30 clips are hollow");
        XYPlot plot = accuracy(figure);
        XYDataset bins = plot.getDataset();
        assertThat(bins.getItemCount(0)).isEqualTo(2);
        assertThat(bins.getXValue(0, 0)).isBetween(0.5, 0.6);
        assertThat(bins.getYValue(0, 0)).isBetween(0.0, 1.0);
        assertThat(bins.getXValue(0, 1)).isEqualTo(1);
        assertThat(bins.getYValue(0, 1)).isNaN();
        assertThat(bins.getItemCount(1)).isEqualTo(1);
        assertThat(bins.getXValue(1, 0)).isEqualTo(1);
        assertThat(bins.getYValue(1, 0)).isBetween(0.0, 1.0);
        XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
        assertThat(renderer.getItemLineVisible(1, 0)).isFalse();
        assertThat(renderer.getItemShapeFilled(1, 0)).isFalse();
        assertThat(renderer.getItemShapeFilled(0, 0)).isTrue();
    }

    @Test
    void thirtyClipsAreEnough() throws IOException {
        XYDataset bins = accuracy(
                        CalibrationFigure.of(groups(run(3)).get(0).models().get(0)))
                .getDataset();
        assertThat(bins.getItemCount(1)).isEqualTo(2); // of 29 and of 3 clips
        XYDataset enough = accuracy(
                        CalibrationFigure.of(groups(run(2)).get(0).models().get(0)))
                .getDataset();
        assertThat(enough.getItemCount(1)).isEqualTo(1); // of 30 clips and of 2
    }
}
