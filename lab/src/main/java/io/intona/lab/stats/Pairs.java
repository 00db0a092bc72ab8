package io.intona.lab.stats;

/** What the same runs of two models gave: pair i are the values of run i. */
final class Pairs {
    /**
     * Differences closer than this are equal, and nearer to 0 than this are none. UARs lie on a grid (a multiple of
     * 1/1536 on RAVDESS), so equal differences are common; computed in floating point they differ by about 1e-16.
     */
    static final double EQUAL = 1e-12;

    private Pairs() {}

    /**
     * {@code second[i] − first[i]}.
     *
     * @throws IllegalArgumentException if the arrays differ in length or a value is no finite number
     */
    static double[] differences(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("paired samples of " + first.length + " and " + second.length
                    + " values, expected as many of each");
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = second[i] - first[i];
            if (!Double.isFinite(differences[i])) {
                throw new IllegalArgumentException("pair " + (i + 1) + " of a paired sample is " + first[i] + " and "
                        + second[i] + ", expected finite numbers");
            }
        }
        return differences;
    }
}
