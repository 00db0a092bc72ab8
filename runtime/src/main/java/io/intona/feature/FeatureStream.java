package io.intona.feature;

import io.intona.audio.AudioClip;
import java.util.Arrays;

/**
 * Features of audio that arrives in pieces. Samples are pushed in chunks of any size; every frame comes out as soon as
 * its last sample is there, half a frame after its centre. After {@link #finish} the frames are those of
 * {@link FeatureExtractor#extract} for the same samples, bit for bit. Nothing is allocated for a frame. Made by
 * {@link FeatureExtractor#stream}; not thread-safe.
 */
public final class FeatureStream {
    private final int hop;
    private final FrameAnalysis analysis;
    private final float[] frame; // (frameSamples), the newest samples
    private final float[][] decibels;
    private final float[] features; // (size)
    private int filled; // samples present in the frame
    private long samplesPushed;
    private long frames;
    private boolean finished;

    /** Takes the frames of a stream. */
    @FunctionalInterface
    public interface FrameSink {
        /**
         * @param index number of the frame, from 0; its centre is at sample index × hop
         * @param features values of this frame; the array is used again for the next one
         */
        void accept(long index, float[] features);
    }

    FeatureStream(FeatureSpec spec, FeatureTables tables) {
        hop = spec.hopSamples();
        analysis = new FrameAnalysis(tables, 1, hop);
        frame = new float[spec.frameSamples()];
        decibels = tables.newDecibels(1);
        features = new float[spec.size()];
        filled = frame.length / 2;
    }

    /** Number of frames given out so far. */
    public long frames() {
        return frames;
    }

    /**
     * Takes {@code samples[offset … offset + count)} and gives out the frames that became complete.
     *
     * @throws IllegalStateException after {@link #finish}
     * @throws IllegalArgumentException if a sample is beyond ±{@link AudioClip#MAX_MAGNITUDE} or no number; then none of
     *     the chunk is taken
     */
    public void push(float[] samples, int offset, int count, FrameSink sink) {
        if (finished) {
            throw new IllegalStateException("samples pushed after finish, expected a new stream");
        }
        for (int i = 0; i < count; i++) {
            if (!(Math.abs(samples[offset + i]) <= AudioClip.MAX_MAGNITUDE)) {
                throw new IllegalArgumentException("sample " + (samplesPushed + i) + " of the stream is "
                        + samples[offset + i] + ", expected a number from " + -AudioClip.MAX_MAGNITUDE + " to "
                        + AudioClip.MAX_MAGNITUDE);
            }
        }
        int from = offset;
        int end = offset + count;
        while (from < end) {
            int taken = Math.min(end - from, frame.length - filled);
            System.arraycopy(samples, from, frame, filled, taken);
            from += taken;
            filled += taken;
            samplesPushed += taken;
            if (filled == frame.length) {
                giveOut(sink);
            }
        }
    }

    /**
     * Gives out the last frames, whose ends reach over the end of the audio; no more samples can follow. A stream that
     * was given no sample has no frames.
     *
     * @throws IllegalStateException if called twice
     */
    public void finish(FrameSink sink) {
        if (finished) {
            throw new IllegalStateException("stream finished twice, expected once");
        }
        finished = true;
        while (samplesPushed > 0 && frames <= samplesPushed / hop) {
            Arrays.fill(frame, filled, frame.length, 0);
            giveOut(sink);
        }
    }

    /** Analyses the frame and moves on by one hop; the samples present beyond the hop stay. */
    private void giveOut(FrameSink sink) {
        analysis.decibels(analysis.power(frame), decibels);
        analysis.features(decibels, 1, features, 0);
        System.arraycopy(frame, hop, frame, 0, frame.length - hop);
        filled = Math.max(0, filled - hop);
        sink.accept(frames++, features);
    }
}
