package io.intona.app.cli;

import io.intona.feature.FeatureSpec;
import io.intona.feature.FeatureSpec.TopDb;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which features are computed from recordings. */
final class FeatureOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--features",
            paramLabel = "NAME",
            converter = Converters.Features.class,
            description = "mfcc34 (default), logmel128, or other numbers of either; chroma12; several with +.")
    private Optional<FeatureSpec> features;

    @Option(names = "--frame", paramLabel = "SAMPLES", description = "Length of a frame (default: 1024).")
    private Optional<Integer> frame;

    @Option(
            names = "--hop",
            paramLabel = "SAMPLES",
            description = "From one frame to the next (default: half a frame).")
    private Optional<Integer> hop;

    @Option(
            names = "--top-db",
            paramLabel = "clip|off",
            converter = Converters.TopDbWord.class,
            description = "Whether nothing lies more than 80 dB below the clip's maximum (default: clip).")
    private Optional<TopDb> topDb;

    /** The first of these options that was given. */
    Optional<String> given() {
        if (features.isPresent()) {
            return Optional.of("--features");
        }
        if (frame.isPresent()) {
            return Optional.of("--frame");
        }
        if (hop.isPresent()) {
            return Optional.of("--hop");
        }
        return topDb.map(value -> "--top-db");
    }

    /** What was asked for, at the usual sample rate. */
    FeatureSpec spec() {
        int samples = frame.orElse(FeatureSpec.DEFAULT_FRAME_SAMPLES);
        try {
            return features.orElse(FeatureSpec.PAPER)
                    .withFrame(samples, hop.orElse(samples / 2))
                    .withTopDb(topDb.orElse(TopDb.CLIP));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--frame or --hop: " + e.getMessage(), e);
        }
    }
}
