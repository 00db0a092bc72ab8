package io.intona.app.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.intona.Segment;
import java.util.Map;
import java.util.Optional;

/** A piece of a timeline; without emotion in pauses and where the model abstains, without probabilities in pauses. */
public record SegmentEntry(
        double start,
        double end,
        boolean speech,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> emotion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Float> probabilities) {
    /** As the library tells it. */
    public static SegmentEntry of(Segment segment) {
        return new SegmentEntry(
                segment.startSeconds(),
                segment.endSeconds(),
                segment.isSpeech(),
                segment.emotion(),
                segment.probabilities());
    }
}
