package io.intona.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.intona.app.json.FeaturesEntry;
import io.intona.app.json.Json;
import io.intona.feature.FeatureSpec;
import io.intona.model.EmotionModel;
import io.intona.nn.Architecture;
import io.intona.nn.Architecture.TensorShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intona describe}: what a network consists of. */
@Command(
        name = "describe",
        description = "Lists the trained tensors of a model with their shapes and counts, then what else it stores.",
        footer = {"", "Example:", "  intona describe LSTM-h64-v8"})
final class Describe implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "A model's name, such as LSTM-h64-v8, LSTM-h64-final or LSTM-h64-mean, or a model file.")
    private String model;

    @Option(
            names = "--features",
            paramLabel = "NAME",
            converter = Converters.Features.class,
            description = "With a name: the features it hears (default: mfcc34).")
    private Optional<FeatureSpec> features;

    @Option(names = "--classes", paramLabel = "N", description = "With a name: the number of emotions (default: 8).")
    private Optional<Integer> classes;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    Describe(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The contract of {@code describe --json} with a model's name. */
    record Description(String model, int parameters, List<Part> layers, List<Part> buffers) {}

    /** One tensor of it. */
    record Part(String name, List<Integer> shape, int parameters) {
        static Part of(TensorShape tensor) {
            return new Part(tensor.name(), tensor.shape(), tensor.size());
        }
    }

    /** The same with a model file, which says more; the names are those of the service's {@code /v1/model}. */
    record FileDescription(
            @JsonUnwrapped Description network,
            List<String> labels,
            FeaturesEntry features,
            int sampleRateHz,
            double temperature,
            double abstainThreshold,
            Map<String, String> provenance) {
        static FileDescription of(Description network, EmotionModel file) {
            return new FileDescription(
                    network,
                    file.labels(),
                    FeaturesEntry.of(file.features()),
                    file.features().sampleRateHz(),
                    file.calibration().temperature(),
                    file.calibration().abstainThreshold(),
                    file.provenance());
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<EmotionModel> file = file();
        Architecture architecture = file.isPresent() ? file.get().architecture() : named();
        Description description = new Description(
                architecture.name(),
                architecture.parameterCount(),
                architecture.trainedTensors().stream().map(Part::of).toList(),
                EmotionModel.bufferTensors(architecture).stream().map(Part::of).toList());
        if (json) {
            terminal.out()
                    .println(
                            file.isPresent()
                                    ? Json.line(FileDescription.of(description, file.get()))
                                    : Json.line(description));
            return 0;
        }
        print(description);
        file.ifPresent(this::printOrigin);
        return 0;
    }

    /** The model file of that name; a folder is none, since results of a model lie in a folder of its name. */
    private Optional<EmotionModel> file() throws IOException {
        Path file;
        try {
            file = Path.of(model);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        if (!Files.exists(file) || Files.isDirectory(file)) {
            return Optional.empty();
        }
        if (features.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--features goes with a model's name, " + model + " is a file that says it itself");
        }
        if (classes.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--classes goes with a model's name, " + model + " is a file that says it itself");
        }
        return Optional.of(EmotionModel.read(file));
    }

    private Architecture named() {
        try {
            return Architecture.parse(model, features.orElse(FeatureSpec.PAPER).size(), classes.orElse(8));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ", or an existing model file", e);
        }
    }

    private void print(Description description) {
        PrintStream out = terminal.out();
        out.println(description.model() + ": " + description.parameters() + " parameters");
        description.layers().forEach(this::print);
        out.println("Stored beside them:");
        description.buffers().forEach(this::print);
    }

    private void print(Part part) {
        String shape =
                String.join(" × ", part.shape().stream().map(String::valueOf).toList());
        terminal.out().printf(Locale.ROOT, "  %-32s %12s %9d%n", part.name(), shape, part.parameters());
    }

    private void printOrigin(EmotionModel file) {
        PrintStream out = terminal.out();
        FeatureSpec heard = file.features();
        out.printf(
                Locale.ROOT,
                "Features: %s, frame %d, hop %d, at %d Hz, top-db %s%n",
                heard.name(),
                heard.frameSamples(),
                heard.hopSamples(),
                heard.sampleRateHz(),
                heard.topDb().name().toLowerCase(Locale.ROOT));
        out.println("Labels: " + String.join(", ", file.labels()));
        out.println("Calibration: temperature " + file.calibration().temperature() + ", abstains below "
                + file.calibration().abstainThreshold());
        file.provenance().forEach((name, value) -> out.println(name + ": " + value));
    }
}
