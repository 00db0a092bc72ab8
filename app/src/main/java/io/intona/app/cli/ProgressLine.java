package io.intona.app.cli;

import io.intona.lab.corpus.ClipListener;
import io.intona.lab.experiment.Progress;
import io.intona.lab.tune.SearchProgress;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One line that tells a person how far the work is, how fast it goes and how long it will take. Nothing is drawn where
 * nobody watches. Thread-safe.
 */
final class ProgressLine implements ClipListener, Progress.Listener, SearchProgress.Listener, AutoCloseable {
    private static final int COLUMNS = 110;
    private static final String WIPE = "\r\u001b[K"; // to the line's start, erase to its end

    private final Terminal terminal;
    private final String task;
    private final String unit;
    private final long each;
    private Optional<ProgressBar> bar = Optional.empty();
    private double framesPerSecond = Double.NaN;

    /**
     * @param task a word or two
     * @param unit what is counted, in the plural
     * @param each how many of them are drawn as one
     */
    private ProgressLine(Terminal terminal, String task, String unit, long each) {
        this.terminal = terminal;
        this.task = task;
        this.unit = unit;
        this.each = each;
    }

    /** For recordings whose features are computed. */
    static ProgressLine ofClips(Terminal terminal) {
        return new ProgressLine(terminal, "features", " clips", 1);
    }

    /** For recordings whose emotions are told. */
    static ProgressLine ofRecognition(Terminal terminal) {
        return new ProgressLine(terminal, "classify", " files", 1);
    }

    /** For recordings that are read and looked at. */
    static ProgressLine ofReading(Terminal terminal) {
        return new ProgressLine(terminal, "reading", " clips", 1);
    }

    /** For recordings that are heard under one condition after the other. */
    static ProgressLine ofConditions(Terminal terminal) {
        return new ProgressLine(terminal, "robustness", " clips", 1);
    }

    /** For records of evaluations. */
    static ProgressLine ofRecords(Terminal terminal) {
        return new ProgressLine(terminal, "reading", " records", 1);
    }

    /** For networks that are trained; frames are what takes the time. */
    static ProgressLine ofTraining(Terminal terminal) {
        return new ProgressLine(terminal, "training", "k frames", 1000);
    }

    /** For a search; epochs are what takes the time. */
    static ProgressLine ofSearch(Terminal terminal) {
        return new ProgressLine(terminal, "search", " epochs", 1);
    }

    @Override
    public synchronized void clipDone(int done, int total) {
        bar(done - 1, total).ifPresent(drawn -> drawn.stepTo(done));
    }

    @Override
    public synchronized void epochEnded(Progress progress) {
        framesPerSecond = progress.framesPerSecond();
        bar(progress.framesDone(), progress.framesTotal()).ifPresent(drawn -> {
            drawn.setExtraMessage(last(progress));
            drawn.stepTo(progress.framesDone());
        });
    }

    @Override
    public synchronized void epochEnded(SearchProgress progress) {
        bar(progress.epochsDone(), progress.epochsTotal()).ifPresent(drawn -> {
            drawn.setExtraMessage(String.format(
                    Locale.ROOT,
                    "%d/%d trials, %s #%d epoch %d UAR %.2f",
                    progress.trialsDone(),
                    progress.trialsTotal(),
                    progress.study(),
                    progress.trial(),
                    progress.epoch(),
                    progress.uar()));
            drawn.stepTo(progress.epochsDone());
        });
    }

    @Override
    public synchronized void waiting() {
        wipe();
        terminal.err().println("intona: waiting for another process that shares the work");
    }

    /** How fast networks were trained here; NaN as long as nothing had to be. */
    synchronized double framesPerSecond() {
        return framesPerSecond;
    }

    /** Makes room for a line of text; the next news draw the progress below it. */
    synchronized void wipe() {
        if (bar.isPresent()) {
            terminal.err().print(WIPE);
        }
    }

    /** The training that was heard of last. A run of 0 is the training on all speakers. */
    private static String last(Progress progress) {
        if (progress.run() == 0) {
            return String.format(
                    Locale.ROOT, "epoch %d/%d loss %.2f", progress.epoch(), progress.epochs(), progress.trainLoss());
        }
        return String.format(
                Locale.ROOT,
                "%s run %d fold %d epoch %d/%d UAR %.2f",
                progress.model(),
                progress.run(),
                progress.fold(),
                progress.epoch(),
                progress.epochs(),
                progress.validationUar());
    }

    /** Begins to draw with the first news; what was done before has taken no time. */
    private Optional<ProgressBar> bar(long doneBefore, long total) {
        if (terminal.interactive() && bar.isEmpty()) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(task)
                    .setUnit(unit, each)
                    .setInitialMax(total)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setMaxRenderedLength(COLUMNS)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err()) {
                        @Override
                        public void close() {} // not called when all is done at once, so the line is ended below
                    })
                    .build());
            bar.get().stepTo(doneBefore);
        }
        return bar;
    }

    @Override
    public synchronized void close() {
        if (bar.isPresent()) {
            bar.get().close();
            terminal.err().println();
        }
    }
}
