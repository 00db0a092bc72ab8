package io.intona.lab.corpus;

/** Hears how far the reading of a corpus's clips is; one call at a time, from any thread. */
@FunctionalInterface
public interface ClipListener {
    /** For those who do not want to know. */
    ClipListener NONE = (done, total) -> {};

    /** Is told after each clip. */
    void clipDone(int done, int total);
}
