package io.intona.lab.stats;

import java.util.Arrays;

/**
 * Mean, standard deviations and maximum of a sample.
 *
 * @param count number of values
 * @param mean NaN if there are none
 * @param sampleDeviation standard deviation with divisor n − 1 (ddof 1); NaN for fewer than two values
 * @param populationDeviation standard deviation with divisor n (ddof 0); NaN if there are no values
 * @param maximum the largest value; NaN if there are none
 */
public record Spread(int count, double mean, double sampleDeviation, double populationDeviation, double maximum) {
    /** Mean, deviations and maximum of the values, which are left as they are. */
    public static Spread of(double... values) {
        int count = values.length;
        double mean = PairwiseSum.mean(values);
        double[] squares = new double[count];
        for (int i = 0; i < count; i++) {
            squares[i] = (values[i] - mean) * (values[i] - mean);
        }
        double sum = PairwiseSum.of(squares);
        double sample = count < 2 ? Double.NaN : Math.sqrt(sum / (count - 1));
        double maximum = Arrays.stream(values).max().orElse(Double.NaN);
        return new Spread(count, mean, sample, Math.sqrt(sum / count), maximum);
    }
}
