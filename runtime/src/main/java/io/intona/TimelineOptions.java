package io.intona;

/**
 * How emotion over time is told. Each window of speech is a clip of its own to the model.
 *
 * @param windowSeconds length of a window, from {@value EmotionRecognizer#MIN_SECONDS} to {@value #MAX_WINDOW_SECONDS}
 * @param hopSeconds from one window to the next, from {@value #MIN_HOP_SECONDS} to the window's length
 * @param pauseSeconds shortest pause that ends a stretch of speech, from {@value #MIN_PAUSE_SECONDS} to
 *     {@value #MAX_PAUSE_SECONDS}; shorter ones belong to it
 */
public record TimelineOptions(double windowSeconds, double hopSeconds, double pauseSeconds) {
    /** Longest window, which bounds the memory. */
    public static final double MAX_WINDOW_SECONDS = 60;

    /** Shortest hop, which bounds the work. */
    public static final double MIN_HOP_SECONDS = 0.1;

    /** Shortest pause. */
    public static final double MIN_PAUSE_SECONDS = 0.2;

    /** Longest pause that can be asked for. */
    public static final double MAX_PAUSE_SECONDS = 10;

    /** Windows about as long as the recordings that models are trained on, an answer a second, pauses for breath. */
    public static final TimelineOptions DEFAULT = new TimelineOptions(3, 1, 0.5);

    public TimelineOptions {
        if (!(windowSeconds >= EmotionRecognizer.MIN_SECONDS && windowSeconds <= MAX_WINDOW_SECONDS)) {
            throw new IllegalArgumentException("window of " + windowSeconds + " s, expected "
                    + EmotionRecognizer.MIN_SECONDS + " to " + MAX_WINDOW_SECONDS);
        }
        if (!(hopSeconds >= MIN_HOP_SECONDS && hopSeconds <= windowSeconds)) {
            throw new IllegalArgumentException(
                    "hop of " + hopSeconds + " s, expected " + MIN_HOP_SECONDS + " to the window's " + windowSeconds);
        }
        if (!(pauseSeconds >= MIN_PAUSE_SECONDS && pauseSeconds <= MAX_PAUSE_SECONDS)) {
            throw new IllegalArgumentException(
                    "pause of " + pauseSeconds + " s, expected " + MIN_PAUSE_SECONDS + " to " + MAX_PAUSE_SECONDS);
        }
    }
}
