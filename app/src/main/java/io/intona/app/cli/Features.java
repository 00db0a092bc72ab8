package io.intona.app.cli;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.lab.feature.FeatureCsv;
import io.intona.lab.feature.NpyFile;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intona features}: what the network would hear. */
@Command(
        name = "features",
        description = {
            "Computes the features of recordings, one row a frame: as CSV on standard output, or in files.",
            "They are raw; with --model they are that model's, normalised as it hears them."
        },
        footer = {"", "Example:", "  intona features hello.wav --out hello.npy"})
final class Features implements Callable<Integer> {
    private static final String NPY = ".npy";
    private static final String CSV = ".csv";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings, or folders of them.")
    private List<Path> files;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = "FILE.npy (float32, frames × size) or FILE.csv; for several recordings a folder.")
    private Optional<Path> out;

    @Option(names = "--format", paramLabel = "npy|csv", description = "What is written into a folder (default: npy).")
    private Optional<String> format;

    @Mixin
    private FeatureOptions features;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            description = "Resamples to this rate first (default: the recording's own rate).")
    private Optional<Integer> rate;

    @Option(names = "--model", paramLabel = "FILE", description = "The features of this model file, normalised.")
    private Optional<Path> model;

    @Mixin
    private KernelsOption kernels;

    private final Map<FeatureSpec, FeatureExtractor> extractors = new HashMap<>();

    /**
     * What is computed of each recording.
     *
     * @param ownRate whether the recording's own rate replaces the spec's
     * @param standardizer that of the model, if there is one
     */
    private record Wanted(FeatureSpec spec, boolean ownRate, Optional<Standardizer> standardizer) {}

    private record Extracted(FeatureSpec spec, FeatureMatrix values) {}

    Features(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Wanted wanted = wanted();
        List<AudioFiles.Found> found = AudioFiles.find(files);
        if (found.size() == 1) {
            Path file = found.get(0).recording();
            if (!Files.isDirectory(files.get(0)) && !(out.isPresent() && Files.isDirectory(out.get()))) {
                return one(file, wanted);
            }
        }
        return many(found, wanted);
    }

    private Wanted wanted() throws IOException {
        if (model.isEmpty()) {
            return new Wanted(atRate(features.spec()), rate.isEmpty(), Optional.empty());
        }
        Optional<String> given = features.given().or(() -> rate.map(value -> "--rate"));
        if (given.isPresent()) {
            throw wrong(given.get() + " and --model exclude each other: the model says which features it hears");
        }
        EmotionModel hearer = EmotionModel.read(model.get());
        return new Wanted(hearer.features(), false, Optional.of(hearer.standardizer()));
    }

    private FeatureSpec atRate(FeatureSpec asked) {
        try {
            return rate.map(asked::withSampleRateHz).orElse(asked);
        } catch (IllegalArgumentException e) {
            throw wrong("--rate: " + e.getMessage());
        }
    }

    private int one(Path file, Wanted wanted) throws IOException {
        if (format.isPresent()) {
            throw wrong("--format goes with a folder, the ending of --out says it for a file");
        }
        Optional<String> ending = out.map(path -> path.getFileName().toString());
        if (ending.isPresent() && !ending.get().endsWith(NPY) && !ending.get().endsWith(CSV)) {
            throw wrong("--out " + out.get() + " has neither the ending .npy nor .csv, nor is it a folder");
        }
        Optional<Path> parent = out.map(path -> path.toAbsolutePath().getParent());
        if (parent.isPresent() && !Files.isDirectory(parent.get())) {
            throw wrong("--out " + out.get() + ": there is no folder " + parent.get());
        }
        Extracted extracted = AudioFiles.hear(file, clip -> extract(clip, wanted));
        if (out.isPresent()) {
            write(out.get(), extracted);
            return 0;
        }
        Writer writer = new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8);
        FeatureCsv.write(writer, extracted.spec().columnNames(), extracted.values());
        writer.flush();
        return 0;
    }

    private int many(List<AudioFiles.Found> found, Wanted wanted) throws IOException {
        if (out.isEmpty()) {
            throw wrong("several recordings need --out FOLDER");
        }
        Path folder = out.get();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw wrong("--out " + folder + " is a file, several recordings need a folder");
        }
        String ending = "." + format.orElse("npy");
        if (!ending.equals(NPY) && !ending.equals(CSV)) {
            throw wrong("--format " + format.get() + " is unknown, expected npy or csv");
        }
        Set<Path> written = new HashSet<>();
        int failed = 0;
        int done = 0;
        try (ProgressLine line = ProgressLine.ofClips(terminal)) {
            for (AudioFiles.Found each : found) {
                Path target = folder.resolve(withEnding(each.within(), ending));
                if (each.trouble().isEmpty() && !written.add(target)) {
                    throw new IOException(each.file() + ": another recording of this name is written to " + target
                            + ", give each its own --out");
                }
                failed += tryOne(each, target, wanted, line) ? 0 : 1;
                line.clipDone(++done, found.size());
            }
        }
        if (failed > 0) {
            terminal.say(spec, failed + " of " + found.size() + " files could not be read");
        }
        return failed > 0 ? 1 : 0;
    }

    /** {@code a/b.wav} becomes {@code a/b.npy}. */
    private static Path withEnding(Path recording, String ending) {
        String name = recording.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return recording.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
    }

    private boolean tryOne(AudioFiles.Found found, Path target, Wanted wanted, ProgressLine line) throws IOException {
        Extracted extracted;
        try {
            extracted = AudioFiles.hear(found.recording(), clip -> extract(clip, wanted));
        } catch (IOException e) {
            line.wipe();
            terminal.say(spec, Failures.sentence(e));
            return false;
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        write(target, extracted);
        return true;
    }

    private Extracted extract(AudioClip clip, Wanted wanted) {
        FeatureSpec here = wanted.ownRate() ? wanted.spec().withSampleRateHz(clip.sampleRateHz()) : wanted.spec();
        FeatureMatrix raw = extractors
                .computeIfAbsent(here, each -> new FeatureExtractor(each, kernels.kernels()))
                .extract(Resampler.resample(clip, here.sampleRateHz()));
        return new Extracted(
                here, wanted.standardizer().map(each -> each.apply(raw)).orElse(raw));
    }

    private static void write(Path target, Extracted extracted) throws IOException {
        if (target.getFileName().toString().endsWith(NPY)) {
            NpyFile.write(target, extracted.values());
        } else {
            FeatureCsv.write(target, extracted.spec().columnNames(), extracted.values());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
