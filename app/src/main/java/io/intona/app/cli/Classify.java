package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.Recognition;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            "Tells the emotion of each recording, the most probable first.",
            "Recordings that cannot be read are reported and do not stop the others; the exit code is then 1."
        },
        footer = {"", "Example:", "  intona classify --model m.safetensors hello.wav recordings/"})
final class Classify implements Callable<Integer> {
    /** How many emotions a line for a person names. */
    private static final int NAMED = 3;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings, or folders of them.")
    private List<Path> files;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "The model file, made by 'intona train'.")
    private Path model;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--json", description = "Prints one JSON object a line and recording.")
    private boolean json;

    Classify(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The contract of {@code classify --json} for a recording. */
    record Line(String file, String emotion, Map<String, Float> probabilities) {}

    /** The contract of {@code classify --json} for what could not be read. */
    record ErrorLine(String file, String error) {}

    /** What came of one file. */
    private sealed interface Outcome {
        Path file();
    }

    private record Recognized(Path file, int sampleRateHz, Recognition recognition) implements Outcome {}

    private record Failed(Path file, String sentence) implements Outcome {}

    /** What has been said so far. */
    private static final class Tally {
        int told;
        int failed;
        boolean bandwidthTold;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EmotionRecognizer recognizer = EmotionRecognizer.of(EmotionModel.read(model), kernels.kernels());
        List<AudioFiles.Found> found = AudioFiles.find(files);
        Tally tally = new Tally();
        try (ProgressLine line = ProgressLine.ofRecognition(terminal)) {
            InOrder.map(found, threads.upTo(found.size()), each -> outcome(recognizer, each.file()), outcome -> {
                line.wipe();
                boolean wanted = tell(outcome, recognizer.model(), tally);
                line.clipDone(++tally.told, found.size());
                return wanted;
            });
        }
        if (tally.failed > 0 && found.size() > 1) {
            terminal.say(spec, tally.failed + " of " + found.size() + " files could not be read");
        }
        return tally.failed > 0 ? 1 : 0;
    }

    private static Outcome outcome(EmotionRecognizer recognizer, Path file) {
        try {
            return AudioFiles.hear(file, clip -> new Recognized(file, clip.sampleRateHz(), recognizer.recognize(clip)));
        } catch (IOException e) {
            return new Failed(file, Failures.sentence(e));
        }
    }

    /** Returns whether anybody still listens. */
    private boolean tell(Outcome outcome, EmotionModel model, Tally tally) {
        if (outcome instanceof Recognized recognized) {
            if (recognized.recognition().isNarrowband() && !tally.bandwidthTold) {
                tally.bandwidthTold = true;
                terminal.say(
                        spec,
                        recognized.file() + " has " + recognized.sampleRateHz()
                                + " samples a second and the model expects "
                                + model.features().sampleRateHz()
                                + ": without the high frequencies it was trained with it errs more often (said once)");
            }
            terminal.out().println(json ? json(recognized) : text(recognized));
        } else if (outcome instanceof Failed failed) {
            tally.failed++;
            terminal.say(spec, failed.sentence());
            if (json) {
                terminal.out().println(Json.line(new ErrorLine(failed.file().toString(), failed.sentence())));
            }
        }
        return !terminal.out().checkError();
    }

    private static String json(Recognized recognized) {
        Recognition recognition = recognized.recognition();
        Map<String, Float> probabilities = new LinkedHashMap<>();
        for (String label : recognition.labels()) {
            probabilities.put(label, recognition.probability(label));
        }
        return Json.line(new Line(recognized.file().toString(), recognition.emotion(), probabilities));
    }

    private static String text(Recognized recognized) {
        Recognition recognition = recognized.recognition();
        float[] probabilities = recognition.probabilities();
        return recognized.file() + ": "
                + IntStream.range(0, probabilities.length)
                        .boxed()
                        .sorted(Comparator.comparing((Integer label) -> -probabilities[label]))
                        .limit(NAMED)
                        .map(label -> String.format(
                                Locale.ROOT, "%s %.1f %%", recognition.labels().get(label), 100 * probabilities[label]))
                        .collect(Collectors.joining(", "));
    }
}
