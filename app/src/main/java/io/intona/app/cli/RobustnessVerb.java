package io.intona.app.cli;

import io.intona.app.json.Json;
import io.intona.file.WholeFile;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.experiment.KeptRun;
import io.intona.lab.robustness.Robustness;
import io.intona.lab.robustness.RobustnessResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intona robustness}: what is left of a network's recall when recordings are short, faint, noisy or coded. */
@Command(
        name = "robustness",
        description = {
            "Tells how well the networks of a cross-validation do when recordings are short, faint, loud, noisy, or come"
                    + " over a telephone or as MP3.",
            "Each clip is judged by the network that was tested on its speaker, so the records must have been made with"
                    + " 'evaluate --keep-models'."
        },
        footer = {"", "Example:", "  intona robustness results --corpus ravdess=RAVDESS --out robustness.json"})
final class RobustnessVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder with the records and networks of one model.")
    private Path folder;

    @Option(
            names = "--corpus",
            required = true,
            paramLabel = "SPEC",
            description = "The corpus they were made of: ravdess=DIR, emodb=DIR, csv=FILE or synthetic[:small][:SEED].")
    private String corpus;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--out", paramLabel = "FILE", description = "Receives the JSON object as well.")
    private Optional<Path> out;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    RobustnessVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (out.isPresent()) {
            check(out.get());
        }
        Corpus opened = Recordings.open(corpus, spec, terminal);
        Kernels chosen = kernels.kernels();
        List<KeptRun> runs = KeptRun.read(folder);
        RobustnessResult result;
        try (ProgressLine line = ProgressLine.ofConditions(terminal)) {
            result = Robustness.run(opened, runs, chosen, threads.threads(), line);
        }
        if (!result.leftOut().isEmpty()) {
            terminal.say(
                    spec,
                    String.join(", ", result.leftOut())
                            + " is left out: there is no ffmpeg with libmp3lame here, Debian has it in the package ffmpeg");
        }
        String object = Json.line(result) + "\n";
        if (out.isPresent()) {
            WholeFile.write(out.get(), file -> file.write(object.getBytes(StandardCharsets.UTF_8)));
        }
        terminal.out().print(json ? object : RobustnessText.of(result));
        return 0;
    }

    private void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + file + " is a folder, expected a file such as robustness.json");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new ParameterException(spec.commandLine(), "--out " + file + ": there is no folder " + parent);
        }
    }
}
