package io.intona.app.cli;

import io.intona.Recognition;
import io.intona.Timeline;
import java.nio.file.Path;

/** What came of one recording. */
sealed interface Heard {
    /** As it was named, or found. */
    Path file();

    /** Heard as a whole. */
    record Whole(Path file, Recognition recognition) implements Heard {}

    /** Heard over time. */
    record OverTime(Path file, Timeline timeline) implements Heard {}

    /** Not heard at all, and why. */
    record Failed(Path file, String sentence) implements Heard {}
}
