package io.intona.lab.tune;

import java.io.IOException;

/** Works on a trial until it ends. */
@FunctionalInterface
interface Objective {
    /**
     * Ends the task with a value, as pruned, or as failed.
     *
     * @throws InterruptedException if the thread is interrupted; the trial then stays unfinished
     */
    void work(Task task) throws IOException, InterruptedException;
}
