package io.intona.lab.robustness;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;

/**
 * A telephone line of old: 8 kHz, the band from 300 to 3400 Hz, 8 bits by G.711's μ-law and back. It arrives at 8 kHz, and
 * the recogniser makes its own rate of it.
 */
record Telephone() implements Condition {
    private static final int RATE_HZ = 8_000;
    private static final VoiceBand BAND = new VoiceBand(RATE_HZ, 300, 3400);

    @Override
    public String name() {
        return "telephone";
    }

    @Override
    public AudioClip apply(AudioClip clip, String id) {
        float[] samples = BAND.filter(Resampler.resample(clip, RATE_HZ).samples());
        for (int i = 0; i < samples.length; i++) {
            samples[i] = MuLaw.decode(MuLaw.encode(samples[i]));
        }
        return new AudioClip(samples, RATE_HZ);
    }
}
