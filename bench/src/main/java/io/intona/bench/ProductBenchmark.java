package io.intona.bench;

import io.intona.kernel.Kernels;
import io.intona.kernel.PackedMatrix;
import io.intona.kernel.Scratch;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The three products of a training step: gates, gradient of the states, gradient of the weights over many frames. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProductBenchmark {
    /** Frames over which the gradient of the weights is summed at a time. */
    private static final int FRAMES = 256;

    @Param({"simd", "scalar"})
    public String kernels;

    /** Form, hidden size and clips a batch. */
    @Param({
        "forward:64:16", "input-gradient:64:16", "weight-gradient:64:16",
        "forward:128:32", "input-gradient:128:32", "weight-gradient:128:32"
    })
    public String shape;

    private final Scratch scratch = new Scratch();
    private final PackedMatrix packed = new PackedMatrix();
    private Kernels k;
    private Form form;
    private int rows;
    private int terms;
    private int columns;
    private float[] a;
    private float[] b;
    private float[] c;

    /** A·B with B packed, or Aᵀ·B. */
    private record Form(boolean transposed) {}

    /** Operations of one call. */
    static double operations(String shape) {
        String[] parts = shape.split(":");
        int hidden = Integer.parseInt(parts[1]);
        int batch = Integer.parseInt(parts[2]);
        int row = TestClips.FEATURES + hidden + 1;
        return switch (parts[0]) {
            case "forward" -> 2.0 * batch * row * 4 * hidden;
            case "input-gradient" -> 2.0 * batch * 4 * hidden * hidden;
            default -> 2.0 * FRAMES * row * 4 * hidden;
        };
    }

    @Setup
    public void prepare() {
        k = Kernels.of(kernels);
        String[] parts = shape.split(":");
        int hidden = Integer.parseInt(parts[1]);
        int batch = Integer.parseInt(parts[2]);
        int row = TestClips.FEATURES + hidden + 1;
        form = new Form(parts[0].equals("weight-gradient"));
        rows = form.transposed() ? row : batch;
        terms = form.transposed() ? FRAMES : parts[0].equals("forward") ? row : 4 * hidden;
        columns = parts[0].equals("input-gradient") ? hidden : 4 * hidden;
        SplittableRandom random = new SplittableRandom(1);
        a = floats(random, rows * terms);
        b = floats(random, terms * columns);
        c = new float[rows * columns];
        packed.resize(terms, columns);
        k.pack(terms, columns, b, 0, packed, 0);
        check();
    }

    private static float[] floats(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** The product is the product. */
    private void check() {
        java.util.Arrays.fill(c, 0);
        multiply();
        for (int i = 0; i < rows; i += 7) {
            for (int j = 0; j < columns; j += 5) {
                double sum = 0;
                for (int t = 0; t < terms; t++) {
                    sum += (double) a[form.transposed() ? t * rows + i : i * terms + t] * b[t * columns + j];
                }
                if (!(Math.abs(sum - c[i * columns + j]) < 1e-4)) {
                    throw new IllegalStateException(
                            "element " + i + ", " + j + " is " + c[i * columns + j] + ", expected " + sum);
                }
            }
        }
    }

    @Benchmark
    public float[] multiply() {
        if (form.transposed()) {
            k.addMultiplyTransposed(terms, rows, columns, a, 0, b, 0, scratch, c, 0);
        } else {
            k.multiply(rows, a, 0, packed, scratch, c, 0);
        }
        return c;
    }
}
