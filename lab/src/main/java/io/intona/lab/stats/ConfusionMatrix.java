package io.intona.lab.stats;

import java.util.Arrays;

/**
 * How often clips of each class were taken for each class: {@code count(i, j)} clips of class i were predicted as j.
 * Immutable and thread-safe.
 *
 * <p>With A the matrix and N<sub>c</sub> the number of classes that have clips,
 *
 * <pre>
 *   recall_i          = A_ii / Σ_j A_ij
 *   UAR               = (1/N_c) Σ_i recall_i
 *   weighted accuracy = Σ_i A_ii / Σ_ij A_ij
 *   F1_i              = 2 A_ii / (Σ_j A_ij + Σ_j A_ji)
 * </pre>
 *
 * A class without clips has no recall (NaN) and stays out of UAR. A class with neither clips nor predictions has no F1
 * and stays out of macro-F1; one that was only ever predicted wrongly counts with F1 = 0. scikit-learn's
 * {@code balanced_accuracy_score}, {@code accuracy_score} and {@code f1_score(average="macro")} use the same rules, and
 * UAR has the digits of the first.
 */
public final class ConfusionMatrix {
    private final int[][] counts; // (truth, predicted)

    /**
     * @param counts rows the truth, columns the prediction; square, copied, no count negative
     * @throws IllegalArgumentException if the matrix is not square or a count is negative
     */
    public ConfusionMatrix(int[][] counts) {
        this.counts = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            if (counts[i].length != counts.length) {
                throw new IllegalArgumentException("row " + i + " of a confusion matrix of " + counts.length
                        + " classes has " + counts[i].length + " counts");
            }
            for (int j = 0; j < counts.length; j++) {
                if (!(counts[i][j] >= 0)) {
                    throw new IllegalArgumentException("confusion matrix has " + counts[i][j] + " in row " + i
                            + ", column " + j + ", expected 0 or more");
                }
            }
            this.counts[i] = counts[i].clone();
        }
    }

    /**
     * Counts predictions.
     *
     * @param classes number of classes
     * @param truth class of each clip, from 0
     * @param predicted predicted class of each clip, from 0
     * @throws IllegalArgumentException if the arrays differ in length or name a class out of range
     */
    public static ConfusionMatrix of(int classes, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(predicted.length + " predictions for " + truth.length + " clips");
        }
        int[][] counts = new int[classes][classes];
        for (int clip = 0; clip < truth.length; clip++) {
            counts[checked(truth[clip], classes)][checked(predicted[clip], classes)]++;
        }
        return new ConfusionMatrix(counts);
    }

    private static int checked(int label, int classes) {
        if (!(label >= 0 && label < classes)) {
            throw new IllegalArgumentException("class " + label + ", expected 0 to " + (classes - 1));
        }
        return label;
    }

    /** Number of classes. */
    public int classes() {
        return counts.length;
    }

    /** How many clips of class {@code truth} were predicted as {@code predicted}. */
    public int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** A copy of all counts, rows the truth. */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** The sum of two matrices of the same classes: the pooled matrix. */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (classes() != other.classes()) {
            throw new IllegalArgumentException("a confusion matrix of " + other.classes()
                    + " classes cannot be added to one of " + classes() + " classes");
        }
        int[][] sum = counts();
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[i][j] += other.counts[i][j];
            }
        }
        return new ConfusionMatrix(sum);
    }

    /** Share of each class's clips that were recognised; NaN for a class without clips. */
    public double[] recalls() {
        double[] recalls = new double[classes()];
        for (int i = 0; i < recalls.length; i++) {
            recalls[i] = (double) counts[i][i] / clipsOf(i);
        }
        return recalls;
    }

    /** UAR: mean recall of the classes that have clips; NaN if none has. */
    public double unweightedAverageRecall() {
        return PairwiseSum.mean(
                Arrays.stream(recalls()).filter(recall -> !Double.isNaN(recall)).toArray());
    }

    /** Share of all clips that were recognised; NaN without clips. */
    public double weightedAccuracy() {
        long recognised = 0;
        long clips = 0;
        for (int i = 0; i < classes(); i++) {
            recognised += counts[i][i];
            clips += clipsOf(i);
        }
        return (double) recognised / clips;
    }

    /** Mean F1 of the classes that have clips or predictions; NaN if none has. */
    public double macroF1() {
        double[] scores = new double[classes()];
        int scored = 0;
        for (int i = 0; i < classes(); i++) {
            long either = clipsOf(i) + predictionsOf(i);
            if (either > 0) {
                scores[scored++] = 2.0 * counts[i][i] / either;
            }
        }
        return PairwiseSum.mean(Arrays.copyOf(scores, scored));
    }

    private long clipsOf(int truth) {
        return Arrays.stream(counts[truth]).asLongStream().sum();
    }

    private long predictionsOf(int predicted) {
        return Arrays.stream(counts).mapToLong(row -> row[predicted]).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix that && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(counts);
    }
}
