package io.intona.lab.corpus;

import io.intona.audio.AudioClip;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A corpus from a seed: acted speech without recordings, so that everything can be tried, tested and compared anywhere.
 *
 * <p>Each speaker is a {@link SyntheticSpeaker}. A clip is one of two statements of seven {@link Syllable}s, spoken with
 * the {@link EmotionCues} of its emotion at some strength. {@link Prosody} turns the cues into what the voice does every
 * 2.5 ms ({@link SpeechTracks}), {@link SourceFilterVoice} into sound. Names, speakers, emotions, intensities, statements
 * and repetitions are those of RAVDESS's speech, its folds too.
 *
 * <p>Strong intensity plays cues at 1.15 of their size, normal at 0.9, times the speaker's expressiveness, give or take
 * 0.1 from clip to clip. Level, background noise and spectral tilt of a clip vary too, so that means over a clip tell
 * little of its emotion: what tells is how pitch, loudness and rhythm go on in time. {@code docs/corpora.md} has what
 * classifiers make of it, and how to measure it again.
 *
 * <p>Clips last 1.5 to 3 s at 48 kHz. Each depends on the seed and its name alone, so the same seed gives the same bits
 * on every machine, in any order and number of threads. Only {@link StrictMath} is used for that.
 */
public final class SyntheticCorpus {
    private final boolean small;
    private final long seed;

    private SyntheticCorpus(boolean small, long seed) {
        this.small = small;
        this.seed = seed;
    }

    /** 24 speakers with 60 clips each, named and balanced like RAVDESS's speech. */
    public static Corpus full(long seed) {
        return new SyntheticCorpus(false, seed).list();
    }

    /** 8 speakers with 24 clips each, three of each emotion. */
    public static Corpus small(long seed) {
        return new SyntheticCorpus(true, seed).list();
    }

    private Corpus list() {
        List<Utterance> utterances = new ArrayList<>();
        for (int actor = 1; actor <= (small ? 8 : 24); actor++) {
            for (int emotion = 0; emotion < Corpus.RAVDESS_LABELS.size(); emotion++) {
                // A small corpus has three takes of eight, both statements and both intensities among them.
                int takes = small ? 3 : emotion == 0 ? 4 : 8;
                for (int take = 0; take < takes; take++) {
                    int repetition = 1 + (take & 1);
                    int statement = 1 + (take >> 1 & 1);
                    int intensity = small ? (emotion == 0 ? 1 : 1 + (take & 1)) : 1 + (take >> 2);
                    utterances.add(utterance(actor, emotion, intensity, statement, repetition));
                }
            }
        }
        String name = "synthetic" + (small ? ":small" : "") + ":" + seed;
        return new Corpus(name, !small, Corpus.RAVDESS_LABELS, utterances, List.of(), new TreeMap<>());
    }

    private Utterance utterance(int actor, int emotion, int intensity, int statement, int repetition) {
        RavdessName name = new RavdessName(
                RavdessName.SOUND, RavdessName.SPEECH, emotion + 1, intensity, statement, repetition, actor);
        return name.utterance(() -> speak(name));
    }

    private AudioClip speak(RavdessName name) {
        SyntheticSpeaker speaker =
                SyntheticSpeaker.draw(new Draws(seed, "synthetic speaker", name.actor()), name.actor() % 2 == 1);
        Draws draws = new Draws(seed, "synthetic clip", Long.parseLong(name.id().replace("-", "")));
        double strength = (name.intensity() == 1 ? 0.9 : 1.15) * speaker.expressiveness() + draws.normal(0.1);
        EmotionCues cues = EmotionCues.BY_EMOTION.get(name.emotion() - 1).acted(StrictMath.max(0, strength));
        SpeechTracks tracks = new Prosody(speaker, cues, Syllable.STATEMENTS.get(name.statement() - 1), draws).plan();
        double gain = Decibels.amplitude(-22 + speaker.gainDb() + draws.normal(3));
        double noise = Decibels.amplitude(speaker.noiseDb() + draws.normal(3));
        double tiltDb = speaker.tiltDb() + draws.normal(2);
        SourceFilterVoice voice = new SourceFilterVoice(speaker, draws);
        float[] samples = voice.render(tracks, cues.perturbation(), tiltDb, gain, noise);
        return new AudioClip(samples, SpeechTracks.SAMPLE_RATE_HZ);
    }
}
