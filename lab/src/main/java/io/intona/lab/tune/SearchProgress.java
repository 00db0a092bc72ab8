package io.intona.lab.tune;

/**
 * How far a search is, told after each epoch of each training.
 *
 * @param study name of the study whose trial reports
 * @param trial its number
 * @param epoch that it has just ended, from 1
 * @param epochs that it will have
 * @param uar of the speakers who judge this training, after that epoch
 * @param trialsDone trials that have ended, of all studies, whoever did them
 * @param trialsTotal trials that all studies will have
 * @param epochsDone epochs of all trainings so far, those of ended trials included
 * @param epochsTotal epochs that all trainings will have
 * @param epochsPerSecond what this process has done since it began
 */
public record SearchProgress(
        String study,
        int trial,
        int epoch,
        int epochs,
        double uar,
        int trialsDone,
        int trialsTotal,
        long epochsDone,
        long epochsTotal,
        double epochsPerSecond) {

    /** Receives the progress of a search; one call at a time, from any of its threads. */
    @FunctionalInterface
    public interface Listener {
        /** For those who do not want to know. */
        Listener NONE = progress -> {};

        /** Is to return soon: the training waits. */
        void epochEnded(SearchProgress progress);

        /** There is nothing to do here but to wait for other processes that share the studies; told once. */
        default void waiting() {}
    }
}
