package io.intona.lab.report;

/** Hears how far the reading of records is. */
@FunctionalInterface
public interface RecordListener {
    /** For those who do not want to know. */
    RecordListener NONE = (done, total) -> {};

    /** Is told after each record. */
    void recordRead(int done, int total);
}
