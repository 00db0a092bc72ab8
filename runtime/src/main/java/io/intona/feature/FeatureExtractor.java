package io.intona.feature;

import io.intona.audio.AudioClip;
import io.intona.kernel.Kernels;
import java.util.Arrays;

/**
 * Computes the features that a {@link FeatureSpec} names, as librosa 0.10 defines them: frames centred on every hop-th
 * sample, zeros before and after the clip; periodic Hann window; power spectrum; Slaney's mel bands; decibels with a
 * floor of −100 dB and, with {@link FeatureSpec.TopDb#CLIP}, nothing more than {@value #TOP_DB} dB below the clip's
 * loudest band in its loudest frame; for MFCCs the orthonormal DCT-II of the decibels of 128 bands, c₀ included.
 *
 * <p>A clip of n samples has 1 + ⌊n / hop⌋ frames, also when it is shorter than one frame. Every value is finite. The same
 * clip gives the same bits on any machine, in any thread. Immutable and thread-safe.
 */
public final class FeatureExtractor {
    /** Version of the computed bits: any change of them comes with a new number, so that no cache mixes the two. */
    public static final int VERSION = 2;

    /** With {@link FeatureSpec.TopDb#CLIP}, decibels below the clip's maximum that are kept. */
    public static final float TOP_DB = 80;

    /** Frames that are analysed together: as many floats as the widest vector holds. */
    private static final int LANES = 16;

    private final FeatureSpec spec;
    private final Kernels kernels;
    private final FeatureTables tables;

    /**
     * @param spec which features
     * @param kernels whose name stands for the bits of the results
     */
    public FeatureExtractor(FeatureSpec spec, Kernels kernels) {
        this.spec = spec;
        this.kernels = kernels;
        this.tables = new FeatureTables(spec, kernels);
    }

    /** Which features are computed. */
    public FeatureSpec spec() {
        return spec;
    }

    /** The kernels given. */
    public Kernels kernels() {
        return kernels;
    }

    /**
     * Features of a whole clip: (1 + ⌊samples / hop⌋, {@link FeatureSpec#size()}).
     *
     * @param clip at the spec's sample rate, with at least one sample
     * @throws IllegalArgumentException if the rate differs, the clip is empty, or so long that a matrix cannot hold it
     */
    public FeatureMatrix extract(AudioClip clip) {
        if (clip.sampleRateHz() != spec.sampleRateHz()) {
            throw new IllegalArgumentException("clip at " + clip.sampleRateHz() + " Hz, expected the features' "
                    + spec.sampleRateHz() + " Hz: resample it first");
        }
        if (clip.length() == 0) {
            throw new IllegalArgumentException("clip without samples, expected at least 1");
        }
        long frames = 1L + clip.length() / spec.hopSamples();
        if (!(frames * spec.size() <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("clip of " + clip.length() + " samples gives " + frames + " frames of "
                    + spec.size() + " values, expected at most " + Integer.MAX_VALUE + " values");
        }
        int rows = (int) frames;
        float[] values = new float[rows * spec.size()];
        switch (spec.topDb()) {
            case OFF -> extractEach(clip, rows, values);
            case CLIP -> extractClipped(clip, rows, values);
        }
        return new FeatureMatrix(rows, spec.size(), values);
    }

    /**
     * The same features frame by frame, for audio that arrives in pieces.
     *
     * @throws IllegalStateException with {@link FeatureSpec.TopDb#CLIP}, which needs the whole clip's maximum
     */
    public FeatureStream stream() {
        if (spec.topDb() != FeatureSpec.TopDb.OFF) {
            throw new IllegalStateException(
                    "features with top-db clip depend on the loudest frame of the whole clip and"
                            + " cannot stream, expected top-db off");
        }
        return new FeatureStream(spec, tables);
    }

    private void extractEach(AudioClip clip, int frames, float[] values) {
        FrameAnalysis analysis = new FrameAnalysis(tables, LANES, spec.hopSamples());
        float[] samples = new float[(LANES - 1) * spec.hopSamples() + spec.frameSamples()];
        float[][] decibels = tables.newDecibels(LANES);
        for (int t = 0; t < frames; t += LANES) {
            cut(clip, t, samples);
            analysis.decibels(samples, decibels);
            analysis.features(decibels, Math.min(LANES, frames - t), values, t * spec.size());
        }
    }

    private void extractClipped(AudioClip clip, int frames, float[] values) {
        FrameAnalysis analysis = new FrameAnalysis(tables, LANES, spec.hopSamples());
        float[] samples = new float[(LANES - 1) * spec.hopSamples() + spec.frameSamples()];
        float[][][] decibels = new float[(frames + LANES - 1) / LANES][][]; // (blocks of frames, banks; bands, lanes)
        float[] maxima = new float[tables.banks.size()];
        Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
        for (int block = 0; block < decibels.length; block++) {
            int count = Math.min(LANES, frames - block * LANES);
            cut(clip, block * LANES, samples);
            decibels[block] = tables.newDecibels(LANES);
            analysis.decibels(samples, decibels[block]);
            for (int bank = 0; bank < maxima.length; bank++) {
                maxima[bank] = Math.max(maxima[bank], maximum(decibels[block][bank], count));
            }
        }
        for (int block = 0; block < decibels.length; block++) {
            int count = Math.min(LANES, frames - block * LANES);
            for (int bank = 0; bank < maxima.length; bank++) {
                raise(decibels[block][bank], maxima[bank] - TOP_DB);
            }
            analysis.features(decibels[block], count, values, block * LANES * spec.size());
        }
    }

    /** Copies the samples from the start of frame t on, which is half a frame before its centre; 0 where there are none. */
    private void cut(AudioClip clip, int t, float[] samples) {
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
