package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.TimelineOptions;
import io.intona.audio.AudioLimits;
import io.intona.audio.AudioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intona classify}: the emotion of each recording. */
@Command(
        name = "classify",
        description = {
            "Tells the emotion of each recording, the most probable first, or over time.",
            "What cannot be read is reported and does not stop the others; the exit code is then 1."
        },
        footer = {
            "",
            "Example:",
            "  intona classify --model m.safetensors hello.wav recordings/",
            "  intona classify --model m.safetensors --timeline --json meeting.mp3"
        })
final class Classify implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Recordings, folders of them, or patterns such as 'calls/*.mp3'.")
    private List<Path> files;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--timeline",
            description =
                    "Tells emotion over time, for recordings of any length: speech is found and heard in windows.")
    private boolean overTime;

    @Mixin
    private TimelineOption timeline;

    @Mixin
    private LimitsOption limits;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private ThreadsOption threads;

    @ArgGroup(exclusive = true)
    private Format format = new Format();

    /** How results are written. */
    static final class Format {
        @Option(names = "--json", description = "Prints one JSON object a line and recording.")
        private boolean json;

        @Option(names = "--csv", description = "Prints a table: a row for each recording, or each segment over time.")
        private boolean csv;
    }

    Classify(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What has been said so far. */
    private static final class Tally {
        int told;
        int failed;
        boolean bandwidthTold;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AudioLimits most = limits.limits(spec);
        TimelineOptions options = timeline.options(spec);
        EmotionRecognizer recognizer = model.recognizer(spec, kernels.kernels());
        List<AudioFiles.Found> found = AudioFiles.find(files);
        Tally tally = new Tally();
        if (format.csv) {
            terminal.out().println(HeardCsv.heading(recognizer.model().labels(), overTime));
        }
        try (ProgressLine line = ProgressLine.ofRecognition(terminal)) {
            InOrder.map(found, threads.upTo(found.size()), each -> heard(recognizer, each, most, options), heard -> {
                line.wipe();
                boolean wanted = tell(heard, recognizer, tally);
                line.clipDone(++tally.told, found.size());
                return wanted;
            });
        }
        if (tally.failed > 0 && found.size() > 1) {
            terminal.say(spec, tally.failed + " of " + found.size() + " files could not be read");
        }
        return tally.failed > 0 ? 1 : 0;
    }

    private Heard heard(
            EmotionRecognizer recognizer, AudioFiles.Found found, AudioLimits most, TimelineOptions options) {
        try {
            Path file = found.recording();
            return AudioFiles.attempt(
                    file,
                    () -> overTime
                            ? new Heard.OverTime(file, recognizer.timeline(file, most, options))
                            : new Heard.Whole(file, recognizer.recognize(AudioReader.read(file, most))));
        } catch (IOException e) {
            return new Heard.Failed(found.file(), LimitsOption.sentence(e));
        }
    }

    /** Returns whether anybody still listens. */
    private boolean tell(Heard heard, EmotionRecognizer recognizer, Tally tally) {
        if (heard instanceof Heard.Failed failed) {
            tally.failed++;
            terminal.say(spec, failed.sentence());
        }
        if (isNarrowband(heard) && !tally.bandwidthTold) {
            tally.bandwidthTold = true;
            terminal.say(
                    spec,
                    heard.file() + " has fewer than the "
                            + recognizer.model().features().sampleRateHz()
                            + " samples a second that the model expects: without the high frequencies it was trained"
                            + " with it errs more often (said once)");
        }
        lines(heard, recognizer.model().labels()).forEach(terminal.out()::println);
        return !terminal.out().checkError();
    }

    private static boolean isNarrowband(Heard heard) {
        return heard instanceof Heard.Whole whole && whole.recognition().isNarrowband()
                || heard instanceof Heard.OverTime over
                        && over.timeline().summary().isNarrowband();
    }

    private List<String> lines(Heard heard, List<String> labels) {
        if (format.json) {
            return List.of(HeardJson.line(heard));
        }
        return format.csv ? HeardCsv.rows(heard, labels, overTime) : HeardText.lines(heard);
    }
}
