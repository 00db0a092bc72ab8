package io.intona;

import io.intona.model.EmotionModel;
import io.intona.nn.NetworkStream;
import java.util.List;

/**
 * What the last seconds of a stream sound like. Two networks listen to the stream's frames; the younger begins {@value
 * #SECONDS} seconds after the elder, and when it is as old as that itself it takes the elder's place and the elder begins
 * anew. So what is told rests on the last {@value #SECONDS} to 2 × {@value #SECONDS} seconds, and is what the network says of
 * just these frames. Time and memory for a frame are constant, and nothing is allocated for it. Made by
 * {@link EmotionStream#recent}. Not thread-safe.
 */
public final class RecentEmotion implements RunningEmotion {
    /** How far apart the two begin, to the nearest frame. */
    public static final double SECONDS = 2;

    private final List<String> labels;
    private final double abstainThreshold;
    private final double hopSeconds;
    private final long turn; // frames from the beginning of one to that of the other
    private NetworkStream elder;
    private NetworkStream younger;
    private long begin; // the elder's first frame

    RecentEmotion(EmotionModel model, NetworkStream elder, NetworkStream younger, long begin) {
        this.labels = model.labels();
        this.abstainThreshold = model.calibration().abstainThreshold();
        this.hopSeconds = model.features().hopSeconds();
        this.turn = Math.max(1, Math.round(SECONDS / hopSeconds));
        this.elder = elder;
        this.younger = younger;
        this.begin = begin;
    }

    /** Takes the stream's next frame, standardised. */
    void push(float[] frame) {
        if (elder.frames() == 2 * turn) {
            NetworkStream retired = elder;
            elder = younger;
            younger = retired;
            younger.restart();
            begin += turn;
        }
        elder.push(frame, 0);
        if (elder.frames() > turn) {
            younger.push(frame, 0);
        }
    }

    /** Where the middle of the first frame that counts lies, in seconds from the stream's start. */
    public double startSeconds() {
        return begin * hopSeconds;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public void probabilities(float[] destination) {
        elder.probabilities(destination);
    }

    @Override
    public double abstainThreshold() {
        return abstainThreshold;
    }
}
