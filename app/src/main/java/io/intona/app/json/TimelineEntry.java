package io.intona.app.json;

import io.intona.ChangePoint;
import io.intona.Timeline;
import java.util.List;
import java.util.Map;

/** Emotion over time in a recording. */
public record TimelineEntry(
        double speechSeconds, Map<String, Double> shares, List<ChangePoint> changes, List<SegmentEntry> segments) {
    /** As the library tells it. */
    public static TimelineEntry of(Timeline timeline) {
        return new TimelineEntry(
                timeline.summary().speechSeconds(),
                timeline.summary().shares(),
                timeline.changePoints(),
                timeline.segments().stream().map(SegmentEntry::of).toList());
    }
}
