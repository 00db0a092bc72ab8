package io.intona;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Emotion over a whole recording.
 *
 * @param segments speech and pauses, from the recording's start to its end without gaps
 * @param summary of the whole
 */
public record Timeline(List<Segment> segments, TimelineSummary summary) {
    public Timeline {
        segments = List.copyOf(segments);
    }

    /** Where the emotion changes, in order. */
    public List<ChangePoint> changePoints() {
        List<ChangePoint> changes = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (Segment segment : segments) {
            Optional<String> now = segment.emotion();
            if (now.isPresent()) {
                if (before.isPresent() && !before.equals(now)) {
                    changes.add(new ChangePoint(segment.startSeconds(), before.get(), now.get()));
                }
                before = now;
            }
        }
        return List.copyOf(changes);
    }
}
