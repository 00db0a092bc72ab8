package io.intona.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent streams of random numbers. A stream is the JDK's {@value #ALGORITHM}, started from SHA-256 of what names
 * it, so no two streams share a state and none depends on how much another has been used. The state of the JDK's
 * generators cannot be saved: who must be able to resume takes one stream for each epoch, by index.
 *
 * <p>The generators returned are not thread-safe; the methods of this class are.
 */
public final class RandomStreams {
    /** G. L. Steele and S. Vigna, LXM: better splittable pseudorandom number generators, 2021, doi 10.1145/3485525. */
    public static final String ALGORITHM = "L64X128MixRandom";

    private RandomStreams() {}

    /**
     * The stream of that name, from its beginning.
     *
     * @param seed what the user gave
     * @param run number of the run, or 0 where there is none
     * @param fold number of the fold, or 0 where there is none
     * @param purpose what the numbers are for, such as {@code dropout}
     * @param index number of the stream among those for this purpose, such as the epoch
     */
    public static RandomGenerator of(long seed, int run, int fold, String purpose, long index) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        ByteBuffer tuple = ByteBuffer.allocate(3 * Long.BYTES + 2 * Integer.BYTES + name.length)
                .putLong(seed)
                .putInt(run)
                .putInt(fold)
                .putLong(index)
                .putLong(name.length)
                .put(name);
        return RandomGeneratorFactory.of(ALGORITHM)
                .create(ByteBuffer.wrap(sha256(tuple.array())).getLong());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }

    /** A number from [0, 1), a multiple of 2^−53. */
    public static double uniform(RandomGenerator random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * A deviate of the standard normal distribution, by Marsaglia's polar method with functions whose bits are
     * specified. G. Marsaglia and T. A. Bray, SIAM Review 6 (1964) 260, doi 10.1137/1006063.
     */
    public static double gaussian(RandomGenerator random) {
        while (true) {
            double x = 2 * uniform(random) - 1;
            double y = 2 * uniform(random) - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Puts the values into random order, every order being equally likely. */
    public static void shuffle(int[] values, RandomGenerator random) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = (int) ((random.nextLong() >>> 32) * (last + 1) >>> 32); // even to within 2^−32
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }
}
