package io.intona.app.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.intona.RunningEmotion;
import io.intona.Segment;
import io.intona.TimelineSummary;
import io.intona.app.json.ByLabel;
import io.intona.app.json.SegmentEntry;
import java.util.List;
import java.util.Map;

/** What a live stream is told, as JSON. */
sealed interface StreamMessage {
    /** Which of them it is. */
    String type();

    /**
     * What some sound is like.
     *
     * @param seconds of the sound
     */
    record Impression(double seconds, String emotion, boolean abstains, Map<String, Float> probabilities) {
        static Impression of(RunningEmotion running, double seconds) {
            List<String> labels = running.labels();
            float[] probabilities = new float[labels.size()];
            running.probabilities(probabilities);
            return new Impression(seconds, running.emotion(), running.abstains(), ByLabel.of(labels, probabilities));
        }
    }

    /**
     * Every some milliseconds of sound.
     *
     * @param soFar all that was heard
     * @param recent the last seconds
     */
    record Heard(String type, @JsonUnwrapped Impression soFar, Impression recent) implements StreamMessage {
        Heard(Impression soFar, Impression recent) {
            this("heard", soFar, recent);
        }
    }

    /** A piece of the timeline, as soon as it is finished. */
    record Piece(String type, @JsonUnwrapped SegmentEntry segment) implements StreamMessage {
        Piece(Segment segment) {
            this("segment", SegmentEntry.of(segment));
        }
    }

    /** The end: all that was heard, and a summary of the timeline. */
    record Final(
            String type,
            @JsonUnwrapped Impression all,
            boolean narrowband,
            double speechSeconds,
            Map<String, Double> shares,
            long changes)
            implements StreamMessage {
        Final(Impression all, TimelineSummary summary) {
            this("final", all, summary.isNarrowband(), summary.speechSeconds(), summary.shares(), summary.changes());
        }
    }
}
