package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.EmotionStream;

/**
 * What the last seconds of a stream sound like. Two streams listen, one begun {@value #SECONDS} seconds after the other;
 * when the younger is as old as that, it takes the elder's place and a new one begins. So what is told rests on the last
 * {@value #SECONDS} to 2 × {@value #SECONDS} seconds, costs the same for every frame, and is what the library says of just
 * this sound. Not thread-safe.
 */
final class RecentEmotion {
    static final int SECONDS = 2;

    private final EmotionRecognizer recognizer;
    private final int sampleRateHz;
    private EmotionStream elder;
    private EmotionStream younger;
    private int heardByYounger; // samples
    private boolean isFirst = true; // there is no younger one yet

    RecentEmotion(EmotionRecognizer recognizer, int sampleRateHz) {
        this.recognizer = recognizer;
        this.sampleRateHz = sampleRateHz;
        this.elder = recognizer.stream(sampleRateHz);
        this.younger = elder;
    }

    void push(float[] samples, int offset, int count) {
        int done = 0;
        while (done < count) {
            int next = Math.min(count - done, SECONDS * sampleRateHz - heardByYounger);
            elder.push(samples, offset + done, next);
            if (!isFirst) {
                younger.push(samples, offset + done, next);
            }
            done += next;
            heardByYounger += next;
            if (heardByYounger == SECONDS * sampleRateHz) {
                elder = younger;
                younger = recognizer.stream(sampleRateHz);
                heardByYounger = 0;
                isFirst = false;
            }
        }
    }

    /** What listens to the last seconds. */
    EmotionStream stream() {
        return elder;
    }

    /** How much it has heard. */
    double seconds() {
        return (double) heardByYounger / sampleRateHz + (isFirst ? 0 : SECONDS);
    }
}
