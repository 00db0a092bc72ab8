package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.kernel.Kernels;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a verb computes with. */
final class KernelsOption {
    @Option(
            names = "--kernels",
            paramLabel = "auto|scalar|simd",
            converter = Converters.KernelsWord.class,
            description = "The arithmetic to compute with (default: auto, the fastest here).")
    private Optional<Kernels> kernels;

    Kernels kernels() {
        return kernels.orElseGet(() -> Kernels.of(System.getProperty(EmotionRecognizer.KERNELS_PROPERTY, "auto")));
    }
}
