package io.intona;

import io.intona.feature.FeatureStream;
import io.intona.feature.Standardizer;
import io.intona.model.EmotionModel;
import io.intona.nn.NetworkStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Emotion in audio that is still arriving. Samples are pushed in chunks of any size; the probabilities are those of all
 * that was heard so far, and change with every frame. Time and memory for a frame are constant, and nothing is allocated
 * for it. After {@link #finish} they are those of {@link EmotionRecognizer#recognize} for the same samples, to rounding
 * (1e-5).
 *
 * <p>A frame counts as soon as its last sample is there, half a frame after its centre. Made by
 * {@link EmotionRecognizer#stream}. Not thread-safe.
 */
public final class EmotionStream implements RunningEmotion {
    private final EmotionModel model;
    private final List<String> labels;
    private final double hopSeconds;
    private final FeatureStream features;
    private final Supplier<NetworkStream> networks;
    private final NetworkStream network;
    private Optional<RecentEmotion> recent = Optional.empty();
    private final FeatureStream.FrameSink sink;
    private final ResampledInput input;

    EmotionStream(EmotionModel model, FeatureStream features, Supplier<NetworkStream> networks, int sampleRateHz) {
        this.model = model;
        this.labels = model.labels();
        this.hopSeconds = model.features().hopSeconds();
        this.features = features;
        this.networks = networks;
        this.network = networks.get();
        Standardizer standardizer = model.standardizer();
        this.sink = (index, frame) -> {
            standardizer.apply(frame);
            network.push(frame, 0);
            if (recent.isPresent()) {
                recent.get().push(frame);
            }
        };
        this.input = new ResampledInput(
                sampleRateHz,
                model.features().sampleRateHz(),
                (samples, offset, count) -> features.push(samples, offset, count, sink));
    }

    /**
     * What the last seconds sound like, from the first call on: it listens to the frames of this stream that come then, so call
     * it before the first. Costs no second computation of features.
     */
    public RecentEmotion recent() {
        if (recent.isEmpty()) {
            recent = Optional.of(new RecentEmotion(model, networks.get(), networks.get(), frames()));
        }
        return recent.get();
    }

    @Override
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
     * @throws IllegalArgumentException if a sample is beyond ±{@link io.intona.audio.AudioClip#MAX_MAGNITUDE} or no number, or the array
     *     too short; then none of them is taken
     * @throws IllegalStateException after {@link #finish}
     */
    public void push(float[] samples, int offset, int count) {
        input.push(samples, offset, count);
    }

    /**
     * Says that no more samples will come, so that the last frames, which reach over the end, count too.
     *
     * @throws IllegalStateException if called twice
     */
    public void finish() {
        input.finish();
        features.finish(sink);
    }

    @Override
    public void probabilities(float[] destination) {
        network.probabilities(destination);
    }

    @Override
    public double abstainThreshold() {
        return model.calibration().abstainThreshold();
    }
}
