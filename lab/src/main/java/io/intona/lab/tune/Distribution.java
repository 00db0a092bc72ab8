package io.intona.lab.tune;

import java.util.HashSet;
import java.util.List;

/**
 * The values that a parameter may take. Inside the search a value is a number: itself, or the index of a choice.
 */
public sealed interface Distribution {
    /** Whether the value is possible. */
    boolean contains(double internal);

    /** Whether only one value is. */
    boolean isSingle();

    /** The value as people write it: a Double, an Integer, or a choice. */
    Object external(double internal);

    /** The bounds of a range, or all choices, as people write them. */
    List<Object> extremes();

    /** Relative distance within which a bound counts as a multiple of the step. */
    double GRID_TOLERANCE = 1e-8;

    /**
     * Real numbers from low to high.
     *
     * @param low least value
     * @param high greatest value
     * @param log whether the logarithm is what is even
     * @param step distance of possible values from low on; 0 if all are
     */
    record FloatRange(double low, double high, boolean log, double step) implements Distribution {
        public FloatRange {
            requireOrder(low, high, log, Double.isFinite(low) && Double.isFinite(high));
            if (!(step >= 0 && step <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("step " + step + ", expected a number above 0");
            }
            if (log && step > 0) {
                throw new IllegalArgumentException("log and step together, expected one of them");
            }
            double steps = step > 0 ? (high - low) / step : 0;
            if (!(Math.abs(steps - Math.rint(steps)) <= GRID_TOLERANCE * Math.max(1, steps))) {
                throw new IllegalArgumentException("high " + high + " is no whole number of steps of " + step
                        + " above low " + low + ", expected one that is");
            }
        }

        @Override
        public boolean contains(double internal) {
            if (!(internal >= low && internal <= high)) {
                return false;
            }
            double steps = step > 0 ? (internal - low) / step : 0;
            return Math.abs(steps - Math.rint(steps)) <= GRID_TOLERANCE * Math.max(1, steps);
        }

        @Override
        public boolean isSingle() {
            return low == high;
        }

        @Override
        public Object external(double internal) {
            return internal;
        }

        @Override
        public List<Object> extremes() {
            return List.of(low, high);
        }
    }

    /**
     * Whole numbers from low to high.
     *
     * @param low least value
     * @param high greatest value
     * @param log whether the logarithm is what is even
     * @param step distance of possible values from low on
     */
    record IntRange(int low, int high, boolean log, int step) implements Distribution {
        public IntRange {
            requireOrder(low, high, log, true);
            if (!(step >= 1)) {
                throw new IllegalArgumentException("step " + step + ", expected 1 or more");
            }
            if (log && step != 1) {
                throw new IllegalArgumentException("log and step together, expected one of them");
            }
            if (!(((long) high - low) % step == 0)) {
                throw new IllegalArgumentException("high " + high + " is no whole number of steps of " + step
                        + " above low " + low + ", expected one that is");
            }
        }

        @Override
        public boolean contains(double internal) {
            return internal >= low
                    && internal <= high
                    && internal == Math.rint(internal)
                    && (long) (internal - low) % step == 0;
        }

        @Override
        public boolean isSingle() {
            return low == high;
        }

        @Override
        public Object external(double internal) {
            return (int) internal;
        }

        @Override
        public List<Object> extremes() {
            return List.of(low, high);
        }
    }

    /**
     * One of several values without an order.
     *
     * @param choices words, numbers or truth values, each once
     */
    record Categorical(List<Object> choices) implements Distribution {
        public Categorical {
            choices = List.copyOf(choices);
            if (!(choices.size() >= 1)) {
                throw new IllegalArgumentException("no choices, expected at least one");
            }
            if (new HashSet<>(choices).size() != choices.size()) {
                throw new IllegalArgumentException("choices " + choices + " have one twice, expected each once");
            }
        }

        @Override
        public boolean contains(double internal) {
            return internal >= 0 && internal < choices.size() && internal == Math.rint(internal);
        }

        @Override
        public boolean isSingle() {
            return choices.size() == 1;
        }

        @Override
        public Object external(double internal) {
            return choices.get((int) internal);
        }

        @Override
        public List<Object> extremes() {
            return choices;
        }
    }

    private static void requireOrder(double low, double high, boolean log, boolean finite) {
        if (!finite) {
            throw new IllegalArgumentException("from " + low + " to " + high + ", expected finite numbers");
        }
        if (!(low <= high)) {
            throw new IllegalArgumentException("low " + low + " above high " + high + ", expected low first");
        }
        if (!(!log || low > 0)) {
            throw new IllegalArgumentException("log with low " + low + ", expected a number above 0");
        }
    }
}
