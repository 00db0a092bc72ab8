package io.intona.lab.corpus;

/**
 * What the voice does over time: one value each 2.5 ms. Written by {@link Prosody}, read by {@link SourceFilterVoice}. Amplitudes are factors: 1 is a stressed syllable of
 * neutral speech, before the recording's gain.
 */
final class SpeechTracks {
    /** Samples a second. */
    static final int SAMPLE_RATE_HZ = 48_000;

    /** Samples a step. */
    static final int STEP_SAMPLES = 120;

    static final double STEP_SECONDS = (double) STEP_SAMPLES / SAMPLE_RATE_HZ;

    static final int FORMANTS = 3;

    final int steps;
    final double[] pitchHz;
    final double[] voicing; // amplitude of the glottal pulses
    final double[] aspiration; // amplitude of noise at the glottis
    final double[] frication; // amplitude of noise at the lips and teeth
    final double[] fricationHz; // frequency of that noise's resonance
    final double[] effortDb; // raises the corner of the glottis's low-pass: a flatter spectrum
    final double[][] formantHz; // (formants, steps), for a vocal tract of scale 1

    SpeechTracks(int steps) {
        this.steps = steps;
        pitchHz = new double[steps];
        voicing = new double[steps];
        aspiration = new double[steps];
        frication = new double[steps];
        fricationHz = new double[steps];
        effortDb = new double[steps];
        formantHz = new double[FORMANTS][steps];
    }
}
