package io.intona.lab.corpus;

/**
 * A voice and its habits.
 */
record SyntheticSpeaker(
        double pitchHz,
        double tractScale,
        double[] formantScale,
        double openQuotient,
        double tiltDb,
        double breathDb,
        double jitter,
        double shimmerDb,
        double tempo,
        double loudnessRangeDb,
        double loudnessContourDb,
        double attackScale,
        double pitchRange,
        double expressiveness,
        double gainDb,
        double roomHz,
        double roomGain,
        double shelfGain,
        double noiseDb) {

    static SyntheticSpeaker draw(Draws draws, boolean man) {
        double[] formantScale = new double[5];
        for (int i = 0; i < formantScale.length; i++) {
            formantScale[i] = 1 + draws.normal(0.04);
        }
        return new SyntheticSpeaker(
                (man ? 115 : 205) * Decibels.semitones(draws.normal(2.2)),
                (man ? 1.0 : 1.16) + draws.normal(0.04),
                formantScale,
                draws.uniform(0.5, 0.7),
                draws.normal(3.0),
                draws.normal(3.0),
                draws.uniform(0.004, 0.012),
                draws.uniform(0.2, 0.6),
                StrictMath.exp(draws.normal(0.08)),
                draws.normal(1.0),
                draws.normal(1.0),
                StrictMath.exp(draws.normal(0.2)),
                StrictMath.exp(draws.normal(0.2)),
                draws.uniform(0.85, 1.15),
                draws.normal(4.0),
                draws.uniform(500, 4000),
                draws.normal(0.5),
                draws.normal(0.4),
                draws.uniform(-66, -56));
    }
}
