package io.intona.feature;

import io.intona.audio.AudioClip;
import java.util.Arrays;

/**
 * The work on one whole clip: it is cut into frames, and what one frame's features must know of all others, the loudest band
 * and the tuning, is found on the way. With chroma the clip is gone through twice, because keeping the power of a long
 * recording would cost more memory than making it again costs time. Used once.
 */
final class ClipAnalysis {
    /** Frames that are analysed together: as many floats as the widest vector holds. */
    private static final int LANES = 16;

    private final AudioClip clip;
    private final FeatureSpec spec;
    private final FeatureTables tables;
    private final int frames;
    private final FrameAnalysis analysis;
    private final TuningEstimate tuning;
    private final float[] samples; // of LANES frames
    private final float[] values; // (frames, size)

    ClipAnalysis(AudioClip clip, FeatureSpec spec, FeatureTables tables, int frames) {
        this.clip = clip;
        this.spec = spec;
        this.tables = tables;
        this.frames = frames;
        analysis = new FrameAnalysis(tables, LANES, spec.hopSamples());
        tuning = new TuningEstimate(spec.frameSamples(), spec.sampleRateHz());
        samples = new float[(LANES - 1) * spec.hopSamples() + spec.frameSamples()];
        values = new float[frames * spec.size()];
    }

    /** The features (frames, size). */
    float[] features() {
        switch (spec.topDb()) {
            case OFF -> each();
            case CLIP -> clipped();
        }
        if (tables.chroma.isPresent()) {
            chroma();
        }
        return values;
    }

    private void each() {
        float[][] decibels = tables.newDecibels(LANES);
        for (int t = 0; t < frames; t += LANES) {
            decibels(t, decibels);
            analysis.features(decibels, count(t), values, t * spec.size());
        }
    }

    private void clipped() {
        float[][][] decibels = new float[(frames + LANES - 1) / LANES][][]; // (blocks of frames, banks; bands, lanes)
        float[] maxima = new float[tables.banks.size()];
        Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
        for (int block = 0; block < decibels.length; block++) {
            decibels[block] = tables.newDecibels(LANES);
            decibels(block * LANES, decibels[block]);
            for (int bank = 0; bank < maxima.length; bank++) {
                maxima[bank] = Math.max(maxima[bank], maximum(decibels[block][bank], count(block * LANES)));
            }
        }
        for (int block = 0; block < decibels.length; block++) {
            for (int bank = 0; bank < maxima.length; bank++) {
                raise(decibels[block][bank], maxima[bank] - FeatureExtractor.TOP_DB);
            }
            int t = block * LANES;
            analysis.features(decibels[block], count(t), values, t * spec.size());
        }
    }

    private void chroma() {
        ChromaFilterBank bank = new ChromaFilterBank(spec.frameSamples(), spec.sampleRateHz(), tuning.semitones());
        for (int t = 0; t < frames; t += LANES) {
            cut(t);
            analysis.chroma(bank, analysis.power(samples), count(t), values, t * spec.size());
        }
    }

    /** Decibels of the frames from t on; what they tell of the tuning is noted. */
    private void decibels(int t, float[][] destination) {
        cut(t);
        float[] power = analysis.power(samples);
        analysis.decibels(power, destination);
        if (tables.chroma.isPresent()) {
            tuning.add(power, LANES, count(t));
        }
    }

    /** How many of the lanes from frame t on are frames of the clip. */
    private int count(int t) {
        return Math.min(LANES, frames - t);
    }

    /** Copies the samples from the start of frame t on, which is half a frame before its centre; 0 where there are none. */
    private void cut(int t) {
        long start = (long) t * spec.hopSamples() - spec.frameSamples() / 2;
        int from = (int) Math.max(start, 0);
        int to = (int) Math.min(start + samples.length, clip.length());
        Arrays.fill(samples, 0);
        if (from < to) {
            clip.copyTo(from, samples, (int) (from - start), to - from);
        }
    }

    /** Of the first lanes of all bands; decibels are never NaN, and a branch is faster than {@code Math.max}. */
    private static float maximum(float[] values, int count) {
        float maximum = values[0];
        for (int at = 0; at < values.length; at += LANES) {
            for (int lane = at; lane < at + count; lane++) {
                if (values[lane] > maximum) {
                    maximum = values[lane];
                }
            }
        }
        return maximum;
    }

    private static void raise(float[] values, float least) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], least);
        }
    }
}
