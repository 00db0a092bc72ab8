package io.intona.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Readers against damaged files, made from good ones and a seed: bytes changed, cut out, repeated, inserted, taken from
 * another file, and the end cut off. A reader must make something of each or refuse it with its own exception and a
 * sentence; not take long; not ask for much memory; and print nothing. An input that breaks this is kept in target.
 *
 * <p>The system property {@code fuzz.inputs} says how many; the same seed makes the same ones.
 */
public final class Fuzzing {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2000);
    private static final long MOST_NANOSECONDS = 10_000_000_000L;

    private final long seed;
    private final List<byte[]> good;
    private final long mostBytes;
    private final int inputs;

    /** Reads a file from its bytes. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] file) throws IOException;
    }

    /** How many were read and how many refused. */
    public record Tally(int read, int refused) {}

    /**
     * @param good files to damage
     * @param mostBytes that reading one may allocate
     */
    public Fuzzing(long seed, List<byte[]> good, long mostBytes) {
        this(seed, good, mostBytes, INPUTS);
    }

    private Fuzzing(long seed, List<byte[]> good, long mostBytes, int inputs) {
        this.seed = seed;
        this.good = List.copyOf(good);
        this.mostBytes = mostBytes;
        this.inputs = inputs;
    }

    /** So many times fewer, for readers that are so much slower than one of files. */
    public Fuzzing slower(int times) {
        return new Fuzzing(seed, good, mostBytes, INPUTS / times);
    }

    /**
     * Reads them all.
     *
     * @param repair what is done to every second one, such as to make its checksums hold
     * @param refusal the reader's own exception
     */
    public Tally run(UnaryOperator<byte[]> repair, Class<? extends IOException> refusal, Reader reader) {
        SplittableRandom random = new SplittableRandom(seed);
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int refused = 0;
        try {
            for (int i = 0; i < inputs; i++) {
                byte[] damaged = damaged(random);
                byte[] file = i % 2 == 0 ? damaged : repair.apply(damaged);
                refused += isRead(i, file, refusal, reader) ? 0 : 1;
            }
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        return new Tally(inputs - refused, refused);
    }

    private boolean isRead(int number, byte[] file, Class<? extends IOException> refusal, Reader reader) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        boolean read = true;
        try {
            reader.read(file);
        } catch (IOException | RuntimeException | Error e) {
            read = false;
            if (!refusal.isInstance(e)
                    || e.getMessage() == null
                    || e.getMessage().isBlank()) {
                throw new AssertionError("input " + kept(number, file) + " ends with " + e, e);
            }
        }
        long took = System.nanoTime() - start;
        if (took > MOST_NANOSECONDS) {
            throw new AssertionError("input " + kept(number, file) + " took " + took / 1_000_000 + " ms");
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        if (bytes > mostBytes) {
            throw new AssertionError("input " + kept(number, file) + " allocated " + bytes + " bytes");
        }
        return read;
    }

    private Path kept(int number, byte[] file) {
        try {
            return Files.write(
                    Files.createDirectories(Path.of("target")).resolve("fuzz-" + seed + "-" + number + ".bin"), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] damaged(SplittableRandom random) {
        byte[] file = good.get(random.nextInt(good.size())).clone();
        for (int damages = random.nextInt(1, 5); damages > 0 && file.length > 0; damages--) {
            file = damage(file, random);
        }
        return file;
    }

    private byte[] damage(byte[] file, SplittableRandom random) {
        // Half of the damage is where headers are.
        int at = random.nextInt(random.nextBoolean() ? file.length : Math.min(file.length, 256));
        int length = random.nextInt(1, random.nextInt(4) == 0 ? 2000 : 9);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(file, at);
            case 1 -> joined(file, at, new byte[0], Math.min(file.length, at + length));
            case 2 -> joined(file, at, Arrays.copyOfRange(file, at, Math.min(file.length, at + length)), at);
            case 3 -> joined(file, at, bytes(random, length), at);
            case 4 -> {
                byte[] other = good.get(random.nextInt(good.size()));
                yield joined(
                        file, at, Arrays.copyOfRange(other, random.nextInt(other.length), other.length), file.length);
            }
            default -> changed(file, at, random);
        };
    }

    private static byte[] changed(byte[] file, int at, SplittableRandom random) {
        int[] telling = {0, 1, 0x7f, 0x80, 0xff};
        for (int i = at; i < Math.min(file.length, at + random.nextInt(1, 5)); i++) {
            file[i] = (byte)
                    switch (random.nextInt(3)) {
                        case 0 -> file[i] ^ 1 << random.nextInt(8);
                        case 1 -> telling[random.nextInt(telling.length)];
                        default -> random.nextInt();
                    };
        }
        return file;
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** The file up to a byte, something else, and the file from another byte on. */
    private static byte[] joined(byte[] file, int to, byte[] between, int from) {
        byte[] joined = Arrays.copyOf(file, to + between.length + file.length - from);
        System.arraycopy(between, 0, joined, to, between.length);
        System.arraycopy(file, from, joined, to + between.length, file.length - from);
        return joined;
    }
}
