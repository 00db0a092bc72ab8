package io.intona.lab.stats;

/**
 * The temperature that makes a model as sure as it is right. Its outputs y of a clip become probabilities
 *
 * <pre>
 *   p_k = e^(β y_k) / Σ_j e^(β y_j)        β = 1/T
 * </pre>
 *
 * and T is the one with the least cross-entropy Σ −ln p_true over clips that the model was not trained on. That is convex
 * in β with the derivative Σ (Σ_k p_k y_k − y_true), whose zero is found by bisection of ln β. Adding a constant to all y
 * of a clip changes nothing, so the logarithms of probabilities do as well as outputs. Which label is most probable does
 * not depend on T.
 *
 * <p>C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, On calibration of modern neural networks, ICML 2017, PMLR 70, 1321,
 * section 4.2.
 */
public final class Temperature {
    /** Lowest temperature that is looked for. */
    public static final double LOWEST = 0.05;

    /** Highest temperature that is looked for. */
    public static final double HIGHEST = 20;

    private static final int BISECTIONS = 60; // to the last bit of a double

    private Temperature() {}

    /**
     * The best temperature.
     *
     * @param probabilities (clips, classes), at temperature 1; of 0 the smallest positive float is taken
     * @param truth the class of each clip
     * @return from {@value #LOWEST} to {@value #HIGHEST}; one of them if the best is beyond, as it is when all clips are
     *     recognised
     * @throws IllegalArgumentException if there are no clips, or not as many of both, or no such class
     */
    public static double fit(float[][] probabilities, int[] truth) {
        if (probabilities.length != truth.length || truth.length == 0) {
            throw new IllegalArgumentException("a temperature from " + probabilities.length + " clips and "
                    + truth.length + " labels, expected as many of both and at least 1");
        }
        double[][] outputs = new double[truth.length][];
        for (int clip = 0; clip < truth.length; clip++) {
            if (!(truth[clip] >= 0 && truth[clip] < probabilities[clip].length)) {
                throw new IllegalArgumentException("clip " + clip + " has class " + truth[clip] + ", expected 0 to "
                        + (probabilities[clip].length - 1));
            }
            outputs[clip] = logarithms(probabilities[clip]);
        }
        double low = -Math.log(HIGHEST); // of ln β
        double high = -Math.log(LOWEST);
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (slope(outputs, truth, Math.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.min(HIGHEST, Math.max(LOWEST, Math.exp(-(low + high) / 2)));
    }

    private static double[] logarithms(float[] probabilities) {
        double[] logarithms = new double[probabilities.length];
        for (int k = 0; k < logarithms.length; k++) {
            logarithms[k] = Math.log(Math.max(probabilities[k], Float.MIN_VALUE));
        }
        return logarithms;
    }

    /** The derivative of the cross-entropy by β. */
    private static double slope(double[][] outputs, int[] truth, double beta) {
        double slope = 0;
        for (int clip = 0; clip < truth.length; clip++) {
            double[] y = outputs[clip];
            double greatest = Double.NEGATIVE_INFINITY;
            for (double value : y) {
                greatest = Math.max(greatest, value);
            }
            double sum = 0;
            double mean = 0;
            for (double value : y) {
                double weight = Math.exp(beta * (value - greatest));
                sum += weight;
                mean += weight * value;
            }
            slope += mean / sum - y[truth[clip]];
        }
        return slope;
    }
}
