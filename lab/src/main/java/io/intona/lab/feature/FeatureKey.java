package io.intona.lab.feature;

import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureSpec;
import java.util.Locale;

/**
 * Everything that the bits of a feature matrix depend on, as a text and its SHA-256.
 */
final class FeatureKey {
    private FeatureKey() {}

    /** What all clips with the same features have in common; also the name of their folder. */
    static String settings(FeatureExtractor extractor) {
        FeatureSpec spec = extractor.spec();
        return String.join(
                "-",
                spec.name(),
                String.valueOf(spec.frameSamples()),
                String.valueOf(spec.hopSamples()),
                String.valueOf(spec.sampleRateHz()),
                spec.topDb().name().toLowerCase(Locale.ROOT),
                "v" + FeatureExtractor.VERSION,
                extractor.kernels().name());
    }

    /** 64 hexadecimal digits for the features of one clip. */
    static String of(FeatureExtractor extractor, String resampling, SampleHash clip) {
        return Sha256.hex("intona features\nsettings " + settings(extractor) + "\nresampling " + resampling + "\nclip "
                + clip.hex() + "\n");
    }
}
