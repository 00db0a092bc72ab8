package io.intona.app.cli;

import io.intona.lab.experiment.ExperimentStatus;
import io.intona.lab.experiment.ExperimentStatus.ModelStatus;
import io.intona.lab.stats.Spread;
import java.io.PrintStream;
import java.util.Locale;

/** How far an experiment is, for a person: a line for each model, and how long the rest will take. */
final class ExperimentText {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private ExperimentText() {}

    static void print(PrintStream out, ExperimentStatus status, boolean json) {
        if (json) {
            out.println(status.toJson());
            return;
        }
        out.printf(
                Locale.ROOT, "%s: protocol %s, %d runs of 5 folds%n", status.name(), status.protocol(), status.runs());
        out.printf("%-17s %6s %8s %6s   %4s %8s %8s%n", "model", "done", "running", "left", "runs", "UAR", "SD");
        for (ModelStatus model : status.models()) {
            Spread uar = model.uar();
            out.printf(
                    Locale.ROOT,
                    "%-17s %6d %8d %6d   %4d %8s %8s%n",
                    model.model(),
                    model.done(),
                    model.running(),
                    model.left(),
                    uar.count(),
                    share(uar.mean()),
                    share(uar.sampleDeviation()));
        }
        out.println(left(status));
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String left(ExperimentStatus status) {
        int running = status.models().stream().mapToInt(ModelStatus::running).sum();
        int left = status.models().stream().mapToInt(ModelStatus::left).sum();
        if (running + left == 0) {
            return "Everything is done. UAR is the mean over the runs, SD their sample deviation (ddof 1).";
        }
        String time = Double.isNaN(status.secondsLeft())
                ? "how long that takes is known when the first is done"
                : "about " + words(status.secondsLeft())
                        + (running == 0 ? " on all cores of this machine" : ", " + running + " side by side");
        return String.format(Locale.ROOT, "%d trainings run, %d are left: %s.", running, left, time);
    }

    /** A time in the two greatest units that matter. */
    static String words(double seconds) {
        long whole = Math.round(seconds);
        if (whole >= DAY) {
            return whole / DAY + " d " + whole % DAY / HOUR + " h";
        }
        if (whole >= HOUR) {
            return whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
        }
        return whole >= MINUTE ? whole / MINUTE + " min" : whole + " s";
    }
}
