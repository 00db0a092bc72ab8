package io.intona.nn;

import java.util.List;

/**
 * A named array. The values are shared, not copied: training changes them in place. Not thread-safe while it does.
 *
 * @param name such as {@code lstm.weight_hh_l0}
 * @param shape sizes of the dimensions, slowest first
 * @param values row-major
 */
public record Tensor(String name, List<Integer> shape, float[] values) {
    public Tensor {
        shape = List.copyOf(shape);
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + values.length + " values, its shape " + shape + " needs " + size);
        }
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Architecture.TensorShape shape) {
        return new Tensor(shape.name(), shape.shape(), new float[shape.size()]);
    }

    /** Number of values. */
    public int size() {
        return values.length;
    }
}
