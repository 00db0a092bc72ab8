package io.intona.lab.robustness;

import io.intona.audio.AudioClip;

/**
 * Louder or softer, as by another microphone or distance: every sample times 10^(dB/20), limited to −1 … 32767/32768 as a
 * recorder of 16 bits would. Its rounding is left out.
 *
 * @param decibels above 0 louder
 */
record Gain(double decibels) implements Condition {
    /** The largest sample of 16 bits. */
    private static final float MOST = 32_767 / 32_768f;

    @Override
    public String name() {
        return "level " + (decibels > 0 ? "+" : "") + Condition.number(decibels) + " dB";
    }

    @Override
    public AudioClip apply(AudioClip clip, String id) {
        float factor = (float) StrictMath.pow(10, decibels / 20);
        float[] samples = clip.samples();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.max(-1, Math.min(MOST, samples[i] * factor));
        }
        return new AudioClip(samples, clip.sampleRateHz());
    }
}
