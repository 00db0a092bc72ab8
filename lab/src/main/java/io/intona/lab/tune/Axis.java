package io.intona.lab.tune;

/**
 * The coordinate in which a numeric parameter is modelled: the value or its natural logarithm, on an interval that gives
 * each discrete value a cell of its own width.
 *
 * <pre>
 *   real         [low, high]                    log: [ln low, ln high]
 *   steps of q   [low − q/2, high + q/2]        log, q = 1: [ln(low − 1/2), ln(high + 1/2)]
 * </pre>
 *
 * @param least value, outside
 * @param greatest value, outside
 * @param step of values; 0 if all are possible
 * @param log whether the coordinate is the logarithm
 * @param low left end of the interval
 * @param high right end
 */
record Axis(double least, double greatest, double step, boolean log, double low, double high) {
    static Axis of(Distribution distribution) {
        if (distribution instanceof Distribution.FloatRange range) {
            return of(range.low(), range.high(), range.step(), range.log());
        }
        if (distribution instanceof Distribution.IntRange range) {
            return of(range.low(), range.high(), range.step(), range.log());
        }
        throw new IllegalArgumentException(distribution + " has no axis");
    }

    private static Axis of(double least, double greatest, double step, boolean log) {
        double low = least - step / 2;
        double high = greatest + step / 2;
        return log
                ? new Axis(least, greatest, step, true, StrictMath.log(low), StrictMath.log(high))
                : new Axis(least, greatest, step, false, low, high);
    }

    double range() {
        return high - low;
    }

    /** From value to coordinate. */
    double inward(double value) {
        return log ? StrictMath.log(value) : value;
    }

    /** From coordinate to the nearest possible value. */
    double outward(double coordinate) {
        double value = log ? StrictMath.exp(coordinate) : coordinate;
        if (step > 0) {
            value = Math.rint((value - least) / step) * step + least; // half to even
        }
        return Math.min(Math.max(value, least), greatest);
    }

    /** Whether a value lies within the bounds, where rounding of logarithms plays no part. */
    boolean contains(double value) {
        return value >= least && value <= greatest;
    }
}
