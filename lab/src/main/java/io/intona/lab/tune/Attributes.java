package io.intona.lab.tune;

/** Names under which trials of ours keep what Optuna has no column for. Values are JSON. */
final class Attributes {
    /** System attribute: the lock file of whoever is at the trial; who has it is one of us. */
    static final String CLAIM = "intona:claim";

    /** System attribute, Optuna's: number of the trial of which this is a repetition, because its worker died. */
    static final String FAILED_TRIAL = "failed_trial";

    /** System attribute, Optuna's: numbers of all earlier attempts at the same trial. */
    static final String RETRY_HISTORY = "retry_history";

    /** System attribute, Optuna's: the parameters that were given, not sampled. */
    static final String FIXED_PARAMS = "fixed_params";

    /** User attribute: what the random numbers of the trial's trainings are made from. */
    static final String SEED = "seed";

    /** User attribute: why the trial failed by itself, so that nobody tries it again. */
    static final String REASON = "reason";

    /** User attribute: number of the trial of the main study whose parameters are trained again. */
    static final String CONFIRMS = "confirms";

    /** User attribute: how often those were trained again before, from 0. */
    static final String REPETITION = "repetition";

    private Attributes() {}
}
