package io.intona.lab.corpus;

import java.util.List;

/**
 * How an emotion sounds, as deviations from the speaker's own way. Only directions are taken from the literature; sizes
 * are chosen so that the corpus is neither trivial nor hopeless (see {@code docs/corpora.md}).
 *
 * <p>Sources: [1] Banse &amp; Scherer 1996, doi 10.1037/0022-3514.70.3.614 (fundamental frequency, energy, spectrum and
 * rate of acted emotions); [2] Juslin &amp; Laukka 2003, doi 10.1037/0033-2909.129.5.770, the summary of cues over 104
 * studies of anger, fear, happiness, sadness and tenderness, tenderness standing for RAVDESS's <i>calm</i>; [3] Murray
 * &amp; Arnott 1993, doi 10.1121/1.405558 (review; disgust, inflections).
 *
 * <ul>
 *   <li><i>calm</i>: low, narrow and falling pitch, slow, soft, even loudness, slow onsets, little high-frequency energy,
 *       regular voice [2].
 *   <li><i>happy</i>: high, wide and rising pitch, fast, rather loud, quick onsets, some high-frequency energy and
 *       jitter [1, 2].
 *   <li><i>sad</i>: low, narrow and falling pitch, slow with many pauses, soft, even loudness, slow onsets, little
 *       high-frequency energy and jitter, irregular rhythm [1, 2].
 *   <li><i>angry</i>: high, wide and rising pitch, fast, loud, very uneven loudness, the quickest onsets, much
 *       high-frequency energy, irregular voice [1, 2].
 *   <li><i>fearful</i>: very high, narrow and rising pitch, the fastest, soft (unlike panic), uneven loudness, little
 *       high-frequency energy, irregular voice [2]. The range is disputed: wide in [3].
 *   <li><i>disgust</i>: low pitch, slightly wide, falling far at the end, slow, a little softer, rough [3]. Of
 *       all emotions in [1] listeners recognise it worst.
 *   <li><i>surprised</i>: in neither [1] nor [2]. Ours: pitch higher, wider and further rising than in happiness, ending
 *       as a question does; rate and loudness near neutral.
 * </ul>
 *
 * The sources say nothing of the contour of loudness, the spread of rhythm, breath and tremor of single emotions; these
 * are ours: they follow the contour of pitch (happy and surprised grow, sad fades), the regularity and the effort that the
 * sources do report, and a trembling voice in fear.
 *
 * @param pitchLevelSemitones mean pitch above the speaker's own
 * @param pitchRangeSemitones pitch of a fully stressed syllable above an unstressed one
 * @param pitchContourSemitones pitch of the last syllable above the first, accents apart: below 0 it falls
 * @param finalPitchSemitones how far pitch glides up within the last syllable
 * @param tempo syllables a second, relative to the speaker's own
 * @param rhythmSpread standard deviation of the logarithm of a syllable's duration: irregularity of rhythm
 * @param pauseRate probability of a pause before a syllable
 * @param loudnessDb level above the speaker's own
 * @param loudnessRangeDb level of a fully stressed syllable above an unstressed one: variability of intensity
 * @param loudnessContourDb level of the last syllable above the first, accents apart
 * @param attackSeconds how long the voice of a syllable takes to its full level: small is a quick onset
 * @param effortDb by how much the corner frequency of the glottis's low-pass rises, 20·log10 of the ratio: energy at high
 *     frequencies
 * @param breathDb level of the noise of breath beside the speaker's own
 * @param perturbation factor on the speaker's jitter and shimmer: irregularity of the voice
 * @param tremorDb amplitude of a tremor of loudness (and of 0.15 semitones of pitch a dB) at 6 to 9 Hz
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
            // level, range, contour, final pitch; tempo, rhythm, pauses; loudness, its range, contour and attack;
            // effort, breath, perturbation, tremor
            new EmotionCues(0.0, 2.0, -1.5, -1.0, 1.00, 0.08, 0.03, 0, 5, 0, 0.030, 0, 0, 1.0, 0), // neutral
            new EmotionCues(-1.5, 1.0, -1.5, -1.0, 0.85, 0.05, 0.05, -3, 2, 0, 0.090, -3, 4, 0.8, 0), // calm
            new EmotionCues(3.0, 4.0, 2.5, 1.0, 1.18, 0.06, 0.01, 3, 8, 6, 0.025, 2, -1, 1.2, 0), // happy
            new EmotionCues(-1.5, 0.8, -2.0, -1.0, 0.78, 0.12, 0.20, -4, 3, -10, 0.075, -3, 3, 0.8, 1.0), // sad
            new EmotionCues(2.5, 5.0, 0.5, -2.0, 1.12, 0.12, 0.02, 4, 14, -2, 0.008, 4, -2, 1.6, 0), // angry
            new EmotionCues(4.0, 1.2, 1.5, 0.0, 1.30, 0.20, 0.08, -4, 6, 3, 0.020, -1, 4, 2.0, 4.0), // fearful
            new EmotionCues(-1.0, 2.5, -2.5, -2.0, 0.80, 0.22, 0.15, -3, 9, -6, 0.025, 1, 1, 1.5, 0), // disgust
            new EmotionCues(4.0, 5.0, 5.0, 6.0, 0.98, 0.12, 0.01, 1, 7, 12, 0.018, 0, 2, 1.0, 0)); // surprised

    static final EmotionCues NEUTRAL = BY_EMOTION.get(0);

    /** As an actor plays it: between neutral (strength 0) and these cues (1), or beyond, within what a voice can do. */
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
