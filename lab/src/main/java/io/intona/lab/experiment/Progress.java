package io.intona.lab.experiment;

/**
 * How far an evaluation is, told after each epoch of each training.
 *
 * @param model of the training that reports
 * @param run of that training, from 1
 * @param fold of that training, from 0
 * @param epoch that it has just ended, from 1
 * @param epochs that it will have
 * @param trainLoss of that epoch
 * @param validationUar after that epoch
 * @param framesDone frames that all trainings have been through so far, whoever did it: this process, another, or one
 *     before
 * @param framesTotal frames of the whole evaluation, epochs counted
 * @param framesPerSecond what this process has done since it began
 */
public record Progress(
        String model,
        int run,
        int fold,
        int epoch,
        int epochs,
        double trainLoss,
        double validationUar,
        long framesDone,
        long framesTotal,
        double framesPerSecond) {

    /** Receives the progress of an evaluation; one call at a time, from any of its threads. */
    @FunctionalInterface
    public interface Listener {
        /** For those who do not want to know. */
        Listener NONE = progress -> {};

        /** Is to return soon: the training waits. */
        void epochEnded(Progress progress);

        /** There is nothing to do here but to wait for other processes that share the work; told once. */
        default void waiting() {}
    }
}
