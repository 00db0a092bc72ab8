package io.intona.lab.corpus;

/** Logarithmic scales of hearing to linear ones, the same bits on every machine. */
final class Decibels {
    private Decibels() {}

    /** The amplitude ratio of so many decibels: 10^(dB/20). */
    static double amplitude(double decibels) {
        return StrictMath.pow(10, decibels / 20);
    }

    /** The frequency ratio of so many semitones: 2^(semitones/12). */
    static double semitones(double semitones) {
        return StrictMath.pow(2, semitones / 12);
    }
}
