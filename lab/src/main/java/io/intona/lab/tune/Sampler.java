package io.intona.lab.tune;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Proposes what to try next. */
@FunctionalInterface
public interface Sampler {
    /**
     * A value for every parameter of the space.
     *
     * @param history all trials of the study so far
     * @param space by name, in the order in which trials list them
     * @param uniform random numbers from [0, 1)
     */
    Map<String, Double> sample(List<Trial> history, Map<String, Distribution> space, DoubleSupplier uniform);
}
