package io.intona.lab.tune;

/**
 * One parameter of a trial.
 *
 * @param distribution what it may be
 * @param value what it is; of a choice, its index
 */
public record Parameter(Distribution distribution, double value) {
    /** The value as people write it. */
    public Object external() {
        return distribution.external(value);
    }
}
