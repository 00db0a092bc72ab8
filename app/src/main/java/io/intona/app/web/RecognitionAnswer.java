package io.intona.app.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.intona.Recognition;
import io.intona.app.json.ByLabel;
import io.intona.app.json.TimelineEntry;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code POST /v1/recognize} answers; the last three only if they were asked for. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RecognitionAnswer(
        String emotion,
        boolean abstains,
        Map<String, Float> probabilities,
        double seconds,
        int sampleRateHz,
        boolean narrowband,
        Optional<TimelineEntry> timeline,
        Optional<Attention> attention,
        Optional<Features> features) {

    /**
     * What the network listened to.
     *
     * @param hopSeconds from one frame to the next; the first is centred at 0
     * @param weights how much each frame counted, adding up to 1
     * @param winningVectors which attention vector, from 0, fitted each frame best; empty in models without attention
     */
    record Attention(double hopSeconds, float[] weights, int[] winningVectors) {
        static Attention of(Recognition recognition) {
            return new Attention(recognition.frameSeconds(1), recognition.attention(), recognition.winningVectors());
        }
    }

    /**
     * What the network was given, standardised, to three decimals.
     *
     * @param names of the values of a frame
     * @param values (frames, size)
     */
    record Features(double hopSeconds, List<String> names, float[][] values) {
        static Features of(FeatureSpec spec, FeatureMatrix standardised) {
            float[][] values = new float[standardised.frames()][standardised.size()];
            for (int frame = 0; frame < values.length; frame++) {
                for (int i = 0; i < values[frame].length; i++) {
                    values[frame][i] = (float) (Math.round(1e3 * standardised.at(frame, i)) / 1e3);
                }
            }
            return new Features(spec.hopSeconds(), spec.columnNames(), values);
        }
    }

    static RecognitionAnswer of(
            AudioClip clip,
            Recognition recognition,
            Optional<TimelineEntry> timeline,
            Optional<Attention> attention,
            Optional<Features> features) {
        return new RecognitionAnswer(
                recognition.emotion(),
                recognition.abstains(),
                ByLabel.probabilities(recognition),
                clip.durationSeconds(),
                clip.sampleRateHz(),
                recognition.isNarrowband(),
                timeline,
                attention,
                features);
    }
}
