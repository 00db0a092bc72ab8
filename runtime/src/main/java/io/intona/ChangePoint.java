package io.intona;

/**
 * Where the emotion changes: the start of a segment with an emotion, if the segment with an emotion before it has another.
 * Pauses and segments that the model would rather not answer for do not count in between.
 *
 * @param seconds from the recording's start
 * @param from the emotion before
 * @param to the emotion from here on
 */
public record ChangePoint(double seconds, String from, String to) {}
