package io.intona.lab.stats;

import java.util.stream.IntStream;

/**
 * Holm's adjustment of p-values for having tested a family of m hypotheses. With p₍₁₎ ≤ … ≤ p₍ₘ₎,
 *
 * <pre>
 *   adjusted p₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎)
 * </pre>
 *
 * Rejecting where the adjusted value is at most α keeps the probability of even one false rejection at α, however the tests
 * depend on each other; it never rejects less than Bonferroni's.
 *
 * <p>S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979) 65,
 * jstor 4615733.
 */
public final class Holm {
    private Holm() {}

    /**
     * The adjusted p-values, in the order given.
     *
     * @throws IllegalArgumentException if a value is not in [0, 1]
     */
    public static double[] adjusted(double... p) {
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a p-value of " + value + ", expected one from 0 to 1");
            }
        }
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, (order.length - i) * p[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
