package io.intona;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureStream;
import io.intona.feature.Standardizer;
import io.intona.model.EmotionModel;
import io.intona.nn.NetworkStream;
import java.util.List;
import java.util.Optional;

/**
 * Emotion in audio that is still arriving. Samples are pushed in chunks of any size; the probabilities are those of all
 * that was heard so far, and change with every frame. Time and memory for a frame are constant, and nothing is allocated
 * for it. After {@link #finish} they are those of {@link EmotionRecognizer#recognize} for the same samples, to rounding
 * (1e-5).
 *
 * <p>A frame counts as soon as its last sample is there, half a frame after its centre. Made by
 * {@link EmotionRecognizer#stream}. Not thread-safe.
 */
public final class EmotionStream {
    /** Samples that are resampled at a time. */
    private static final int SLICE = 1024;

    /** Samples at the lower rate that a resampler holds back and gives at the end, and some more. */
    private static final int HELD_BACK = 256;

    private final List<String> labels;
    private final double hopSeconds;
    private final Optional<Resampler> resampler;
    private final float[] resampled;
    private final FeatureStream features;
    private final NetworkStream network;
    private final FeatureStream.FrameSink sink;

    EmotionStream(EmotionModel model, FeatureStream features, NetworkStream network, int sampleRateHz) {
        int rate = model.features().sampleRateHz();
        this.labels = model.labels();
        this.hopSeconds = model.features().hopSeconds();
        this.resampler = rate == sampleRateHz ? Optional.empty() : Optional.of(new Resampler(sampleRateHz, rate));
        int growth = Math.max(1, (rate + sampleRateHz - 1) / sampleRateHz);
        this.resampled = new float[resampler.isEmpty() ? 0 : growth * SLICE + HELD_BACK];
        this.features = features;
        this.network = network;
        Standardizer standardizer = model.standardizer();
        this.sink = (index, frame) -> {
            standardizer.apply(frame);
            network.push(frame, 0);
        };
    }

    /** The model's labels, in the order of the probabilities. */
    public List<String> labels() {
        return labels;
    }

    /** Number of frames heard so far. */
    public long frames() {
        return network.frames();
    }

    /** Where the middle of the last frame lies, in seconds from the start; NaN before the first frame. */
    public double seconds() {
        return frames() == 0 ? Double.NaN : (frames() - 1) * hopSeconds;
    }

    /**
     * Takes {@code samples[offset … offset + count)}, mono in [−1, 1] at the stream's rate.
     *
     * @throws IllegalArgumentException if a sample is beyond ±{@link AudioClip#MAX_MAGNITUDE} or no number, or the array
     *     too short; then none of them is taken
     * @throws IllegalStateException after {@link #finish}
     */
    public void push(float[] samples, int offset, int count) {
        if (!(offset >= 0 && count >= 0 && samples.length - offset >= count)) {
            throw new IllegalArgumentException(count + " samples at " + offset + " of an array of " + samples.length
                    + " samples, expected them to fit");
        }
        for (int i = offset; i < offset + count; i++) {
            if (!(Math.abs(samples[i]) <= AudioClip.MAX_MAGNITUDE)) {
                throw new IllegalArgumentException("sample " + (i - offset) + " of the chunk is " + samples[i]
                        + ", expected a number from " + -AudioClip.MAX_MAGNITUDE + " to " + AudioClip.MAX_MAGNITUDE);
            }
        }
        if (resampler.isEmpty()) {
            features.push(samples, offset, count, sink);
            return;
        }
        for (int from = offset; from < offset + count; from += SLICE) {
            int slice = Math.min(SLICE, offset + count - from);
            int made = resampler.get().push(samples, from, slice, resampled, 0);
            features.push(resampled, 0, made, sink);
        }
    }

    /**
     * Says that no more samples will come, so that the last frames, which reach over the end, count too.
     *
     * @throws IllegalStateException if called twice
     */
    public void finish() {
        if (resampler.isPresent()) {
            int made = resampler.get().finish(resampled, 0);
            features.push(resampled, 0, made, sink);
        }
        features.finish(sink);
    }

    /**
     * Probabilities of all that was heard so far.
     *
     * @param destination receives one for each label, adding up to 1
     * @throws IllegalStateException before the first frame
     */
    public void probabilities(float[] destination) {
        network.probabilities(destination);
    }

    /** The most probable label of all that was heard so far; of equal ones the first. */
    public String emotion() {
        float[] probabilities = new float[labels.size()];
        probabilities(probabilities);
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return labels.get(best);
    }
}
