package io.intona.lab.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is as often right as it says: of the clips that it was 70 % sure of, it should recognise 70 %. Clips are
 * put into M bins by their confidence, the probability of the label that was predicted; bin m holds the confidences in
 * ((m − 1)/M, m/M], and the first also 0. With n_m of N clips in bin m,
 *
 * <pre>
 *   ECE = Σ_m (n_m / N) |accuracy_m − confidence_m|        expected calibration error, 0 is perfect
 * </pre>
 *
 * The bins, drawn as accuracy against confidence, are the reliability diagram. ECE depends on M, which belongs beside it,
 * and of a small sample it is biased upwards.
 *
 * <p>C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, On calibration of modern neural networks, ICML 2017, PMLR 70, 1321,
 * equations 2, 3 and 5. M. P. Naeini, G. F. Cooper, M. Hauskrecht, AAAI 2015, doi 10.1609/aaai.v29i1.9602.
 *
 * @param bins all M, from the least confident on
 * @param clips number of clips
 * @param expectedError ECE; NaN without clips
 */
public record Calibration(List<Bin> bins, int clips, double expectedError) {
    /** M where nothing else is asked for: bins of 10 %. */
    public static final int BINS = 10;

    /**
     * Clips of about the same confidence.
     *
     * @param above lower edge, itself outside but in the first bin
     * @param upTo upper edge, itself inside
     * @param clips number of clips
     * @param confidence mean probability of the label predicted; NaN without clips
     * @param accuracy share of clips recognised; NaN without clips
     */
    public record Bin(double above, double upTo, int clips, double confidence, double accuracy) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts clips into bins.
     *
     * @param bins number of bins M
     * @param confidence of each clip, from 0 to 1
     * @param recognised whether each clip's label was predicted
     * @throws IllegalArgumentException if there are no bins, the arrays differ in length or a confidence is not in [0, 1]
     */
    public static Calibration of(int bins, double[] confidence, boolean[] recognised) {
        if (!(bins >= 1)) {
            throw new IllegalArgumentException("a calibration with " + bins + " bins, expected at least 1");
        }
        if (confidence.length != recognised.length) {
            throw new IllegalArgumentException(
                    confidence.length + " confidences for " + recognised.length + " clips, expected as many of each");
        }
        int[] clips = new int[bins];
        int[] hits = new int[bins];
        double[] sums = new double[bins];
        for (int i = 0; i < confidence.length; i++) {
            int bin = bin(confidence[i], bins);
            clips[bin]++;
            hits[bin] += recognised[i] ? 1 : 0;
            sums[bin] += confidence[i];
        }
        List<Bin> all = new ArrayList<>();
        double error = 0;
        for (int m = 0; m < bins; m++) {
            all.add(new Bin(
                    (double) m / bins,
                    (double) (m + 1) / bins,
                    clips[m],
                    sums[m] / clips[m],
                    (double) hits[m] / clips[m]));
            error += Math.abs(hits[m] - sums[m]); // = n_m |accuracy_m − confidence_m|
        }
        return new Calibration(all, confidence.length, error / confidence.length);
    }

    private static int bin(double confidence, int bins) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence of " + confidence + ", expected one from 0 to 1");
        }
        int bin = 0;
        while (confidence > (double) (bin + 1) / bins) {
            bin++;
        }
        return bin;
    }
}
