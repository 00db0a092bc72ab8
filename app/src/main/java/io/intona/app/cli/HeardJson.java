package io.intona.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.intona.ChangePoint;
import io.intona.Recognition;
import io.intona.Segment;
import io.intona.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract of {@code classify --json}: an object a line and recording. */
final class HeardJson {
    private HeardJson() {}

    /** A recording heard as a whole. */
    record Line(String file, String emotion, boolean abstains, Map<String, Float> probabilities) {}

    /** A recording heard over time. */
    record TimelineLine(
            String file,
            double seconds,
            double speechSeconds,
            Map<String, Double> shares,
            List<ChangePoint> changes,
            List<SegmentEntry> segments) {}

    /** A piece of it; without emotion in pauses and where the model abstains, without probabilities in pauses. */
    record SegmentEntry(
            double start,
            double end,
            boolean speech,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> emotion,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Float> probabilities) {
        static SegmentEntry of(Segment segment) {
            return new SegmentEntry(
                    segment.startSeconds(),
                    segment.endSeconds(),
                    segment.isSpeech(),
                    segment.emotion(),
                    segment.probabilities());
        }
    }

    /** What could not be read. */
    record ErrorLine(String file, String error) {}

    static String line(Heard heard) {
        String file = heard.file().toString();
        if (heard instanceof Heard.Whole whole) {
            Recognition recognition = whole.recognition();
            return Json.line(new Line(file, recognition.emotion(), recognition.abstains(), probabilities(recognition)));
        }
        if (heard instanceof Heard.OverTime overTime) {
            Timeline timeline = overTime.timeline();
            return Json.line(new TimelineLine(
                    file,
                    timeline.summary().seconds(),
                    timeline.summary().speechSeconds(),
                    timeline.summary().shares(),
                    timeline.changePoints(),
                    timeline.segments().stream().map(SegmentEntry::of).toList()));
        }
        return Json.line(new ErrorLine(file, ((Heard.Failed) heard).sentence()));
    }

    static Map<String, Float> probabilities(Recognition recognition) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        for (String label : recognition.labels()) {
            probabilities.put(label, recognition.probability(label));
        }
        return probabilities;
    }
}
