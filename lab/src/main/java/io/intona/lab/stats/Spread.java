package io.intona.lab.stats;

/**
 * Mean and standard deviations of a sample.
 *
 * @param count number of values
 * @param mean NaN if there are none
 * @param sampleDeviation standard deviation with divisor n − 1 (ddof 1); NaN for fewer than two values
 * @param populationDeviation standard deviation with divisor n (ddof 0); NaN if there are no values
 */
public record Spread(int count, double mean, double sampleDeviation, double populationDeviation) {
    /** Mean and deviations of the values, which are left as they are. */
    public static Spread of(double... values) {
        int count = values.length;
        double mean = PairwiseSum.mean(values);
        double[] squares = new double[count];
        for (int i = 0; i < count; i++) {
            squares[i] = (values[i] - mean) * (values[i] - mean);
        }
        double sum = PairwiseSum.of(squares);
        double sample = count < 2 ? Double.NaN : Math.sqrt(sum / (count - 1));
        return new Spread(count, mean, sample, Math.sqrt(sum / count));
    }
}
