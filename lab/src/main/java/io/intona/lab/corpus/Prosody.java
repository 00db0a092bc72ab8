package io.intona.lab.corpus;

import java.util.List;

/**
 * How a statement is spoken: from the cues of an emotion to what the voice does every 2.5 ms. Used once, not thread-safe.
 *
 * <p>In this order: syllables get times (tempo, rhythm, pauses; speech lasts 0.9 to 2.4 s, with silence around it 1.5 to
 * 3 s); each gets a pitch and a level, which are the emotion's level, plus its contour along the statement, plus its
 * range times the syllable's accent. Pitch is a line through the syllables' middles, by half cosines, in semitones, as
 * are formants in Hz; the voice of a syllable sets in after its consonant within the attack time and fades over its last
 * quarter. Louder syllables are spoken with more effort, half a dB a dB. Tremor goes over all. Standard deviations from
 * clip to clip stand where they are drawn.
 */
final class Prosody {
    /** A syllable of length 1 at tempo 1: close to five a second, as in fluent speech. */
    private static final double SYLLABLE_SECONDS = 0.21;

    private static final double MIN_SPEECH_SECONDS = 0.9;
    private static final double MAX_SPEECH_SECONDS = 2.4;
    private static final double MIN_CLIP_SECONDS = 1.5;
    private static final double MAX_CLIP_SECONDS = 3.0;

    private final SyntheticSpeaker speaker;
    private final EmotionCues cues;
    private final List<Syllable> syllables;
    private final Draws draws;

    private final int count;
    private final double[] start; // seconds
    private final double[] duration; // seconds
    private final double[] accent;
    private final double[] pitch; // semitones above the speaker's level
    private final double[] loudnessDb;

    Prosody(SyntheticSpeaker speaker, EmotionCues cues, List<Syllable> syllables, Draws draws) {
        this.speaker = speaker;
        this.cues = cues;
        this.syllables = syllables;
        this.draws = draws;
        count = syllables.size();
        start = new double[count];
        duration = new double[count];
        accent = new double[count];
        pitch = new double[count];
        loudnessDb = new double[count];
    }

    /** What the voice does, from the first sample to the last. */
    SpeechTracks plan() {
        double seconds = time();
        contours();
        SpeechTracks tracks = new SpeechTracks((int) StrictMath.round(seconds / SpeechTracks.STEP_SECONDS));
        pitchTrack(tracks);
        syllableTracks(tracks);
        tremor(tracks);
        return tracks;
    }

    /** Times of the syllables; returns the clip's length in seconds. */
    private double time() {
        double tempo = cues.tempo() * speaker.tempo() * StrictMath.exp(draws.normal(0.06));
        double at = 0;
        for (int s = 0; s < count; s++) {
            if (s > 0 && draws.uniform(0, 1) < cues.pauseRate()) {
                at += draws.uniform(0.1, 0.3) / tempo;
            }
            start[s] = at;
            duration[s] = SYLLABLE_SECONDS
                    * syllables.get(s).length()
                    / tempo
                    * StrictMath.exp(draws.normal(cues.rhythmSpread()));
            at += duration[s];
        }
        double speech = StrictMath.min(MAX_SPEECH_SECONDS, StrictMath.max(MIN_SPEECH_SECONDS, at));
        double lead = draws.uniform(0.1, 0.3);
        double tail = StrictMath.max(draws.uniform(0.1, 0.3), MIN_CLIP_SECONDS - speech - lead);
        for (int s = 0; s < count; s++) {
            start[s] = lead + start[s] * speech / at;
            duration[s] *= speech / at;
        }
        return StrictMath.min(MAX_CLIP_SECONDS, lead + speech + tail);
    }

    private void contours() {
        double pitchLevel = cues.pitchLevelSemitones() + draws.normal(1.5);
        double pitchRange = cues.pitchRangeSemitones() * speaker.pitchRange() * StrictMath.exp(draws.normal(0.2));
        double pitchContour = cues.pitchContourSemitones() + draws.normal(1.0);
        double range = StrictMath.max(0, cues.loudnessRangeDb() + speaker.loudnessRangeDb() + draws.normal(1.0));
        double contour = cues.loudnessContourDb() + speaker.loudnessContourDb() + draws.normal(1.5);
        double first = start[0];
        double last = start[count - 1];
        for (int s = 0; s < count; s++) {
            double x = (start[s] - first) / (last - first) - 0.5;
            accent[s] = syllables.get(s).stress() - 0.5 + draws.normal(0.25);
            pitch[s] = pitchLevel + pitchContour * x + pitchRange * accent[s];
            loudnessDb[s] = cues.loudnessDb() + contour * x + range * accent[s];
        }
    }

    private void pitchTrack(SpeechTracks tracks) {
        double finalPitch = pitch[count - 1] + cues.finalPitchSemitones() + draws.normal(0.8);
        int s = 0;
        for (int step = 0; step < tracks.steps; step++) {
            double t = step * SpeechTracks.STEP_SECONDS;
            while (s < count && nucleus(s) < t) {
                s++;
            }
            double semitones;
            if (s == 0) {
                semitones = pitch[0];
            } else if (s == count) {
                double x = StrictMath.min(1, (t - nucleus(count - 1)) / (0.6 * duration[count - 1]));
                semitones = glide(pitch[count - 1], finalPitch, x);
            } else {
                semitones = glide(pitch[s - 1], pitch[s], (t - nucleus(s - 1)) / (nucleus(s) - nucleus(s - 1)));
            }
            tracks.pitchHz[step] = speaker.pitchHz() * Decibels.semitones(semitones);
        }
    }

    /** The middle of a syllable, in seconds. */
    private double nucleus(int s) {
        return start[s] + 0.5 * duration[s];
    }

    /** From one value to the other along half a cosine, x from 0 to 1. */
    private static double glide(double from, double to, double x) {
        return from + (to - from) * (0.5 - 0.5 * StrictMath.cos(StrictMath.PI * x));
    }

    private void syllableTracks(SpeechTracks tracks) {
        double attack = cues.attackSeconds() * speaker.attackScale() * StrictMath.exp(draws.normal(0.2));
        double breathDb = cues.breathDb() + speaker.breathDb() + draws.normal(2) - 30;
        int s = 0;
        for (int step = 0; step < tracks.steps; step++) {
            double t = step * SpeechTracks.STEP_SECONDS;
            while (s < count - 1 && t >= start[s + 1]) {
                s++;
            }
            formants(tracks, step, s, t);
            Syllable syllable = syllables.get(s);
            double x = t - start[s];
            tracks.effortDb[step] = cues.effortDb() + 0.5 * (loudnessDb[s] - cues.loudnessDb());
            tracks.fricationHz[step] = syllable.onset() == Syllable.Onset.HISS ? 5500 : 3500;
            if (x < 0 || x >= duration[s]) {
                continue;
            }
            double consonant = 0.3 * duration[s];
            double level = Decibels.amplitude(loudnessDb[s]);
            double rise = x < consonant ? 0 : StrictMath.min(1, (x - consonant) / attack);
            double fall = StrictMath.min(1, (duration[s] - x) / (0.25 * duration[s]));
            double opening = smooth(rise) * smooth(fall);
            double murmur = syllable.onset() == Syllable.Onset.VOICED && x < consonant ? 0.2 : 0;
            tracks.voicing[step] = level * StrictMath.max(opening, murmur);
            tracks.aspiration[step] = level * Decibels.amplitude(breathDb) * opening;
            tracks.frication[step] = level * frication(syllable.onset(), x, consonant);
        }
    }

    private static double frication(Syllable.Onset onset, double x, double consonant) {
        return switch (onset) {
            case VOICED -> 0;
            case HISS -> x < consonant ? 0.06 * StrictMath.sin(StrictMath.PI * x / consonant) : 0;
            case STOP -> x > consonant - 0.015 && x < consonant + 0.01 ? 0.08 : 0;
        };
    }

    private static double smooth(double x) {
        return x * x * (3 - 2 * x);
    }

    private void formants(SpeechTracks tracks, int step, int s, double t) {
        Syllable syllable = syllables.get(s);
        double x = StrictMath.max(0, StrictMath.min(1, (t - start[s]) / duration[s]));
        Syllable.Vowel before =
                s == 0 ? Syllable.Vowel.SCHWA : syllables.get(s - 1).glide();
        for (int i = 0; i < SpeechTracks.FORMANTS; i++) {
            double vowel = glide(syllable.vowel().formantHz(i), syllable.glide().formantHz(i), x);
            double hz = x < 0.3 ? glide(before.formantHz(i), vowel, x / 0.3) : vowel;
            tracks.formantHz[i][step] = hz;
        }
    }

    private void tremor(SpeechTracks tracks) {
        double rateHz = draws.uniform(6, 9);
        double phase = draws.uniform(0, 1);
        for (int step = 0; step < tracks.steps; step++) {
            double wave = StrictMath.sin(2 * StrictMath.PI * (rateHz * step * SpeechTracks.STEP_SECONDS + phase));
            double amplitude = Decibels.amplitude(cues.tremorDb() * wave);
            tracks.voicing[step] *= amplitude;
            tracks.aspiration[step] *= amplitude;
            tracks.pitchHz[step] *= Decibels.semitones(0.15 * cues.tremorDb() * wave);
        }
    }
}
