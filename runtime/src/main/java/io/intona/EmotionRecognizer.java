package io.intona;

import io.intona.audio.AudioClip;
import io.intona.audio.AudioLimits;
import io.intona.audio.AudioReader;
import io.intona.audio.Resampler;
import io.intona.audio.SampleListener;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import io.intona.nn.Network;
import io.intona.nn.Parameters;
import io.intona.nn.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The front door: recordings in, emotions out.
 *
 * <pre>{@code
 * EmotionRecognizer recognizer = EmotionRecognizer.load(Path.of("m.safetensors"));
 * Recognition recognition = recognizer.recognize(AudioReader.read(Path.of("hello.wav")));
 * System.out.println(recognition.emotion());
 * }</pre>
 *
 * <p>{@link #recognize} is for a recording of one utterance, {@link #timeline} for long ones, {@link #stream} for sound that
 * is still arriving. Immutable and thread-safe: one recognizer serves all threads. The same recording gives the same bits
 * each time. Only {@link #load} and the timeline of a file read files, and nothing uses the network.
 */
public final class EmotionRecognizer {
    /**
     * System property that names the kernels to compute with; {@code auto} without it: those of the processor's vectors if
     * Java was started with {@code --add-modules jdk.incubator.vector}, otherwise several times slower ones, see {@link
     * Kernels#whyScalar}.
     */
    public static final String KERNELS_PROPERTY = "intona.kernels";

    /** Shortest recording that has an answer, in seconds. */
    public static final double MIN_SECONDS = 0.3;

    /** Samples of a clip that a timeline is given at a time. */
    private static final int SLICE = 1 << 14;

    private final EmotionModel model;
    private final Parameters parameters; // never written to
    private final Network network;
    private final FeatureExtractor extractor;

    private EmotionRecognizer(EmotionModel model, Kernels kernels) {
        this.model = model;
        this.parameters = parameters(model);
        this.network = new Network(model.architecture(), kernels);
        this.extractor = new FeatureExtractor(model.features(), kernels);
    }

    /** With the outputs divided by the temperature: y / T = (W / T) c + b / T, so that everything below needs not know. */
    private static Parameters parameters(EmotionModel model) {
        Parameters parameters = model.parameters();
        for (String name : List.of("classifier.weight", "classifier.bias")) {
            float[] values = parameters.values(name);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] / model.calibration().temperature());
            }
        }
        return parameters;
    }

    /**
     * A recognizer with the model that came with the application, such as the artifact {@code intona-model-ravdess}, and the
     * kernels that the system property {@value #KERNELS_PROPERTY} names.
     *
     * @throws IllegalStateException if there is no such model, with what to add; or more than one
     * @throws java.io.UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if there are no such kernels here
     */
    public static EmotionRecognizer bundled() {
        return of(EmotionModel.bundled(), kernels());
    }

    /**
     * A recognizer with the model in a file, and the kernels that the system property {@value #KERNELS_PROPERTY} names.
     *
     * @throws io.intona.model.ModelFileException if the file is not a model, with what is wrong and where
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if there are no such kernels here
     */
    public static EmotionRecognizer load(Path model) throws IOException {
        return of(EmotionModel.read(model), kernels());
    }

    private static Kernels kernels() {
        return Kernels.of(System.getProperty(KERNELS_PROPERTY, "auto"));
    }

    /** A recognizer with a model that is already there; there is nothing in a whole model that could be refused. */
    public static EmotionRecognizer of(EmotionModel model, Kernels kernels) {
        return new EmotionRecognizer(model, kernels);
    }

    /** The model that speaks. */
    public EmotionModel model() {
        return model;
    }

    /**
     * The emotion of one recording, heard as a whole.
     *
     * @param clip at any sample rate; it is resampled to the model's, see {@link Recognition#isNarrowband()}
     * @throws IllegalArgumentException if the clip is shorter than {@value #MIN_SECONDS} s, or so long that arrays cannot hold
     *     its features or what the network makes of them (hours); or if its rate differs from the model's and is not from
     *     8000 to 192000
     */
    public Recognition recognize(AudioClip clip) {
        checkLength(clip.length(), clip.sampleRateHz());
        checkFrames(clip.length(), clip.sampleRateHz());
        int rate = model.features().sampleRateHz();
        FeatureMatrix features = model.standardizer().apply(extractor.extract(Resampler.resample(clip, rate)));
        return new Recognition(
                model.labels(),
                network.infer(parameters, features, new Workspace()),
                model.features().hopSeconds(),
                model.calibration().abstainThreshold(),
                clip.sampleRateHz() < rate);
    }

    /** Samples of the shortest recording that has an answer. */
    static long leastSamples(int sampleRateHz) {
        return Math.round(MIN_SECONDS * sampleRateHz);
    }

    private static void checkLength(long samples, int sampleRateHz) {
        if (!(samples >= leastSamples(sampleRateHz))) {
            throw new IllegalArgumentException("recording of " + samples + " samples at " + sampleRateHz
                    + " Hz, expected at least " + MIN_SECONDS + " seconds");
        }
    }

    /** As many samples at once must not have more frames than the network's arrays can hold. */
    void checkFrames(long samples, int sampleRateHz) {
        FeatureSpec features = model.features();
        long frames =
                1 + Resampler.outputLength(samples, sampleRateHz, features.sampleRateHz()) / features.hopSamples();
        if (!(frames <= network.mostFrames())) {
            throw new IllegalArgumentException(samples + " samples at " + sampleRateHz + " Hz give " + frames
                    + " frames, expected at most " + network.mostFrames());
        }
    }

    /**
     * Emotion over time in a recording of any length, with {@link TimelineOptions#DEFAULT}.
     *
     * @throws IllegalArgumentException as with options
     */
    public Timeline timeline(AudioClip clip) {
        return timeline(clip, TimelineOptions.DEFAULT);
    }

    /**
     * Emotion over time in a recording of any length; {@link EmotionTimeline} says how it is told.
     *
     * @param clip at any sample rate; it is resampled to the model's
     * @throws IllegalArgumentException if the clip is shorter than {@value #MIN_SECONDS} s, if its rate differs from the
     *     model's and is not from 8000 to 192000, or if a window is too long for the network's arrays
     */
    public Timeline timeline(AudioClip clip, TimelineOptions options) {
        WholeTimeline whole = new WholeTimeline(this, options);
        whole.format(clip.sampleRateHz());
        float[] slice = new float[SLICE];
        for (int from = 0; from < clip.length(); from += SLICE) {
            int count = Math.min(SLICE, clip.length() - from);
            clip.copyTo(from, slice, 0, count);
            whole.samples(slice, count);
        }
        return whole.end();
    }

    /**
     * Emotion over time in a file, which is heard while it is read and not kept: memory does not grow with it, but for the
     * segments.
     *
     * @param recording of any format whose reader is present
     * @throws IllegalArgumentException if the recording is shorter than {@value #MIN_SECONDS} s, if its rate differs from the
     *     model's and is not from 8000 to 192000, or if a window is too long for the network's arrays
     * @throws io.intona.audio.AudioFormatException if the format is unknown, or the file malformed, empty or beyond the limits
     * @throws IOException if it cannot be read
     */
    public Timeline timeline(Path recording, AudioLimits limits, TimelineOptions options) throws IOException {
        WholeTimeline whole = new WholeTimeline(this, options);
        AudioReader.listen(recording, limits, whole);
        return whole.end();
    }

    /** Hears a recording from its start to its end. */
    private static final class WholeTimeline implements SampleListener {
        final EmotionRecognizer recognizer;
        final TimelineOptions options;
        final List<Segment> segments = new ArrayList<>();
        Optional<EmotionTimeline> timeline = Optional.empty();
        int sampleRateHz;
        long samples;

        WholeTimeline(EmotionRecognizer recognizer, TimelineOptions options) {
            this.recognizer = recognizer;
            this.options = options;
        }

        @Override
        public void format(int rateHz) {
            sampleRateHz = rateHz;
            timeline = Optional.of(recognizer.timeline(rateHz, options));
        }

        @Override
        public void samples(float[] next, int count) {
            samples += count;
            segments.addAll(timeline.orElseThrow().push(next, 0, count));
        }

        Timeline end() {
            checkLength(samples, sampleRateHz);
            segments.addAll(timeline.orElseThrow().finish());
            return new Timeline(segments, timeline.orElseThrow().summary());
        }
    }

    /**
     * Emotion over time in audio that is still arriving, or is too long for memory. Works with every model.
     *
     * @param sampleRateHz of the samples that will be pushed; they are resampled to the model's rate
     * @throws IllegalArgumentException if the rate differs from the model's and is not from 8000 to 192000, or if a window is
     *     too long for the network's arrays
     */
    public EmotionTimeline timeline(int sampleRateHz, TimelineOptions options) {
        return new EmotionTimeline(this, sampleRateHz, options);
    }

    /**
     * Listens to audio that is still arriving.
     *
     * @param sampleRateHz of the samples that will be pushed; they are resampled to the model's rate
     * @throws IllegalStateException if the model's features need the whole recording (top-db clip)
     * @throws IllegalArgumentException if the rate differs from the model's and is not from 8000 to 192000
     */
    public EmotionStream stream(int sampleRateHz) {
        return new EmotionStream(model, extractor.stream(), () -> network.stream(parameters), sampleRateHz);
    }
}
