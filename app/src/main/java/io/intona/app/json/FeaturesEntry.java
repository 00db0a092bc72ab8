package io.intona.app.json;

import io.intona.feature.FeatureSpec;
import java.util.Locale;

/** What a network hears. */
public record FeaturesEntry(String name, int size, int frameSamples, int hopSamples, String topDb) {
    /** As the library tells it. */
    public static FeaturesEntry of(FeatureSpec spec) {
        return new FeaturesEntry(
                spec.name(),
                spec.size(),
                spec.frameSamples(),
                spec.hopSamples(),
                spec.topDb().name().toLowerCase(Locale.ROOT));
    }
}
