package io.intona.lab.tune;

import java.util.Locale;

/**
 * By whom a trial of a nested study is judged. The value is the mean UAR at ends of cycles of the learning rate late in the
 * training, because it dips after every restart, and one epoch's value is noise.
 */
public enum Judge {
    /** Three trainings: each third of the fold's speakers but the tested ones judges a network of the other two. */
    INNER,
    /** One training on the fold's training speakers, judged by its validation speakers. */
    CYCLES;

    /** The judge of that name: {@code inner} or {@code cycles}. */
    public static Judge parse(String word) {
        return Words.parse("judge", Judge.class, word);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
