package io.intona.lab.train;

import io.intona.feature.FeatureSpec;
import io.intona.lab.corpus.Corpus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A corpus with the features of all its clips. Immutable and thread-safe.
 *
 * @param corpus where the clips come from
 * @param features what was computed from them
 * @param sha256 hash of ids, speakers, labels and samples of all clips, in hexadecimal
 * @param examples one for each utterance, in their order
 */
public record Dataset(Corpus corpus, FeatureSpec features, String sha256, List<Example> examples) {
    public Dataset {
        examples = List.copyOf(examples);
        if (examples.size() != corpus.utterances().size()) {
            throw new IllegalArgumentException("corpus " + corpus.name() + ": features of " + examples.size()
                    + " clips for " + corpus.utterances().size() + " utterances");
        }
        for (Example example : examples) {
            if (example.features().size() != features.size()) {
                throw new IllegalArgumentException(
                        "clip " + example.id() + " has " + example.features().size() + " features a frame, "
                                + features.name() + " has " + features.size());
            }
        }
    }

    /** What results depend on, by the names that records give it, in a fixed order: numbers and words. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("corpus", corpus.name());
        fields.put("clips", examples.size());
        fields.put("corpus_sha256", sha256);
        fields.putAll(fields(features));
        return fields;
    }

    /** What is computed from recordings, by the names that records give it, in a fixed order. */
    public static Map<String, Object> fields(FeatureSpec features) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("features", features.name());
        fields.put("frame_samples", features.frameSamples());
        fields.put("hop_samples", features.hopSamples());
        fields.put("sample_rate_hz", features.sampleRateHz());
        fields.put(
                "top_db",
                switch (features.topDb()) {
                    case CLIP -> "clip";
                    case OFF -> "off";
                });
        return fields;
    }
}
