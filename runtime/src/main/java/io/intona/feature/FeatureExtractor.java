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
    public static final int VERSION = 1;

    /** With {@link FeatureSpec.TopDb#CLIP}, decibels below the clip's maximum that are kept. */
    public static final float TOP_DB = 80;

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
        this.tables = new FeatureTables(spec);
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
        FrameAnalysis analysis = new FrameAnalysis(tables);
        float[] frame = new float[spec.frameSamples()];
        float[][] decibels = tables.newDecibels();
        for (int t = 0; t < frames; t++) {
            cut(clip, t, frame);
            analysis.decibels(frame, decibels);
            analysis.features(decibels, values, t * spec.size());
        }
    }

    private void extractClipped(AudioClip clip, int frames, float[] values) {
        FrameAnalysis analysis = new FrameAnalysis(tables);
        float[] frame = new float[spec.frameSamples()];
        float[][][] decibels = new float[frames][][]; // (frames, banks, bands)
        float[] maxima = new float[tables.banks.size()];
        Arrays.fill(maxima, Decibels.FLOOR_DB);
        for (int t = 0; t < frames; t++) {
            cut(clip, t, frame);
            decibels[t] = tables.newDecibels();
            analysis.decibels(frame, decibels[t]);
            for (int bank = 0; bank < maxima.length; bank++) {
                maxima[bank] = Math.max(maxima[bank], maximum(decibels[t][bank]));
            }
        }
        for (int t = 0; t < frames; t++) {
            for (int bank = 0; bank < maxima.length; bank++) {
                raise(decibels[t][bank], maxima[bank] - TOP_DB);
            }
            analysis.features(decibels[t], values, t * spec.size());
        }
    }

    /** Copies the samples around the centre of frame t, zeros where the clip has none. */
    private void cut(AudioClip clip, int t, float[] frame) {
        long start = (long) t * spec.hopSamples() - frame.length / 2;
        int from = (int) Math.max(start, 0);
        int to = (int) Math.min(start + frame.length, clip.length());
        Arrays.fill(frame, 0);
        if (from < to) {
            clip.copyTo(from, frame, (int) (from - start), to - from);
        }
    }

    private static float maximum(float[] values) {
        float maximum = values[0];
        for (float value : values) {
            maximum = Math.max(maximum, value);
        }
        return maximum;
    }

    private static void raise(float[] values, float least) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], least);
        }
    }
}
