package io.intona.lab.experiment;

import io.intona.feature.FeatureMatrix;
import io.intona.lab.stats.ConfusionMatrix;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.Example;
import io.intona.lab.train.Fold;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What can be told from the mean of each coefficient over a clip, all order in time lost: UAR of simple classifiers over
 * the folds of an evaluation, trained on its training speakers, tested on its test speakers, pooled. Means are
 * standardised by those of the training clips.
 */
final class ClipMeans {
    private final double[][] means; // (clips, coefficients)
    private final int[] labels;
    private final List<String> speakers; // of each clip
    private final int classes;
    private final List<Fold> folds;

    ClipMeans(Dataset dataset, List<Fold> folds) {
        this.means = dataset.examples().stream()
                .map(example -> mean(example.features()))
                .toArray(double[][]::new);
        this.labels = dataset.examples().stream().mapToInt(Example::label).toArray();
        this.speakers = dataset.examples().stream().map(Example::speaker).toList();
        this.classes = dataset.corpus().labels().size();
        this.folds = folds;
    }

    private static double[] mean(FeatureMatrix features) {
        double[] mean = new double[features.size()];
        for (int frame = 0; frame < features.frames(); frame++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += features.at(frame, j) / (double) features.frames();
            }
        }
        return mean;
    }

    /** Number of coefficients. */
    int size() {
        return means[0].length;
    }

    /** UAR of multinomial logistic regression on all coefficients. */
    double logisticUar() {
        int[] predicted = new int[labels.length];
        for (Fold fold : folds) {
            int[] train = clipsOf(fold.train());
            double[][] inputs = standardised(train);
            LogisticRegression regression = LogisticRegression.fit(pick(inputs, train), pick(labels, train), classes);
            for (int clip : clipsOf(fold.test())) {
                predicted[clip] = regression.predict(inputs[clip]);
            }
        }
        return ConfusionMatrix.of(classes, labels, predicted).unweightedAverageRecall();
    }

    /** UAR of one coefficient alone: a normal distribution for each emotion, all emotions equally likely before. */
    double gaussianUar(int coefficient) {
        int[] predicted = new int[labels.length];
        for (Fold fold : folds) {
            double[] mean = new double[classes];
            double[] variance = new double[classes];
            int[] count = new int[classes];
            int[] train = clipsOf(fold.train());
            for (int clip : train) {
                mean[labels[clip]] += means[clip][coefficient];
                count[labels[clip]]++;
            }
            for (int c = 0; c < classes; c++) {
                mean[c] /= count[c];
            }
            for (int clip : train) {
                double deviation = means[clip][coefficient] - mean[labels[clip]];
                variance[labels[clip]] += deviation * deviation / count[labels[clip]];
            }
            for (int clip : clipsOf(fold.test())) {
                predicted[clip] = mostLikely(means[clip][coefficient], mean, variance);
            }
        }
        return ConfusionMatrix.of(classes, labels, predicted).unweightedAverageRecall();
    }

    private static int mostLikely(double value, double[] mean, double[] variance) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < mean.length; c++) {
            double logarithm = -0.5 * Math.log(variance[c]) - (value - mean[c]) * (value - mean[c]) / (2 * variance[c]);
            if (logarithm > highest) {
                highest = logarithm;
                best = c;
            }
        }
        return best;
    }

    private int[] clipsOf(List<String> wanted) {
        return IntStream.range(0, labels.length)
                .filter(clip -> wanted.contains(speakers.get(clip)))
                .toArray();
    }

    private double[][] standardised(int[] train) {
        double[][] result = new double[means.length][size()];
        for (int j = 0; j < size(); j++) {
            double mean = 0;
            for (int clip : train) {
                mean += means[clip][j] / train.length;
            }
            double variance = 0;
            for (int clip : train) {
                variance += (means[clip][j] - mean) * (means[clip][j] - mean) / train.length;
            }
            for (int clip = 0; clip < means.length; clip++) {
                result[clip][j] = (means[clip][j] - mean) / Math.sqrt(variance);
            }
        }
        return result;
    }

    private static double[][] pick(double[][] rows, int[] clips) {
        return IntStream.of(clips).mapToObj(clip -> rows[clip]).toArray(double[][]::new);
    }

    private static int[] pick(int[] values, int[] clips) {
        return IntStream.of(clips).map(clip -> values[clip]).toArray();
    }
}
