package io.intona.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.intona.Recognition;
import io.intona.Timeline;
import io.intona.app.json.ByLabel;
import io.intona.app.json.Json;
import io.intona.app.json.TimelineEntry;
import java.util.Map;

/** The contract of {@code classify --json}: an object a line and recording. */
final class HeardJson {
    private HeardJson() {}

    /** A recording heard as a whole. */
    record Line(String file, String emotion, boolean abstains, Map<String, Float> probabilities) {}

    /** A recording heard over time. */
    record TimelineLine(
            String file, double seconds, @JsonUnwrapped TimelineEntry timeline) {}

    /** What could not be read. */
    record ErrorLine(String file, String error) {}

    static String line(Heard heard) {
        String file = heard.file().toString();
        if (heard instanceof Heard.Whole whole) {
            Recognition recognition = whole.recognition();
            return Json.line(
                    new Line(file, recognition.emotion(), recognition.abstains(), ByLabel.probabilities(recognition)));
        }
        if (heard instanceof Heard.OverTime overTime) {
            Timeline timeline = overTime.timeline();
            return Json.line(new TimelineLine(file, timeline.summary().seconds(), TimelineEntry.of(timeline)));
        }
        return Json.line(new ErrorLine(file, ((Heard.Failed) heard).sentence()));
    }
}
