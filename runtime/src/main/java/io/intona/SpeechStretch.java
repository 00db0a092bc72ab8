package io.intona;

import io.intona.audio.AudioClip;
import java.util.ArrayList;
import java.util.List;

/**
 * Where somebody speaks in a recording, as the timeline's detector finds it: by energy above the background, with 0.1 s on
 * either side, over pauses shorter than those of {@link TimelineOptions#DEFAULT}.
 *
 * @param from its first sample
 * @param to the sample after its last
 */
public record SpeechStretch(int from, int to) {
    private static final int SLICE = 1 << 14;

    /**
     * All stretches of a clip, in their order; none if nothing in it is taken for speech.
     *
     * @param clip heard at its own rate
     */
    public static List<SpeechStretch> of(AudioClip clip) {
        Stretches found = new Stretches();
        SpeechDetector detector =
                new SpeechDetector(clip.sampleRateHz(), TimelineOptions.DEFAULT.pauseSeconds(), found);
        float[] slice = new float[SLICE];
        for (int from = 0; from < clip.length(); from += SLICE) {
            int count = Math.min(SLICE, clip.length() - from);
            clip.copyTo(from, slice, 0, count);
            detector.push(slice, 0, count);
        }
        detector.finish();
        return List.copyOf(found.stretches);
    }

    private static final class Stretches implements SpeechDetector.Listener {
        private final List<SpeechStretch> stretches = new ArrayList<>();
        private long begin;
        private long reach;

        @Override
        public void nothingBefore(long sample) {}

        @Override
        public void speechBegan(long sample) {
            begin = sample;
        }

        @Override
        public void speechReaches(long sample) {
            reach = sample;
        }

        @Override
        public void speechEnded() {
            stretches.add(new SpeechStretch((int) begin, (int) reach));
        }
    }
}
