package io.intona.lab.corpus;

/**
 * A voice, its habits and the place it is recorded in: all that a listener who does not know the speaker might take for
 * an emotion. Spreads between speakers are meant to be large beside those between emotions. Women's vocal tracts are
 * shorter than men's by about as much as in Peterson &amp; Barney (1952, doi 10.1121/1.1906875); open quotient, tilt and
 * breath are what Klatt &amp; Klatt (1990, doi 10.1121/1.398894) vary from voice to voice; jitter and shimmer are those
 * of healthy voices.
 *
 * @param pitchHz mean fundamental frequency: around 115 for men and 205 for women, a standard deviation of 2.2 semitones
 * @param tractScale factor on all formants: shorter vocal tracts have higher ones
 * @param formantScale further factor on each formant
 * @param openQuotient share of a period in which the glottis is open
 * @param tiltDb by how much the corner of the glottis's low-pass is raised, 20·log10 of the ratio
 * @param breathDb level of the noise of breath
 * @param jitter standard deviation of a period, relative to the mean
 * @param shimmerDb standard deviation of a period's level
 * @param tempo factor on syllables a second
 * @param loudnessRangeDb added to how much louder stressed syllables are
 * @param loudnessContourDb added to how much louder the end is
 * @param attackScale factor on how long a syllable's voice takes to its full level
 * @param pitchRange factor on the range of pitch
 * @param expressiveness factor on how strongly emotions are acted
 * @param gainDb level of the recording
 * @param roomHz frequency of a resonance of the room
 * @param roomGain strength of that resonance; below 0 it takes away
 * @param shelfGain what the microphone adds to high frequencies; below 0 it takes away
 * @param noiseDb level of the background, re full scale
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

    /** Draws a speaker; normal distributions end at three standard deviations. */
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
