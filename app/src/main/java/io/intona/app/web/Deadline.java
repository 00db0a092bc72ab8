package io.intona.app.web;

/** Until when something must be done, by {@link System#nanoTime()}. */
record Deadline(long nanoTime) {
    static Deadline in(double seconds) {
        return new Deadline(System.nanoTime() + Math.round(1e9 * seconds));
    }

    /** How long there is; negative afterwards. */
    long leftNanoseconds() {
        return nanoTime - System.nanoTime();
    }

    boolean hasPassed() {
        return leftNanoseconds() <= 0;
    }
}
