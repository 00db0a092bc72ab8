package io.intona.bench;

import io.intona.Emotion;
import io.intona.EmotionRecognizer;
import io.intona.EmotionStream;
import io.intona.audio.AudioClip;
import io.intona.feature.FeatureExtractor;
import io.intona.feature.FeatureMatrix;
import io.intona.feature.FeatureSpec;
import io.intona.feature.Standardizer;
import io.intona.kernel.Kernels;
import io.intona.model.EmotionModel;
import io.intona.nn.Architecture;
import io.intona.nn.Initialization;
import io.intona.nn.Parameters;
import io.intona.random.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One recording of 3.7 s at 48 kHz: its features, its recognition, and a frame of a stream. LSTM-h128-v128. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecognitionBenchmark {
    static final String MODEL = "LSTM-h128-v128";
    private static final int HOP = FeatureSpec.PAPER.hopSamples();

    private final AudioClip clip = TestClips.recording();
    private final float[] samples = clip.samples();
    private final float[] probabilities = new float[TestClips.CLASSES];
    private FeatureExtractor extractor;
    private EmotionRecognizer recognizer;
    private EmotionStream stream;
    private int at;

    /** A model with weights from a seed. */
    static EmotionModel model(FeatureSpec.TopDb topDb) {
        FeatureSpec features = FeatureSpec.PAPER.withTopDb(topDb);
        Parameters parameters = new Parameters(Architecture.parse(MODEL, features.size(), TestClips.CLASSES));
        Initialization.ORTHOGONAL.apply(parameters, RandomStreams.of(1, 0, 0, "bench", 0));
        FeatureMatrix heard = new FeatureExtractor(features, Kernels.of("scalar")).extract(TestClips.recording());
        return new EmotionModel(parameters, Standardizer.fit(List.of(heard)), features, Emotion.RAVDESS, Map.of());
    }

    @Setup
    public void prepare() {
        Kernels kernels = Kernels.of("simd");
        extractor = new FeatureExtractor(FeatureSpec.PAPER, kernels);
        recognizer = EmotionRecognizer.of(model(FeatureSpec.TopDb.CLIP), kernels);
        EmotionRecognizer streaming = EmotionRecognizer.of(model(FeatureSpec.TopDb.OFF), kernels);
        stream = streaming.stream(clip.sampleRateHz());
        stream.push(samples, 0, samples.length);
        stream.finish();
        stream.probabilities(probabilities);
        float[] whole = streaming.recognize(clip).probabilities();
        for (int i = 0; i < whole.length; i++) {
            if (!(Math.abs(whole[i] - probabilities[i]) < 1e-5)) {
                throw new IllegalStateException(
                        "stream says " + probabilities[i] + ", the whole clip " + whole[i] + ", expected 1e-5");
            }
        }
        stream = streaming.stream(clip.sampleRateHz());
    }

    @Benchmark
    public FeatureMatrix mfcc() {
        return extractor.extract(clip);
    }

    @Benchmark
    public String recognize() {
        return recognizer.recognize(clip).emotion();
    }

    /** The samples of one hop of 10.7 ms, and the probabilities after them. */
    @Benchmark
    public float[] streamedFrame() {
        at = at + 2 * HOP <= samples.length ? at + HOP : 0;
        stream.push(samples, at, HOP);
        if (stream.frames() > 0) {
            stream.probabilities(probabilities);
        }
        return probabilities;
    }
}
