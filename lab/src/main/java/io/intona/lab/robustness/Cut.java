package io.intona.lab.robustness;

import io.intona.SpeechStretch;
import io.intona.audio.AudioClip;
import java.util.List;

/**
 * Only so many seconds of the recording, or fewer if it ends before. Where no speech is found, speech begins with the
 * recording.
 *
 * @param seconds how long
 * @param start from where
 */
record Cut(double seconds, Start start) implements Condition {
    /** Where a cut recording begins. */
    enum Start {
        /** With the recording, which may begin with silence. */
        RECORDING,
        /** 0.1 s before speech is found for the first time. */
        SPEECH
    }

    @Override
    public String name() {
        return switch (start) {
            case RECORDING -> "first " + Condition.number(seconds) + " s";
            case SPEECH -> Condition.number(seconds) + " s of speech";
        };
    }

    @Override
    public AudioClip apply(AudioClip clip, String id) {
        int from = switch (start) {
            case RECORDING -> 0;
            case SPEECH -> onset(clip);
        };
        int length = (int) Math.min(clip.length() - from, Math.round(seconds * clip.sampleRateHz()));
        float[] samples = new float[length];
        clip.copyTo(from, samples, 0, length);
        return new AudioClip(samples, clip.sampleRateHz());
    }

    private static int onset(AudioClip clip) {
        List<SpeechStretch> speech = SpeechStretch.of(clip);
        return speech.isEmpty() ? 0 : speech.get(0).from();
    }
}
