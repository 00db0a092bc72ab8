package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The model that recognises. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The model file, made by 'intona train' (default: the one that came along, if one did).")
    private Optional<Path> file;

    EmotionRecognizer recognizer(CommandSpec verb, Kernels kernels) throws IOException {
        return EmotionRecognizer.of(model(verb), kernels);
    }

    private EmotionModel model(CommandSpec verb) throws IOException {
        if (file.isPresent()) {
            return EmotionModel.read(file.get());
        }
        try {
            return EmotionModel.bundled();
        } catch (IllegalStateException e) {
            throw new ParameterException(verb.commandLine(), "Missing option '--model=FILE': " + e.getMessage(), e);
        }
    }
}
