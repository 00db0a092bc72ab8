package io.intona.feature;

import io.intona.audio.AudioClip;
import io.intona.kernel.Kernels;

/**
 * Computes the features that a {@link FeatureSpec} names, as librosa 0.10 defines them: frames centred on every hop-th
 * sample, zeros before and after the clip; periodic Hann window; power spectrum; Slaney's mel bands; decibels with a
 * floor of −100 dB and, with {@link FeatureSpec.TopDb#CLIP}, nothing more than {@value #TOP_DB} dB below the clip's
 * loudest band in its loudest frame; for MFCCs the orthonormal DCT-II of the decibels of 128 bands, c₀ included. Chroma is
 * the power in each of the twelve pitch classes, tuned to the clip, divided by the frame's largest.
 *
 * <p>A clip of n samples has 1 + ⌊n / hop⌋ frames, also when it is shorter than one frame. Every value is finite. The same
 * clip gives the same bits on any machine, in any thread. Immutable and thread-safe.
 */
public final class FeatureExtractor {
    /** Version of the computed bits: any change of them comes with a new number, so that no cache mixes the two. */
    public static final int VERSION = 2;

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
        if (!(frames * spec.size() <= FeatureMatrix.MAX_VALUES)) {
            throw new IllegalArgumentException("clip of " + clip.length() + " samples gives " + frames + " frames of "
                    + spec.size() + " values, expected at most " + FeatureMatrix.MAX_VALUES + " values");
        }
        return new FeatureMatrix(
                (int) frames, spec.size(), new ClipAnalysis(clip, spec, tables, (int) frames).features());
    }

    /**
     * The same features frame by frame, for audio that arrives in pieces.
     *
     * @throws IllegalStateException if the features need the whole clip: its maximum with {@link FeatureSpec.TopDb#CLIP},
     *     its tuning with chroma
     */
    public FeatureStream stream() {
        if (spec.has(FeatureSpec.Kind.CHROMA)) {
            throw new IllegalStateException("features " + spec.name()
                    + " depend on the tuning of the whole clip and cannot stream, expected features without chroma");
        }
        if (spec.topDb() != FeatureSpec.TopDb.OFF) {
            throw new IllegalStateException(
                    "features with top-db clip depend on the loudest frame of the whole clip and"
                            + " cannot stream, expected top-db off");
        }
        return new FeatureStream(spec, tables);
    }
}
