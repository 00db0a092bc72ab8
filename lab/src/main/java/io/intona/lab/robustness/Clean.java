package io.intona.lab.robustness;

import io.intona.audio.AudioClip;

/** The recording as it is. */
record Clean() implements Condition {
    @Override
    public String name() {
        return "clean";
    }

    @Override
    public AudioClip apply(AudioClip clip, String id) {
        return clip;
    }
}
