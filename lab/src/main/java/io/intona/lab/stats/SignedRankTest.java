package io.intona.lab.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Wilcoxon's signed-rank test of whether two models differ, paired by run, exact under ties. Differences of 0 are dropped;
 * the others are ranked by magnitude, equal ones sharing the mean of their ranks; W⁺ and W⁻ are the sums of the ranks of
 * positive and of negative differences.
 *
 * <p>If the models did not differ, each rank would be positive or negative with probability ½, whatever the others are. So
 * P(W⁺ = s) is the share of the 2ⁿ patterns of signs whose positive ranks add up to s. Ranks r₁ … r_n, doubled to be whole
 * numbers, give it without walking through the patterns, for any n:
 *
 * <pre>
 *   P₀(0) = 1,    P_k(s) = ½ P_{k−1}(s) + ½ P_{k−1}(s − r_k)
 *   p = min(1, 2 P_n(W ≤ min(W⁺, W⁻)))                          two-sided
 * </pre>
 *
 * Every P is a multiple of 2⁻ⁿ and exact up to n = 53. Tables and libraries whose exact test assumes ranks 1 … n differ
 * under ties.
 *
 * <p>F. Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1 (1945) 80, doi 10.2307/3001968.
 *
 * @param pairs number of pairs
 * @param used pairs that differ
 * @param positive W⁺, the sum of ranks where the second model is better
 * @param negative W⁻, the sum of ranks where the first is better
 * @param p two-sided; 1 if no pair differs
 */
public record SignedRankTest(int pairs, int used, double positive, double negative, double p) {
    /**
     * Compares two models.
     *
     * @param first a value for each run of the first model
     * @param second the values of the same runs of the second model
     * @throws IllegalArgumentException if the arrays differ in length or a value is no finite number
     */
    public static SignedRankTest of(double[] first, double[] second) {
        double[] all = Pairs.differences(first, second);
        double[] used = Arrays.stream(all)
                .filter(difference -> Math.abs(difference) >= Pairs.EQUAL)
                .toArray();
        int[] ranks = doubledRanks(Arrays.stream(used).map(Math::abs).toArray());
        int total = Arrays.stream(ranks).sum();
        int positive = IntStream.range(0, used.length)
                .filter(i -> used[i] > 0)
                .map(i -> ranks[i])
                .sum();
        int negative = total - positive;
        double p = Math.min(1, 2 * atMost(Math.min(positive, negative), ranks, total));
        return new SignedRankTest(all.length, used.length, positive / 2.0, negative / 2.0, p);
    }

    /** Twice the rank of each value from 1 on, a run of equal values sharing its mean. */
    private static int[] doubledRanks(double[] magnitudes) {
        int[] order = IntStream.range(0, magnitudes.length)
                .boxed()
                .sorted((a, b) -> Double.compare(magnitudes[a], magnitudes[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[magnitudes.length];
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to == order.length || magnitudes[order[to]] - magnitudes[order[to - 1]] >= Pairs.EQUAL) {
                for (int i = from; i < to; i++) {
                    ranks[order[i]] = from + 1 + to; // first rank + last rank
                }
                from = to;
            }
        }
        return ranks;
    }

    /** P(sum of the positive ranks ≤ bound) over all patterns of signs. */
    private static double atMost(int bound, int[] ranks, int total) {
        double[] probability = new double[total + 1]; // of each sum
        probability[0] = 1;
        for (int rank : ranks) {
            for (int sum = total; sum >= 0; sum--) {
                double without = probability[sum];
                double with = sum >= rank ? probability[sum - rank] : 0;
                probability[sum] = (without + with) / 2;
            }
        }
        return Arrays.stream(probability, 0, bound + 1).sum();
    }
}
