package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.Recognition;
import io.intona.audio.AudioReader;
import io.intona.audio.WavWriter;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.lab.experiment.Evaluation;
import io.intona.lab.experiment.EvaluationOptions;
import io.intona.lab.experiment.EvaluationPlan;
import io.intona.lab.experiment.EvaluationResult;
import io.intona.lab.experiment.FinalTraining;
import io.intona.lab.train.Dataset;
import io.intona.lab.train.DatasetLoader;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.TrainingSettings;
import io.intona.model.Calibration;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intona quickstart}: the whole way once, on voices made from a seed, in about two minutes. */
@Command(
        name = "quickstart",
        description = {
            "Goes the whole way once: makes a corpus of synthetic voices, computes features, cross-validates a network"
                    + " on speakers it has never heard, trains one on all, and recognises a new voice.",
            "Takes about two minutes and needs no recordings. Synthetic voices are easier than people: the figures say"
                    + " that everything works, not how well people are understood."
        },
        footer = {"", "Example:", "  intona quickstart"})
final class Quickstart implements Callable<Integer> {
    /**
     * How much of everything.
     *
     * @param corpus what is learnt from
     * @param strangers a corpus of other voices
     */
    private record Size(String corpus, String strangers, String model, int epochs) {}

    private static final Size FULL = new Size("synthetic:1", "synthetic:2", "LSTM-h64-v8", 20);
    private static final Size SMALL = new Size("synthetic:small:1", "synthetic:small:2", "LSTM-h16-v4", 5);
    /** How this command was called: the launcher says it. */
    private static final String COMMAND = System.getProperty("intona.command", "intona");

    private static final long SEED = 1;

    /** One of the strangers' clips, picked as the first that is meant to be angry. */
    private static final String HEARD = "angry";

    private final Terminal terminal;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Receives the model and a recording to try it on (default: intona-quickstart).")
    private Path out = Path.of("intona-quickstart");

    @Option(names = "--small", description = "Takes seconds: 8 voices, too few to learn much from.")
    private boolean small;

    @Mixin
    private CacheOption cache;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--json",
            description =
                    "Prints one JSON object instead, what 'intona evaluate --json' prints of that cross-validation.")
    private boolean json;

    Quickstart(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Size size = small ? SMALL : FULL;
        Files.createDirectories(out);
        Kernels chosen = kernels.kernels();
        PrintStream print = json ? new PrintStream(OutputStream.nullOutputStream()) : terminal.out();
        Corpus corpus = Corpora.open(size.corpus());
        print.println("1. Features " + FeatureSpec.PAPER.name() + " of " + corpus);
        Dataset dataset = load(corpus, chosen);

        print.println("2. Cross-validation: five times a network learns from some speakers and is tested on others");
        EvaluationPlan plan = new EvaluationPlan(
                dataset, size.model(), Protocol.STRICT, TrainingSettings.DEFAULT.withEpochs(size.epochs()), 1, SEED);
        EvaluationOptions options =
                new EvaluationOptions(chosen, threads.threads(), false, EvaluationOptions.DEFAULT_CHECKPOINT_INTERVAL);
        EvaluationResult result;
        try (ProgressLine line = ProgressLine.ofTraining(terminal)) {
            result = Evaluation.run(plan, options, line);
        }
        print.println();
        EvaluationText.print(print, corpus, result);

        int epochs = FinalTraining.medianEpoch(result.runs());
        print.println();
        print.println("3. A network for use learns from all speakers, for " + epochs
                + " epochs, the median of what the folds chose");
        Path model = out.resolve("model.safetensors");
        EmotionModel trained;
        try (ProgressLine line = ProgressLine.ofTraining(terminal)) {
            trained = FinalTraining.run(plan, options, epochs, Calibration.NONE, model, line);
        }
        recognise(size, EmotionRecognizer.of(trained, chosen), model, print);
        if (json) {
            terminal.out().println(result.toJson());
        }
        return 0;
    }

    private Dataset load(Corpus corpus, Kernels chosen) throws IOException, InterruptedException {
        try (ProgressLine line = ProgressLine.ofClips(terminal)) {
            return DatasetLoader.load(
                    corpus,
                    new FeatureExtractor(FeatureSpec.PAPER, chosen),
                    cache.open(),
                    threads.upTo(corpus.utterances().size()),
                    line);
        }
    }

    private void recognise(Size size, EmotionRecognizer recognizer, Path model, PrintStream print) throws IOException {
        Corpus strangers = Corpora.open(size.strangers());
        Utterance utterance = strangers.utterances().stream()
                .filter(each -> strangers.label(each).equals(HEARD))
                .findFirst()
                .orElseThrow();
        Path file = out.resolve("voice.wav");
        WavWriter.write(utterance.source().read(), file, WavWriter.Encoding.PCM_16);
        Recognition recognition = recognizer.recognize(AudioReader.read(file));
        print.printf("4. A voice that none of them has heard, meant to be %s, is recognised as:%n", HEARD);
        List<String> labels = recognition.labels();
        for (String label : labels) {
            int bar = Math.round(40 * recognition.probability(label));
            print.printf(
                    Locale.ROOT,
                    "   %-10s %5.1f %%%s%n",
                    label,
                    100 * recognition.probability(label),
                    bar == 0 ? "" : " " + "#".repeat(bar));
        }
        print.println();
        print.println("Now try: " + COMMAND + " classify --model " + model + " " + file);
    }
}
