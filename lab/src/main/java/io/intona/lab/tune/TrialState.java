package io.intona.lab.tune;

/** How far a trial is; the names are Optuna's. */
public enum TrialState {
    /** Somebody is at it, or was when they died. */
    RUNNING,
    /** It has a value. */
    COMPLETE,
    /** It was given up early; its value is the last one reported. */
    PRUNED,
    /** It has no value, and never will. */
    FAIL,
    /** Another program has asked for it, and nobody has begun. */
    WAITING;

    /** Whether it counts: the sampler learns from it, and the budget is made of such. */
    boolean counts() {
        return this == COMPLETE || this == PRUNED;
    }
}
