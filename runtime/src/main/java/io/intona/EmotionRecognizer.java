package io.intona;

import io.intona.audio.AudioClip;
import io.intona.audio.Resampler;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import io.intona.nn.Network;
import io.intona.nn.Parameters;
import io.intona.nn.Workspace;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The front door: recordings in, emotions out.
 *
 * <pre>{@code
 * EmotionRecognizer recognizer = EmotionRecognizer.load(Path.of("model.safetensors"));
 * Recognition recognition = recognizer.recognize(AudioReader.read(Path.of("hello.wav")));
 * System.out.println(recognition.emotion());
 * }</pre>
 *
 * <p>Immutable and thread-safe: one recognizer serves all threads. The same recording gives the same bits each time.
 */
public final class EmotionRecognizer {
    /** System property that names the kernels to compute with; {@code auto} without it. */
    public static final String KERNELS_PROPERTY = "intona.kernels";

    private final EmotionModel model;
    private final Parameters parameters; // never written to
    private final Network network;
    private final FeatureExtractor extractor;

    private EmotionRecognizer(EmotionModel model, Kernels kernels) {
        this.model = model;
        this.parameters = model.parameters();
        this.network = new Network(model.architecture(), kernels);
        this.extractor = new FeatureExtractor(model.features(), kernels);
    }

    /**
     * A recognizer with the model in a file, and the kernels that the system property {@value #KERNELS_PROPERTY} names.
     *
     * @throws io.intona.model.ModelFileException if the file is not a model, with what is wrong and where
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if there are no such kernels here
     */
    public static EmotionRecognizer load(Path model) throws IOException {
        return of(EmotionModel.read(model), Kernels.of(System.getProperty(KERNELS_PROPERTY, "auto")));
    }

    /** A recognizer with a model that is already there. */
    public static EmotionRecognizer of(EmotionModel model, Kernels kernels) {
        return new EmotionRecognizer(model, kernels);
    }

    /** The model that speaks. */
    public EmotionModel model() {
        return model;
    }

    /**
     * The emotion of one recording.
     *
     * @param clip at any sample rate; it is resampled to the model's, see {@link Recognition#isNarrowband()}
     * @throws IllegalArgumentException if the clip is empty, or longer than arrays of features can be
     */
    public Recognition recognize(AudioClip clip) {
        int rate = model.features().sampleRateHz();
        FeatureMatrix features = model.standardizer().apply(extractor.extract(Resampler.resample(clip, rate)));
        return new Recognition(
                model.labels(),
                network.infer(parameters, features, new Workspace()),
                model.features().hopSeconds(),
                clip.sampleRateHz() < rate);
    }

    /**
     * Listens to audio that is still arriving.
     *
     * @param sampleRateHz of the samples that will be pushed; they are resampled to the model's rate
     * @throws IllegalStateException if the model's features need the whole recording (top-db clip)
     * @throws IllegalArgumentException if the rate differs from the model's and is not from 8000 to 192000
     */
    public EmotionStream stream(int sampleRateHz) {
        return new EmotionStream(model, extractor.stream(), network.stream(parameters), sampleRateHz);
    }
}
