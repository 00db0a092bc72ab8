package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.Recognition;
import io.intona.TimelineOptions;
import io.intona.app.json.TimelineEntry;
import io.intona.audio.AudioClip;
import io.intona.audio.AudioFormatException;
import io.intona.audio.AudioLimitException;
import io.intona.audio.AudioLimits;
import io.intona.audio.AudioReader;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** From the bytes of a recording to what is said of it. Thread-safe. */
final class Hearing {
    /** Longest recording whose features are told. */
    static final double MAX_FEATURES_SECONDS = 60;

    /** Recordings at higher rates than this, or the model's, may be less long, for the memory's sake. */
    private static final int ORDINARY_RATE_HZ = 48_000;

    private final EmotionRecognizer recognizer;
    private final FeatureExtractor extractor;
    private final TimelineOptions options;
    private final AudioLimits limits;

    Hearing(EmotionRecognizer recognizer, Kernels kernels, Settings settings) {
        this.recognizer = recognizer;
        this.extractor = new FeatureExtractor(recognizer.model().features(), kernels);
        this.options = settings.timeline();
        double seconds = settings.limits().audioSeconds();
        int rateHz = Math.max(ORDINARY_RATE_HZ, recognizer.model().features().sampleRateHz());
        this.limits = new AudioLimits(settings.limits().bodyBytes(), seconds, Math.round(seconds * rateHz));
    }

    /**
     * Hears a recording.
     *
     * @throws Problem if it is none, or too short or long
     */
    RecognitionAnswer hear(InputStream bytes, Wanted wanted) {
        try {
            return answer(AudioReader.read(bytes, "recording", limits), wanted);
        } catch (AudioFormatException e) {
            throw new Problem(
                    Reason.BAD_RECORDING,
                    "byte " + e.offset() + ": " + e.found() + ", expected " + e.expected() + setBy(e));
        } catch (IllegalArgumentException e) {
            throw new Problem(Reason.BAD_RECORDING, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException(e); // the bytes are in memory
        }
    }

    /** Which option of {@code intona serve} set the limit, if one was passed. */
    private static String setBy(AudioFormatException failure) {
        if (!(failure instanceof AudioLimitException passed)) {
            return "";
        }
        return switch (passed.limit()) {
            case BYTES -> ", as --max-megabytes says";
            case SECONDS, SAMPLES -> ", as --max-seconds says";
        };
    }

    /** What is said of a clip. */
    RecognitionAnswer answer(AudioClip clip, Wanted wanted) {
        if (wanted.features() && !(clip.durationSeconds() <= MAX_FEATURES_SECONDS)) {
            throw new Problem(
                    Reason.BAD_RECORDING,
                    "features of " + clip.durationSeconds() + " seconds, expected a recording of at most "
                            + MAX_FEATURES_SECONDS);
        }
        Recognition recognition = recognizer.recognize(clip);
        return RecognitionAnswer.of(
                clip,
                recognition,
                wanted.timeline()
                        ? Optional.of(TimelineEntry.of(recognizer.timeline(clip, options)))
                        : Optional.empty(),
                wanted.attention() ? Optional.of(RecognitionAnswer.Attention.of(recognition)) : Optional.empty(),
                wanted.features() ? Optional.of(features(clip)) : Optional.empty());
    }

    private RecognitionAnswer.Features features(AudioClip clip) {
        EmotionModel model = recognizer.model();
        AudioClip resampled = Resampler.resample(clip, model.features().sampleRateHz());
        FeatureMatrix standardised = model.standardizer().apply(extractor.extract(resampled));
        return RecognitionAnswer.Features.of(model.features(), standardised);
    }
}
