package io.intona.lab.tune;

import java.util.HashMap;
import java.util.Map;

/** Counts the epochs that a search has been through and tells the listener. Thread-safe. */
final class SearchMeter {
    private final SearchProgress.Listener listener;
    private final int trialsTotal;
    private final int epochs;
    private final int parts;
    private final Map<String, Integer> ended = new HashMap<>(); // trials, by study
    private final Map<Task, Integer> running = new HashMap<>(); // epochs
    private final long startNanos = System.nanoTime();
    private long epochsHere;
    private boolean waitingTold;

    /**
     * @param epochs of each training
     * @param parts trainings of each trial
     */
    SearchMeter(SearchProgress.Listener listener, int trialsTotal, int epochs, int parts) {
        this.listener = listener;
        this.trialsTotal = trialsTotal;
        this.epochs = epochs;
        this.parts = parts;
    }

    /** So many trials of a study have ended. */
    synchronized void ended(String study, int trials) {
        ended.put(study, trials);
    }

    /** This thread is no longer at the task. */
    synchronized void left(Task task) {
        running.remove(task);
    }

    synchronized void epochEnded(Task task, int epoch, double uar) {
        epochsHere++;
        running.merge(task, 1, Integer::sum);
        int trials = ended.values().stream().mapToInt(Integer::intValue).sum();
        long each = (long) epochs * parts;
        long epochsDone = trials * each
                + running.values().stream().mapToLong(Integer::longValue).sum();
        listener.epochEnded(new SearchProgress(
                task.study().name(),
                task.number(),
                epoch,
                epochs,
                uar,
                trials,
                trialsTotal,
                epochsDone,
                trialsTotal * each,
                epochsHere / ((System.nanoTime() - startNanos) * 1e-9)));
    }

    /** This process has nothing to do but to wait for others. */
    synchronized void waiting() {
        if (!waitingTold) {
            waitingTold = true;
            listener.waiting();
        }
    }
}
