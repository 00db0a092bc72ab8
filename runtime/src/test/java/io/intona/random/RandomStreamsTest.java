package io.intona.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    private static final int MANY = 200_000;

    @Test
    void theSameNameGivesTheSameStream() {
        RandomGenerator once = RandomStreams.of(1, 2, 3, "shuffle", 4);
        RandomGenerator twice = RandomStreams.of(1, 2, 3, "shuffle", 4);
        for (int i = 0; i < 100; i++) {
            assertThat(twice.nextLong()).isEqualTo(once.nextLong());
        }
    }

    @Test
    void everyPartOfTheNameMatters() {
        List<RandomGenerator> streams = List.of(
                RandomStreams.of(1, 2, 3, "shuffle", 4),
                RandomStreams.of(0, 2, 3, "shuffle", 4),
                RandomStreams.of(1, 0, 3, "shuffle", 4),
                RandomStreams.of(1, 2, 0, "shuffle", 4),
                RandomStreams.of(1, 2, 3, "dropout", 4),
                RandomStreams.of(1, 2, 3, "shuffle", 0),
                RandomStreams.of(2, 1, 3, "shuffle", 4));
        Set<Long> first = new HashSet<>();
        streams.forEach(stream -> first.add(stream.nextLong()));
        assertThat(first).hasSize(streams.size());
    }

    /**
     * Written from Steele and Vigna's figure 1 and their constants, after the JDK's rule for seeds of 64 bits: the seed,
     * with the silver ratio put in, gives the parameter of the linear congruential part by a mixing function of Stafford's,
     * the state 1 of it, and the state of the xor-based part by SplitMix from there. So the numbers are the same in every
     * release of Java.
     */
    @Test
    void theStreamIsTheAlgorithmOfThePaperStartedFromTheHash() throws Exception {
        byte[] tuple = ByteBuffer.allocate(39)
                .putLong(1)
                .putInt(2)
                .putInt(3)
                .putLong(4)
                .putLong(7)
                .put("dropout".getBytes(StandardCharsets.US_ASCII))
                .array();
        long seed = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(tuple))
                .getLong();
        long silver = 0x6A09E667F3BCC909L;
        long golden = 0x9E3779B97F4A7C15L;
        long mixed = seed ^ silver;
        long a = murmur(mixed) | 1;
        long s = 1;
        long x0 = stafford(mixed);
        long x1 = stafford(mixed + golden);
        RandomGenerator actual = RandomStreams.of(1, 2, 3, "dropout", 4);
        for (int i = 0; i < 100; i++) {
            assertThat(actual.nextLong()).as("number %d", i).isEqualTo(lea(s + x0));
            s = 0xD1342543DE82EF95L * s + a;
            x1 ^= x0;
            x0 = Long.rotateLeft(x0, 24) ^ x1 ^ (x1 << 16);
            x1 = Long.rotateLeft(x1, 37);
        }
    }

    private static long lea(long z) {
        z = (z ^ (z >>> 32)) * 0xDABA0B6EB09322E3L;
        z = (z ^ (z >>> 32)) * 0xDABA0B6EB09322E3L;
        return z ^ (z >>> 32);
    }

    private static long murmur(long z) {
        z = (z ^ (z >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }

    private static long stafford(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Test
    void uniformNumbersFillTheUnitInterval() {
        RandomGenerator random = RandomStreams.of(1, 0, 0, "uniform", 0);
        double[] u = IntStream.range(0, MANY)
                .mapToDouble(i -> RandomStreams.uniform(random))
                .toArray();
        assertThat(Arrays.stream(u)).allMatch(x -> x >= 0 && x < 1);
        assertThat(kolmogorov(u)).isLessThan(1.95 / Math.sqrt(MANY)); // p = 0.001
    }

    @Test
    void normalDeviatesAreNormal() {
        RandomGenerator random = RandomStreams.of(1, 0, 0, "normal", 0);
        double[] z = IntStream.range(0, MANY)
                .mapToDouble(i -> RandomStreams.gaussian(random))
                .toArray();
        double mean = Arrays.stream(z).average().orElseThrow();
        double square = Arrays.stream(z).map(x -> x * x).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(MANY)));
        assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2.0 / MANY)));
        // z² of successive pairs adds up to an exponential: 1 − e^(−(z1² + z2²)/2) is uniform
        double[] u = IntStream.range(0, MANY / 2)
                .mapToDouble(i -> 1 - Math.exp(-(z[2 * i] * z[2 * i] + z[2 * i + 1] * z[2 * i + 1]) / 2))
                .toArray();
        assertThat(kolmogorov(u)).isLessThan(1.95 / Math.sqrt(u.length));
        long positive = Arrays.stream(z).filter(x -> x > 0).count();
        assertThat((double) positive).isCloseTo(MANY / 2.0, within(4 * Math.sqrt(MANY / 4.0)));
    }

    /** Largest distance of the empirical distribution from the uniform one. */
    private static double kolmogorov(double[] u) {
        double[] sorted = u.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            distance = Math.max(
                    distance, Math.max(sorted[i] - (double) i / sorted.length, (i + 1.0) / sorted.length - sorted[i]));
        }
        return distance;
    }

    @Test
    void everyOrderIsEquallyLikely() {
        RandomGenerator random = RandomStreams.of(1, 0, 0, "shuffle", 0);
        Map<String, Integer> counts = new TreeMap<>();
        int repetitions = 24_000;
        for (int i = 0; i < repetitions; i++) {
            int[] values = {0, 1, 2, 3};
            RandomStreams.shuffle(values, random);
            counts.merge(Arrays.toString(values), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        double chiSquare = counts.values().stream()
                .mapToDouble(count -> Math.pow(count - 1000, 2) / 1000)
                .sum();
        assertThat(chiSquare).isBetween(8.0, 49.7); // 23 degrees of freedom: p = 0.001 on either side
    }
}
