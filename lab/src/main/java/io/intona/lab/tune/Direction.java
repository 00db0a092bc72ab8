package io.intona.lab.tune;

/** What is better: less or more. */
public enum Direction {
    MINIMIZE,
    MAXIMIZE;

    /** A key that sorts the better value first; what is not a number comes last. */
    double key(double value) {
        if (Double.isNaN(value)) {
            return Double.POSITIVE_INFINITY;
        }
        return this == MAXIMIZE ? -value : value;
    }
}
