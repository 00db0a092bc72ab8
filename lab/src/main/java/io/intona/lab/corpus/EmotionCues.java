package io.intona.lab.corpus;

import java.util.List;

/**
 * How an emotion sounds: the deviations from a speaker's neutral way of speaking.
 */
record EmotionCues(
        double pitchLevelSemitones,
        double pitchRangeSemitones,
        double pitchContourSemitones,
        double finalPitchSemitones,
        double tempo,
        double rhythmSpread,
        double pauseRate,
        double loudnessDb,
        double loudnessRangeDb,
        double loudnessContourDb,
        double attackSeconds,
        double effortDb,
        double breathDb,
        double perturbation,
        double tremorDb) {

    /** In the order of {@link Corpus#RAVDESS_LABELS}. */
    static final List<EmotionCues> BY_EMOTION = List.of(
            //               level range contour final tempo rhythm pause loud lrange lcont attack effort breath pert
            // tremor
            new EmotionCues(0.0, 2.0, -1.5, -1.0, 1.00, 0.08, 0.03, 0, 5, 0, 0.030, 0, 0, 1.0, 0), // neutral
            new EmotionCues(-1.5, 1.0, -1.5, -1.0, 0.85, 0.05, 0.05, -3, 2, 0, 0.090, -3, 4, 0.8, 0), // calm
            new EmotionCues(3.0, 4.0, 2.5, 1.0, 1.18, 0.06, 0.01, 3, 8, 6, 0.025, 2, -1, 0.9, 0), // happy
            new EmotionCues(-1.0, 1.2, -3.0, -1.5, 0.78, 0.12, 0.20, -4, 3, -10, 0.075, -3, 3, 1.5, 1.0), // sad
            new EmotionCues(2.5, 3.5, -1.5, -3.0, 1.12, 0.12, 0.02, 4, 14, -2, 0.008, 4, -2, 1.6, 0), // angry
            new EmotionCues(4.0, 1.5, 2.0, 0.0, 1.30, 0.20, 0.08, -1, 6, 3, 0.020, -1, 4, 2.0, 4.0), // fearful
            new EmotionCues(-1.0, 2.5, -2.5, -2.0, 0.80, 0.22, 0.15, 0, 9, -6, 0.025, 1, 1, 1.5, 0), // disgust
            new EmotionCues(4.0, 5.0, 5.0, 6.0, 0.98, 0.12, 0.01, 1, 7, 12, 0.018, 0, 2, 1.0, 0)); // surprised

    static final EmotionCues NEUTRAL = BY_EMOTION.get(0);

    /** Between neutral (0) and these cues (1), or beyond. */
    EmotionCues acted(double strength) {
        return new EmotionCues(
                blend(NEUTRAL.pitchLevelSemitones, pitchLevelSemitones, strength),
                StrictMath.max(0.3, blend(NEUTRAL.pitchRangeSemitones, pitchRangeSemitones, strength)),
                blend(NEUTRAL.pitchContourSemitones, pitchContourSemitones, strength),
                blend(NEUTRAL.finalPitchSemitones, finalPitchSemitones, strength),
                StrictMath.max(0.6, blend(NEUTRAL.tempo, tempo, strength)),
                StrictMath.max(0.02, blend(NEUTRAL.rhythmSpread, rhythmSpread, strength)),
                StrictMath.max(0.0, blend(NEUTRAL.pauseRate, pauseRate, strength)),
                blend(NEUTRAL.loudnessDb, loudnessDb, strength),
                StrictMath.max(0.5, blend(NEUTRAL.loudnessRangeDb, loudnessRangeDb, strength)),
                blend(NEUTRAL.loudnessContourDb, loudnessContourDb, strength),
                StrictMath.max(0.006, blend(NEUTRAL.attackSeconds, attackSeconds, strength)),
                blend(NEUTRAL.effortDb, effortDb, strength),
                blend(NEUTRAL.breathDb, breathDb, strength),
                StrictMath.max(0.3, blend(NEUTRAL.perturbation, perturbation, strength)),
                StrictMath.max(0.0, blend(NEUTRAL.tremorDb, tremorDb, strength)));
    }

    private static double blend(double neutral, double acted, double strength) {
        return neutral + strength * (acted - neutral);
    }
}
