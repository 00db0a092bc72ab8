package io.intona.lab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.RealRecordings;
import io.intona.audio.AudioClip;
import io.intona.audio.AudioReader;
import io.intona.audio.WavWriter;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.feature.GoldenFeatures;
import io.intona.kernel.ScalarKernels;
import io.intona.lab.feature.FeatureCache.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real recordings against librosa. */
class RealFeaturesTest {
    private static final String CLIP = "03-01-05-02-01-01-01";

    @TempDir
    private Path folder;

    @Test
    void agreesWithLibrosaOnRealRecordings() throws IOException {
        Path golden = RealRecordings.golden();
        Path ravdess = RealRecordings.ravdess();
        int compared = 0;
        for (JsonNode entry : JsonMapper.shared()
                .readTree(golden.resolve("features/index.json").toFile())
                .get("entries")) {
            String clip = entry.get("clip").asString();
            String feature = entry.get("feature").asString();
            if (clip.startsWith("synthetic")) {
                continue;
            }
            FeatureSpec spec = FeatureSpec.parse(feature)
                    .withFrame(entry.get("n_fft").asInt(), entry.get("hop").asInt())
                    .withSampleRateHz(entry.get("sample_rate").asInt());
            FeatureMatrix expected = GoldenFeatures.matrix(
                    Files.readAllBytes(golden.resolve(entry.get("file").asString())),
                    entry.get("frames").asInt(),
                    spec.size());
            FeatureMatrix features =
                    new FeatureExtractor(spec, new ScalarKernels()).extract(AudioReader.read(recording(ravdess, clip)));
            assertThat(GoldenFeatures.largestDifference(features, expected))
                    .as("%s %s %d", clip, feature, spec.frameSamples())
                    .isLessThan(GoldenFeatures.tolerance(spec));
            compared++;
        }
        assertThat(compared).isEqualTo(15);
    }

    @Test
    void flacAndWavShareAnEntry() throws IOException {
        Path recording = recording(RealRecordings.ravdess(), CLIP);
        AudioClip clip = AudioReader.read(recording);
        Path wav = folder.resolve("copy.wav");
        WavWriter.write(clip, wav, WavWriter.Encoding.PCM_16);
        FeatureExtractor extractor = new FeatureExtractor(FeatureSpec.PAPER, new ScalarKernels());
        FeatureCache cache = new FeatureCache(folder.resolve("cache"));
        FeatureMatrix one = cache.features(extractor, Optional.of(recording), () -> AudioReader.read(recording));
        FeatureMatrix other = cache.features(extractor, Optional.of(wav), () -> AudioReader.read(wav));
        assertThat(other).isEqualTo(one);
        assertThat(cache.counts()).isEqualTo(new Counts(1, 1, 2, 0));
    }

    /** RAVDESS's folder of an actor is named after the last part of the clip's name. */
    private static Path recording(Path ravdess, String clip) {
        Path actor = ravdess.resolve("Actor_" + clip.substring(clip.length() - 2));
        Path flac = actor.resolve(clip + ".flac");
        return Files.exists(flac) ? flac : actor.resolve(clip + ".wav");
    }
}
