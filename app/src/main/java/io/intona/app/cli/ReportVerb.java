package io.intona.app.cli;

import io.intona.kernel.Kernels;
import io.intona.lab.chart.Figure;
import io.intona.lab.report.ClipFigures;
import io.intona.lab.report.Report;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intona report}: tables, statistics, figures and a page from records, and what a model hears in a recording. */
@Command(
        name = "report",
        description = {
            "Makes tables, tests, figures and one page of HTML from records, and from nothing else.",
            "With --clip it draws what a model with attention hears in one recording; without DIR only that."
        },
        footer = {
            "",
            "Example:",
            "  intona report results --out report",
            "  intona report --clip hello.wav --model m.safetensors --out figures"
        })
final class ReportVerb implements Callable<Integer> {
    private static final Path RESULTS = Path.of("results");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Folders with records, at any depth (default: results).")
    private List<Path> folders = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Receives all files (default: report).")
    private Path out = Path.of("report");

    @Option(names = "--clip", paramLabel = "FILE", description = "A recording to draw, of at most 60 seconds.")
    private Optional<Path> clip;

    @Option(names = "--model", paramLabel = "FILE", description = "The model file that hears it.")
    private Optional<Path> model;

    @Mixin
    private KernelsOption kernels;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    ReportVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        check();
        List<Figure> heard = clip.isPresent() ? hear(clip.get(), model.orElseThrow()) : List.of();
        boolean onlyClip = clip.isPresent() && folders.isEmpty();
        Report report = onlyClip ? Report.EMPTY : read();
        Files.createDirectories(out);
        List<Path> files = new ArrayList<>();
        if (!onlyClip) {
            files.addAll(report.write(out, heard, command()));
        }
        for (Figure figure : heard) {
            files.addAll(figure.write(out));
        }
        if (json) {
            terminal.out().println(report.toJson(files));
            return 0;
        }
        terminal.out().print(report.summary());
        written(files).forEach((folder, names) -> terminal.out().println(folder + ": " + String.join(" ", names)));
        return 0;
    }

    private void check() {
        if (clip.isPresent() != model.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--clip and --model go together: a recording, and the model that hears it");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out " + out + " is a file, expected a folder");
        }
    }

    private Report read() throws IOException {
        List<Path> named = folders.isEmpty() ? List.of(RESULTS) : folders;
        try (ProgressLine line = ProgressLine.ofRecords(terminal)) {
            return Report.of(named, line::clipDone);
        }
    }

    private List<Figure> hear(Path file, Path modelFile) throws IOException {
        EmotionModel read = EmotionModel.read(modelFile);
        Kernels chosen = kernels.kernels();
        try {
            ClipFigures.requireAttention(read);
        } catch (IllegalArgumentException e) {
            throw new IOException(modelFile + ": " + e.getMessage(), e);
        }
        return AudioFiles.hear(file, recording -> ClipFigures.of(recording, read, chosen));
    }

    /** The names of the files by their folder; those that differ by their ending are one word. */
    private static SortedMap<Path, List<String>> written(List<Path> files) {
        SortedMap<Path, SortedMap<String, List<String>>> endings = new TreeMap<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            endings.computeIfAbsent(file.resolveSibling(""), key -> new TreeMap<>())
                    .computeIfAbsent(name.substring(0, dot), key -> new ArrayList<>())
                    .add(name.substring(dot + 1));
        }
        SortedMap<Path, List<String>> names = new TreeMap<>();
        endings.forEach((folder, stems) -> names.put(
                folder,
                stems.entrySet().stream()
                        .map(stem -> stem.getKey() + "." + braced(stem.getValue()))
                        .toList()));
        return names;
    }

    private static String braced(List<String> endings) {
        return endings.size() == 1 ? endings.get(0) : "{" + String.join(",", endings) + "}";
    }

    /** What the page says makes it again. */
    private String command() {
        List<Path> named = folders.isEmpty() ? List.of(RESULTS) : folders;
        return "./intona report " + named.stream().map(Path::toString).collect(Collectors.joining(" ")) + " --out "
                + out
                + clip.map(file -> " --clip " + file).orElse("")
                + model.map(file -> " --model " + file).orElse("");
    }
}
